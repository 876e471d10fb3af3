// Everyday expressions in core, natively and as wasm, beside other engines in node. All take turns in one run, several times,
// and each figure is the median; every engine must give the wanted answers before anything is measured.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { loadCore } from '../../../wasm/dist/index.js';
import { median, runProgram } from '../programs.mjs';
import { figure } from '../report.mjs';
import { engines } from './engines.mjs';

const rounds = 3;
const cases = Object.entries(
  JSON.parse(readFileSync(new URL('expressions.json', import.meta.url), 'utf8')),
);
const core = await loadCore();

/** What the call from a page costs: text and variables in, compiled, run, the answer out. */
const called = {
  name: '@qudao/core evaluate',
  variables: () => (variables) => variables,
  open:
    ({ expression }) =>
    () =>
    (variables) =>
      core.evaluate(expression, variables),
};

// name of the figure → nanoseconds of every batch.
const samples = new Map();
const note = (name, nanoseconds) => {
  if (!samples.has(name)) samples.set(name, []);
  samples.get(name).push(nanoseconds);
};

let yes = 0;
function batch(name, work, milliseconds) {
  const began = performance.now();
  let calls = 0;
  let spent;
  do {
    // The clock is asked once in a while: it costs as much as a short expression.
    for (let i = 0; i < 16; i += 1) yes += work(i % 2) === true ? 1 : 0;
    calls += 16;
    spent = performance.now() - began;
  } while (spent < milliseconds);
  note(name, (spent / calls) * 1e6);
}

const works = [...engines, called].flatMap((engine) =>
  cases.map(([name, each]) => {
    const open = engine.open(each);
    const variables = each.variables.map(engine.variables(each));
    const compiled = open();
    assert.deepEqual(variables.map(compiled), each.answers, `${engine.name} ${name}`);
    const id = (kind) => `${kind} ${name} ${engine.name}`;
    return {
      warm: (milliseconds) => batch(id('warm'), (i) => compiled(variables[i]), milliseconds),
      cold: (milliseconds) => batch(id('cold'), (i) => open()(variables[i]), milliseconds),
    };
  }),
);

// Until every engine is compiled by the engine below.
for (const { warm, cold } of works) {
  warm(60);
  cold(40);
}
samples.clear();
for (let round = 0; round < rounds; round += 1) {
  for (const build of ['native', 'wasm'])
    for (const [name, { value }] of runProgram(build, 'cel_bench')) note(`${build} ${name}`, value);
  for (const { warm, cold } of works)
    for (let i = 0; i < 5; i += 1) {
      warm(3);
      cold(3);
    }
}
assert.ok(yes > 0);

const of = (name) => median(samples.get(name));
for (const kind of ['warm', 'cold']) {
  for (const [name] of cases) {
    const native = of(`native ${kind}.${name}`);
    const wasm = of(`wasm ${kind}.${name}`);
    figure(`cel.native.${kind}.${name}`, native, 'ns');
    const peers = engines.map((engine) => {
      const theirs = of(`${kind} ${name} ${engine.name}`);
      const short = engine.name.replace(/^@/, '').split(' ')[0].replace('/', '-');
      figure(`cel.wasm.${kind}.${name}.${short}`, wasm, 'ns', engine.name, theirs);
      return `${short} ${theirs.toFixed(0)}`;
    });
    console.log(
      `${kind} ${name}: native ${native.toFixed(0)}, wasm ${wasm.toFixed(0)} ns; ${peers.join(', ')}`,
    );
  }
}
for (const [name] of cases) {
  const { value } = figure(`cel.call.${name}`, of(`cold ${name} ${called.name}`), 'ns');
  console.log(`call from JavaScript, ${name}: ${value} ns`);
}
