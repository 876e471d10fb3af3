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
