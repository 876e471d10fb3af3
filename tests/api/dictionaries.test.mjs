// Dictionaries as administrators change them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signIn, startDemo } from './support/demo.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {import('./support/client.mjs').Client} */
let admin;
const path = '/api/v1/admin/dictionaries/transport';

before(async () => {
  server = await startDemo();
  admin = await signIn(server, 'admin');
});
after(() => server.close());

/** @param {string} code */
const item = (code) => ({ code, label: { 'zh-CN': code, en: code } });

/** @param {{code: string, retired?: boolean}[]} items */
const inUse = (items) => items.filter(({ retired }) => !retired).map(({ code }) => code);

test('what is left out is kept, retired', async () => {
  const seen = (await admin.get(path)).json;
  const [first, ...others] = seen.items;
  const saved = (await admin.put(path, { ...seen, items: others })).json;
  assert.equal(saved.version, seen.version + 1);
  assert.deepEqual(saved.items.at(-1), { ...first, retired: true });
});

test('what another administrator added in the meantime is not lost', async () => {
  const seen = (await admin.get(path)).json;
  const other = await admin.put(path, { ...seen, items: [...seen.items, item('drone')] });
  assert.equal(other.status, 200, other.text);
  const late = await admin.put(path, { ...seen, items: [...seen.items, item('ship')] });
  assert.deepEqual(
    [late.status, late.json.code, late.json.version],
    [409, 'record.version_conflict', seen.version + 1],
  );
  assert.deepEqual(inUse((await admin.get(path)).json.items), [...inUse(seen.items), 'drone']);
});

test('an item has a period, whose days are dates in their order', async () => {
  const seen = (await admin.get(path)).json;
  /** @param {object} period */
  const save = (period) =>
    admin.put(path, { ...seen, items: [{ ...seen.items[0], ...period }, ...seen.items.slice(1)] });
  for (const [period, code, key] of [
    [{ valid_from: '2026-02-30' }, 'dictionary.day', 'valid_from'],
    [{ valid_to: '2026/01/05' }, 'dictionary.day', 'valid_to'],
    [{ valid_to: '' }, 'dictionary.day', 'valid_to'],
    [{ valid_to: 20260105 }, 'dictionary.day', 'valid_to'],
    [{ valid_from: null }, 'dictionary.day', 'valid_from'],
    [{ valid_from: '2026-01-02', valid_to: '2026-01-01' }, 'dictionary.period', 'valid_to'],
  ]) {
    const refused = await save(/** @type {object} */ (period));
    assert.deepEqual([refused.status, refused.json.code], [422, 'dictionary.invalid']);
    const [violation] = refused.json.violations;
    assert.deepEqual([violation.code, violation.path], [code, `/items/0/${String(key)}`]);
    assert.ok(violation.message);
    assert.deepEqual((await admin.get(path)).json, seen);
  }
  const saved = await save({ valid_from: '2020-01-01', valid_to: '2020-12-31' });
  assert.equal(saved.status, 200, saved.text);
  assert.equal(saved.json.items[0].valid_to, '2020-12-31');

  const partner = await signIn(server, 'partner2');
  const { dictionaries } = (await partner.get('/api/v1/definitions/signing')).json;
  assert.deepEqual(dictionaries.transport.items[0], saved.json.items[0]);
});

test('what a definition can’t work with is told with its place, in either language, and changes nothing', async () => {
  const seen = (await admin.get(path)).json;
  const items = seen.items.with(0, { ...seen.items[0], retired: 'yes' });
  for (const [language, text] of [
    [
      'zh-CN',
      /^表单定义“signing”无法使用该字典（\/dictionaries\/transport\/items\/0\/retired）：此处须为 /,
    ],
    [
      'en',
      /^The definition “signing” does not work with this \(\/dictionaries\/.*\): This has to be/,
    ],
  ]) {
    const refused = await admin.send('PUT', path, {
      json: { ...seen, items },
      headers: { 'accept-language': String(language) },
    });
    assert.deepEqual(
      [refused.status, refused.json.code],
      [422, 'dictionary.invalid'],
      refused.text,
    );
    const violation = refused.json.violations.find((each) => each.params.definition === 'signing');
    assert.deepEqual(
      [violation?.code, violation?.path, violation?.params.issue],
      ['dictionary.breaks_definition', '/items/0/retired', 'definition.type'],
      refused.text,
    );
    assert.match(violation.message, /** @type {RegExp} */ (text));
  }
  assert.deepEqual((await admin.get(path)).json, seen);
});
