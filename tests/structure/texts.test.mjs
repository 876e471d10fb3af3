// Every text is asked for by some source: what nobody can read any more is translated in vain, and misleads who looks for the words.
//
// A source asks for a key by its name, or by a name with holes: `state.${state}`, "pool.collision." + outcome. What fills a hole has to
// be a word that some source or document says by itself. Keys of one common word ("open") are found unused only when no source of
// their area says the word at all.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => /\.(h|cpp|tsx?|json)$/.test(path) && !/(_test\.cpp|\.test\.tsx?)$/.test(path));
const read = (/** @type {string} */ path) => readFileSync(path, 'utf8');

const isText = (/** @type {string} */ path) =>
  /(\/locales\/[\w-]+|\/texts|\/notices)\.json$/.test(path);
const web = tracked.filter((path) => /^web\/src\/.*\.tsx?$/.test(path));
const cpp = tracked.filter((path) => /^(core|server)\/.*\.(h|cpp)$/.test(path));
const documents = tracked.filter(
  (path) => /^(core|server)\/.*\.json$/.test(path) && !isText(path) && !/\/data\//.test(path),
);

/** Every word that stands in quotes, or as a key of an object. @param {string} source */
const wordsOf = (source) => [
  ...[...source.matchAll(/(["'`])([\w.:/-]+)\1/g)].map((match) => match[2]),
  ...[...source.matchAll(/(?<![\w.])(\w+)\??:/g)].map((match) => match[1]),
];
const underscored = (/** @type {string} */ word) => word.replaceAll('.', '_');
const words = new Set(
  [...web, ...cpp, ...documents].flatMap((path) => wordsOf(read(path)).map(underscored)),
);
// "company." + kind, `storage.${code}`, what + "_added"
const pieces = [...web, ...cpp].flatMap((path) => {
  const source = read(path);
  const templates = [...source.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1]);
  return path.startsWith('web/') ? templates : wordsOf(source);
});
const begins = [...new Set(pieces)].filter((word) => /\w\.$/.test(word)).map(underscored);
const ends = [...new Set(pieces)].filter((word) => /^[._]\w/.test(word)).map(underscored);
/** @type {(word: string) => boolean} */
const isSaid = (word) => {
  const plain = underscored(word);
  return (
    words.has(plain) ||
    begins.some((begin) => plain.startsWith(begin) && isSaid(plain.slice(begin.length))) ||
    ends.some((end) => plain.endsWith(end) && isSaid(plain.slice(0, -end.length)))
  );
};

/** @param {string} pattern with holes @returns {(key: string) => boolean} */
function filled(pattern) {
  const escaped = pattern
    .split(/\$\{[^{}`]*\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const shape = new RegExp(`^${escaped.join('([\\w.-]+)')}$`);
  return (key) => {
    const holes = shape.exec(key)?.slice(1);
    return holes !== undefined && holes.every(isSaid);
  };
}

/** @param {any} texts @returns {string[]} */
const keysOf = (texts) =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [key] : keysOf(value).map((inner) => `${key}.${inner}`),
  );
const stem = (/** @type {string} */ key) => key.replace(/_(one|other)$/, '');

test('every text of the web app is asked for', () => {
  const files = tracked.filter((path) => /^web\/src\/.*\/locales\/[\w-]+\.json$/.test(path));
  const homes = new Map(
    files.map((path) => [path.replace(/locales\/.*/, ''), path.split('/').at(-3)]),
  );
  const literals = new Map(); // area → words
  const patterns = new Map(); // area → patterns
  for (const path of web) {
    const source = read(path);
    const home = [...homes.keys()]
      .filter((folder) => path.startsWith(folder))
      .sort((a, b) => b.length - a.length)[0];
    const areas = [...source.matchAll(/useTranslation\(([^)]*)\)/g)]
      .flatMap((match) => [...(match[1] || "'app'").matchAll(/'(\w+)'/g)].map((each) => each[1]))
      .concat([...source.matchAll(/\bns: '(\w+)'/g)].map((match) => match[1]))
      .concat(homes.get(home) ?? []);
    const put = (/** @type {Map<string, Set<string>>} */ into, /** @type {string} */ word) => {
      const [area, key] = word.includes(':') ? word.split(':') : [undefined, word];
      for (const each of area ? [area] : areas) {
        if (!into.has(each)) into.set(each, new Set());
        into.get(each)?.add(key);
      }
    };
    for (const [, , word] of source.matchAll(/(["'`])([\w.:-]+)\1/g)) put(literals, word);
    for (const [, word] of source.matchAll(/`((?:[\w.:-]|\$\{[^{}`]*\})+)`/g))
      if (/\$\{/.test(word) && /\w/.test(word.replace(/\$\{[^}]*\}/g, ''))) put(patterns, word);
  }
  const unused = files.flatMap((path) => {
    const area = path.split('/').at(-3) ?? '';
    const asked = [...(patterns.get(area) ?? [])].map(filled);
    const isAsked = (/** @type {string} */ key) =>
      literals.get(area)?.has(key) || asked.some((holds) => holds(key));
    return keysOf(JSON.parse(read(path)))
      .filter((key) => !isAsked(key) && !isAsked(stem(key)))
      .map((key) => `${path} ${key}`);
  });
  assert.ok(files.length > 30, `${files.length} files`);
  assert.deepEqual(unused, []);
});

test('every text of a code or notice belongs to one that some source makes', () => {
  const files = tracked.filter((path) => /^(core|server)\/.*\/(texts|notices)\.json$/.test(path));
  const unused = files.flatMap((path) =>
    Object.keys(JSON.parse(read(path)))
      .filter((code) => !isSaid(code))
      .map((code) => `${path} ${code}`),
  );
  assert.ok(files.length > 6, `${files.length} files`);
  assert.deepEqual(unused, []);
});
