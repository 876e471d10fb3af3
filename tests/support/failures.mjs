// What failed, in few words: node failures.mjs tap|catch|vitest|playwright REPORT
//
// Runners report at length and in their own formats. ./test repeats at its very end which tests failed, where and why, so that
// whoever sees only the end of a long output knows. A report that is missing or broken off says nothing: ./test shows the
// end of the suite's output then.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const top = fileURLToPath(new URL('../..', import.meta.url));
const linesOfError = 12;

// eslint-disable-next-line no-control-regex -- the colours of terminals begin with one
const plain = (text) => text.replace(/\u001b\[[0-9;]*m/g, '');

/** @param {string} path */
const short = (path) => (path.startsWith(top) ? relative(top, path) : path);

/** @param {string} name @param {string} place @param {string} error */
function failure(name, place, error) {
  const lines = plain(error)
    .split('\n')
    .map((line) => line.trimEnd().replaceAll(pathToFileURL(top).href, '').replaceAll(top, ''))
    .filter((line) => line.trim() !== '' && !line.includes('node_modules/'));
  return [
    `not ok: ${name}`,
    ...(place ? [`  at ${short(place)}`] : []),
    ...lines.slice(0, linesOfError).map((line) => `  ${line}`),
  ].join('\n');
}

/** The value of a key in the YAML block of a test: on its line, or the lines below that are further in. @param {string[]} block @param {string} key */
function valueOf(block, key) {
  const at = block.findIndex((line) => line.trimStart().startsWith(`${key}: `));
  if (at < 0) return '';
  const value = block[at].slice(block[at].indexOf(': ') + 2);
  if (!/^\|-?$/.test(value)) return value.replace(/^'(.*)'$/, '$1');
  const indent = block[at].search(/\S/);
  const below = block.slice(at + 1);
  const end = below.findIndex((line) => line.trim() !== '' && line.search(/\S/) <= indent);
  return (end < 0 ? below : below.slice(0, end)).map((line) => line.slice(indent + 2)).join('\n');
}

/** node's own runner. A test that failed only because a part of it did is left out. @param {string} text */
export function ofTap(text) {
  const lines = text.split('\n');
  const found = [];
  let said = []; // of a program that ended without a word in TAP
  lines.forEach((line, at) => {
    const comment = /^# (?!Subtest: )(.*)/.exec(line);
    if (comment) said.push(comment[1]);
    const name = /^ *not ok \d+ - (.*)/.exec(line)?.[1];
    if (name !== undefined) {
      const rest = lines.slice(at + 1);
      const block = rest.slice(
        0,
        rest.findIndex((each) => each.trim() === '...'),
      );
      const kind = valueOf(block, 'failureType');
      if (kind !== 'subtestsFailed' && !/ # (TODO|SKIP)/.test(name)) {
        const stack = valueOf(block, 'stack').split('\n');
        const own = stack.filter((each) => each.includes('file:')).slice(0, 2);
        const exited = valueOf(block, 'exitCode') !== '' ? said.slice(-linesOfError) : [];
        const error = [valueOf(block, 'error'), ...exited, ...own];
        found.push(failure(name, valueOf(block, 'location'), error.join('\n')));
      }
    }
    if (/^ *(not )?ok \d+ /.test(line)) said = [];
  });
  return found;
}

/** @param {string} text */
const decoded = (text) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();

/** The XML of Catch2, versions 2 and 3; broken off when the program was, so the last test it began is told. @param {string} text */
export function ofCatch(text) {
  const found = [];
  /** @type {string[]} */
  let path = [];
  let place = '';
  /** @type {string[]} */
  let info = [];
  const tags =
    /<(\/?)(TestCase|Section|Expression|Exception|FatalErrorCondition|Failure|Info)\b([^>]*)>([^<]*)/g;
  for (const { 1: closing, 2: tag, 3: attributes, 4: content, index } of text.matchAll(tags)) {
    const of = (key) => decoded(new RegExp(`\\b${key}="([^"]*)"`).exec(attributes)?.[1] ?? '');
    const where = of('filename') ? `${of('filename')}:${of('line')}` : place;
    if (tag === 'TestCase' || tag === 'Section') {
      path = closing ? path.slice(0, -1) : [...path, of('name')];
      if (tag === 'TestCase') place = where;
      info = [];
    } else if (tag === 'Info' && !closing) {
      info.push(decoded(content));
    } else if (tag === 'Expression' && of('success') === 'false') {
      const part = (name) =>
        decoded(new RegExp(`<${name}>([^<]*)`).exec(text.slice(index))?.[1] ?? '');
      const error = [`${of('type')}( ${part('Original')} )`, part('Expanded'), ...info];
      found.push(failure(path.join(' / '), where, error.join('\n')));
      info = [];
    } else if (tag !== 'Expression' && !closing) {
      found.push(
        failure(path.join(' / '), where, [`${tag}: ${decoded(content)}`, ...info].join('\n')),
      );
      info = [];
    }
  }
  if (path.length > 0)
    found.push(failure(path.join(' / '), place, 'the program ended in this test'));
  return found;
}

/** @param {string} text */
export function ofVitest(text) {
  return JSON.parse(text).testResults.flatMap((file) => {
    const tests = file.assertionResults.filter(({ status }) => status === 'failed');
    // A file that could not be read has no tests.
    if (tests.length === 0 && file.status === 'failed')
      return failure(file.name, file.name, file.message);
    return tests.map((one) => failure(one.fullName, file.name, one.failureMessages.join('\n')));
  });
}

/** @param {string} text */
export function ofPlaywright(text) {
  const report = JSON.parse(text);
  const below = (suite) => [
    ...(suite.specs ?? []).map((spec) => ({ spec, title: spec.title })),
    ...(suite.suites ?? []).flatMap(below),
  ];
  const failed = below(report).filter(({ spec }) => !spec.ok);
  return [
    ...(report.errors ?? []).map((error) =>
      failure('the run', error.location?.file ?? '', error.message ?? ''),
    ),
    ...failed.map(({ spec }) => {
      const errors = spec.tests.flatMap(({ results }) =>
        results.flatMap((result) => result.errors),
      );
      const places = errors.map(
        ({ location }) => location && `at ${short(location.file)}:${location.line}`,
      );
      const said = errors.map(({ message }, i) => [places[i], message].filter(Boolean).join('\n'));
      return failure(spec.title, `${spec.file}:${spec.line}`, said.join('\n'));
    }),
  ];
}

const readers = { tap: ofTap, catch: ofCatch, vitest: ofVitest, playwright: ofPlaywright };

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [kind, path] = process.argv.slice(2);
  const found = existsSync(path) ? readers[kind](readFileSync(path, 'utf8')) : [];
  if (found.length > 0) console.log(found.join('\n'));
}
