// The hint for whoever has no connection: everything that others have is in it, little else, and nothing can be read out of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { people, startDemo } from './support/demo.mjs';
import { hintHas } from './support/hint.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

const agents = '/api/v1/libraries/agents';
const hint = `${agents}/hint`;
const code = '91110000600037341L';

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'manager1', 'partner1', 'partner2']);
});
after(() => server.close());

/** @param {string} name @param {object} data @param {string} [library] */
async function entered(name, data, library = agents) {
  const answer = await who[name].post(`${library}/companies`, { data });
  assert.equal(answer.status, 201, answer.text);
}

test('what others have is in the hint, by name, number and registration; one’s own is not', async () => {
  await entered('partner1', {
    name: '苏州日东精密电子有限公司',
    phone: ['0512-62398577'],
    mobile: ['13711110001'],
    credit_code: code,
  });
  // Of three not all are false alarms, but once in sixteen millions.
  const own = ['13711110002', '13711110004', '13711110005'];
  await entered('partner2', { name: '无锡太湖仙岛旅游有限公司', mobile: own });
  await entered(
    'manager1',
    { name: '杭州云栖茶业有限公司', mobile: ['13711110003'] },
    '/api/v1/libraries/marketplace',
  );
  const answer = await who.partner2.get(hint);
  assert.equal(answer.status, 200, answer.text);
  const { json } = answer;
  assert.deepEqual([json.words, json.false_alarms], [null, 1 / 256]);
  for (const key of ['n62398577', 'n13711110001', 'n13711110003', 'r600037341', 'c日东精密电子'])
    assert.ok(hintHas(json.hint, key), key);
  assert.ok(!own.every((number) => hintHas(json.hint, `n${number}`)), 'one’s own');
  let alarms = 0;
  for (let i = 0; i < 20_000; i += 1) alarms += hintHas(json.hint, `n999${i}`) ? 1 : 0;
  assert.ok(alarms < (20_000 / 256) * 1.6, `${alarms} false alarms`);
  for (const word of ['日东', '62398577', code])
    assert.ok(!Buffer.from(json.hint, 'base64').includes(word));
});

test('it is kept for a while with its ETag; another person’s, or a new one, has another salt', async () => {
  const first = await who.partner2.get(hint);
  const again = await who.partner2.get(hint);
  assert.deepEqual([again.headers.etag, again.json.hint], [first.headers.etag, first.json.hint]);
  const same = await who.partner2.get(hint, {
    headers: { 'if-none-match': String(first.headers.etag) },
  });
  assert.deepEqual([same.status, same.text], [304, '']);
  assert.match(String(first.headers['cache-control']), /private/);
  const other = (await who.admin.get(hint)).json;
  const salt = (/** @type {string} */ text) => Buffer.from(text, 'base64').subarray(6, 22);
  assert.notDeepEqual(salt(other.hint), salt(first.json.hint));
  // By other words names are read in another way: built anew.
  const words = { variants: [['日东', '尼拓']] };
  const document = { matching: 'company', version: 1, words };
  assert.equal((await who.admin.put('/api/v1/admin/matching', { document })).status, 200);
  const newer = (await who.partner2.get(hint)).json;
  assert.deepEqual(newer.words, document);
  assert.notDeepEqual(salt(newer.hint), salt(first.json.hint));
});

test('who is not in the library gets none; the lexicon is for whoever is signed in', async () => {
  assert.equal((await who.manager1.get(hint)).status, 404);
  const lexicon = await who.partner1.get('/api/v1/lexicon');
  assert.match(lexicon.text, /^@script\n/);
  const known = await who.partner1.get('/api/v1/lexicon', {
    headers: { 'if-none-match': String(lexicon.headers.etag) },
  });
  assert.equal(known.status, 304);
});
