// CEL conformance: asks both builds every case that needs no protobuf messages, holds the failures against the
// committed exceptions, and writes build/reports/conformance.json. Run from the top folder.
//
// An exception that passes is an error too, and one more than there were: the list only shrinks. So is a case that the
// builds answer differently, or fewer cases than there were.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { conformanceCases } from './cases.mjs';

const work = 'build/conformance';
const zones = 'build/native/core/zones.bin'; // one file for both
const builds = {
  native: ['build/native/tests/cel_conformance'],
  wasm: [process.execPath, '--no-experimental-fetch', 'build/wasm/tests/cel_conformance.js'],
};
const { cases: exceptions } = JSON.parse(
  readFileSync(new URL('exceptions.json', import.meta.url), 'utf8'),
);

const mostExceptions = 4;
const fewestCases = 1_651;

mkdirSync(work, { recursive: true });
mkdirSync('build/reports', { recursive: true });
writeFileSync(`${work}/cases.json`, JSON.stringify(conformanceCases()));

function ask(name) {
  const [program, ...before] = builds[name];
  const out = `${work}/${name}.json`;
  execFileSync(program, [...before, `${work}/cases.json`, zones, out], { stdio: 'inherit' });
  return JSON.parse(readFileSync(out, 'utf8'));
}

function summary(outcomes) {
  const suites = {};
  for (const { path, passed } of outcomes) {
    const suite = (suites[path.split('/')[0]] ??= { passed: 0, of: 0 });
    suite.of += 1;
    suite.passed += passed ? 1 : 0;
  }
  return { passed: outcomes.filter(({ passed }) => passed).length, of: outcomes.length, suites };
}

const answers = Object.fromEntries(Object.keys(builds).map((name) => [name, ask(name)]));
const problems = [];
for (const [name, outcomes] of Object.entries(answers)) {
  for (const { path, expr, wanted, got, passed } of outcomes) {
    if (passed && path in exceptions) problems.push(`${name}: ${path} passes: strike it`);
    if (!passed && !(path in exceptions))
      problems.push(`${name}: ${path}\n  ${expr}\n  wanted ${wanted}\n  got    ${got}`);
  }
}
answers.native.forEach(({ path, got }, i) => {
  if (got !== answers.wasm[i].got)
    problems.push(`${path}: native ${got}, wasm ${answers.wasm[i].got}`);
});
if (Object.keys(exceptions).length > mostExceptions) problems.push('exceptions.json has grown');
if (answers.native.length < fewestCases) problems.push(`only ${answers.native.length} cases`);
for (const path of Object.keys(exceptions)) {
  if (!answers.native.some((each) => each.path === path)) problems.push(`no case ${path}`);
}

const report = Object.fromEntries(
  Object.entries(answers).map(([name, outcomes]) => [name, summary(outcomes)]),
);
writeFileSync('build/reports/conformance.json', `${JSON.stringify(report, null, 2)}\n`);
for (const problem of problems) console.error(problem);
const passed = Object.values(report).reduce((sum, each) => sum + each.passed, 0);
console.log(`cel: ${report.native.passed} of ${report.native.of}`);
console.log(`# pass ${passed}\n# fail ${problems.length}`);
process.exitCode = problems.length === 0 ? 0 : 1;
