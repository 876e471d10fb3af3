// Folders depend only as they may, and the top level holds only what belongs there.
//
// An #include or import names its folder, so reading the sources is enough: no build is needed.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '');

const topLevel = new Set([
  'CMakeLists.txt',
  'CMakePresets.json',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'run',
  'test',
  'core',
  'server',
  'tests',
  'wasm',
  'web',
]);

// What each top folder may name besides itself.
const mayUse = {
  core: [],
  wasm: ['core'],
  web: ['wasm'],
  server: ['core'],
};

// The rooms of core, each with the rooms it may name.
const roomMayUse = {
  text: [],
  value: ['text'],
  regex: ['value', 'text'],
  cel: ['value', 'text', 'regex'],
  identity: ['value', 'text'],
  access: ['value'],
  approval: ['value', 'cel', 'access', 'text'],
  form: ['value', 'text', 'regex', 'cel', 'identity', 'approval'],
  reuse: ['value', 'text', 'cel', 'form'],
  lint: ['value', 'text', 'cel', 'form', 'reuse'],
  explain: ['value', 'text', 'cel', 'form'],
  version: ['value', 'cel', 'form'],
  workbook: ['value', 'form'],
  sync: ['value'],
  match: ['value', 'text', 'identity'],
  calendar: ['value', 'cel', 'form'],
  pool: ['value', 'form', 'cel', 'calendar', 'match'],
};

// core/ does no I/O and knows no clock, thread or chance: these headers would bring one in (cstdio stays: snprintf
// prints numbers, and printing anywhere but into a buffer would show in review).
const impure =
  /^(iostream|fstream|filesystem|thread|mutex|future|condition_variable|random|ctime|regex|sstream)$/;

const isTest = (path) => /(_test\.cpp|_bench\.cpp|\.test\.mjs|\.test\.tsx?)$/.test(path);
const lines = (path) => readFileSync(path, 'utf8').split('\n');
const cpp = tracked.filter((path) => /^(core|server|wasm)\/.*\.(h|cpp)$/.test(path));

function* includes(path) {
  for (const [index, line] of lines(path).entries()) {
    const found = /^\s*#\s*include\s+["<]([^">]+)[">]/.exec(line);
    if (found) yield { name: found[1], where: `${path}:${index + 1}` };
  }
}

test('the top level holds only what belongs there', () => {
  const strangers = new Set(
    tracked
      .map((path) => path.split('/')[0])
      .filter((name) => !topLevel.has(name) && !name.startsWith('.')),
  );
  assert.deepEqual([...strangers], []);
});

test('top folders depend in one direction: web → wasm → core ← server', () => {
  const wrong = [];
  for (const path of cpp.filter((each) => !isTest(each))) {
    const folder = path.split('/')[0];
    for (const { name, where } of includes(path)) {
      const target = name.split('/')[0];
      if (target in mayUse && target !== folder && !mayUse[folder].includes(target))
        wrong.push(`${where} names ${name}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('rooms of core depend only on those below them', () => {
  const wrong = [];
  for (const path of cpp.filter((each) => each.startsWith('core/') && !isTest(each))) {
    const room = path.split('/')[1];
    if (!(room in roomMayUse)) {
      wrong.push(`${path}: the room ${room} is not listed in this test`);
      continue;
    }
    for (const { name, where } of includes(path)) {
      const [top, target] = name.split('/');
      if (top === 'core' && target !== room && !roomMayUse[room].includes(target))
        wrong.push(`${where} names ${name}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('core is pure: no header of I/O, clocks, threads or chance', () => {
  const wrong = [];
  for (const path of cpp.filter((each) => each.startsWith('core/') && !isTest(each))) {
    for (const { name, where } of includes(path))
      if (impure.test(name)) wrong.push(`${where} names <${name}>`);
  }
  assert.deepEqual(wrong, []);
});

test('only the http room names Boost.Beast, in at most four files', () => {
  const users = cpp.filter((path) =>
    [...includes(path)].some(({ name }) => name.startsWith('boost/beast')),
  );
  assert.ok(
    users.every((path) => path.startsWith('server/http/')),
    users.join(' '),
  );
  assert.ok(users.length <= 4, users.join(' '));
});

test('the web app names nothing of core or server', () => {
  const sources = tracked.filter((path) => /^web\/src\/.*\.tsx?$/.test(path));
  const wrong = sources.filter((path) =>
    /from '(\.\.\/)+(core|server)\//.test(readFileSync(path, 'utf8')),
  );
  assert.deepEqual(wrong, []);
});

test('no page turns a text into HTML', () => {
  const ways = /dangerouslySetInnerHTML|\.innerHTML|outerHTML|insertAdjacentHTML|document\.write\(/;
  const sources = tracked.filter((path) =>
    /^(web\/src|wasm\/(src|examples))\/.*\.(tsx?|m?js)$/.test(path),
  );
  assert.ok(sources.length > 100);
  assert.deepEqual(
    sources.filter((path) => ways.test(readFileSync(path, 'utf8'))),
    [],
  );
});

test('what a definition or a rule is refused for has a text in every language', () => {
  const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
  const texts = { ...read('core/packs/texts.json'), ...read('core/lint/texts.json') };
  const codes = cpp
    .filter((path) => /^core\/(approval|cel|form|reuse)\//.test(path) && !isTest(path))
    .flatMap((path) => readFileSync(path, 'utf8').match(/"(definition|cel)\.[a-z_]+"/g) ?? [])
    .map((code) => code.slice(1, -1));
  assert.ok(codes.length > 40, `${codes.length} codes`);
  const silent = codes.filter((code) => !texts[code]?.['zh-CN'] || !texts[code].en);
  assert.deepEqual(silent, []);
});

test('what pools and calendars answer has a text in every language', () => {
  const texts = JSON.parse(readFileSync('core/pool/texts.json', 'utf8'));
  const codes = cpp
    .filter(
      (path) =>
        /^(core\/(calendar|pool)\/|server\/companies\/administer)/.test(path) && !isTest(path),
    )
    .flatMap((path) => readFileSync(path, 'utf8').match(/"(calendar|pool)\.[a-z_.]+[a-z]"/g) ?? [])
    .map((code) => code.slice(1, -1));
  const outcomes = ['clear', 'owned', 'library', 'own', 'pool'];
  codes.push(...outcomes.map((each) => `pool.collision.${each}`));
  codes.push(...outcomes.slice(1).map((each) => `pool.collision.${each}.probable`));
  codes.push(...outcomes.slice(1).map((each) => `pool.collision.claim.${each}`));
  assert.ok(codes.length > 60, `${codes.length} codes`);
  const silent = codes.filter((code) => !texts[code]?.['zh-CN'] || !texts[code].en);
  assert.deepEqual(silent, []);
  assert.deepEqual(
    Object.keys(texts).filter((code) => !codes.includes(code)),
    [],
  );
});

test('every room has a header of its own name or a README that reads as its manual', () => {
  const rooms = new Set(
    cpp
      .filter((path) => /^(core|server)\/[^/]+\//.test(path))
      .map((path) => path.split('/').slice(0, 2).join('/')),
  );
  const without = [...rooms].filter((room) => {
    const files = tracked.filter((path) => path.startsWith(`${room}/`));
    return (
      !files.includes(`${room}/${room.split('/')[1]}.h`) && !files.includes(`${room}/README.md`)
    );
  });
  assert.deepEqual(without, []);
});

test('no source is longer than 500 lines', () => {
  const long = tracked
    .filter((path) => /\.(h|cpp|ts|tsx|mjs)$/.test(path))
    .map((path) => [path, lines(path).length])
    .filter(([, count]) => count > 500);
  assert.deepEqual(long, []);
});
