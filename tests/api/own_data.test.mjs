// What people say of themselves: checked, confirmed after the sign-in and every so many days.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { people, signIn, startDemo } from './support/demo.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

const confirmation = '/api/v1/me/data-confirmation';
const password = 'Own-data-test-2026';

/** Somebody new who has chosen a password. @param {string} name */
async function newcomer(name) {
  const created = await who.admin.post('/api/v1/admin/users', {
    user_name: name,
    display_name: name,
    roles: ['manager'],
  });
  assert.equal(created.status, 201, created.text);
  const client = await server.signIn(name, created.json.initial_password);
  const chosen = await client.post('/api/v1/me/password', {
    current: created.json.initial_password,
    new: password,
  });
  assert.equal(chosen.status, 204, chosen.text);
  return { id: created.json.id, client };
}

/** @param {import('./support/client.mjs').Client} client */
const due = async (client) => (await client.get('/api/v1/me')).json.own_data_due;

/** @param {import('./support/client.mjs').Answer} answer */
const refusals = (answer) => [
  answer.status,
  ...(answer.json.violations ?? []).map((one) => `${one.path} ${one.code}`),
];

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'manager1', 'partner1']);
});
after(() => server.close());

test('asked for after the first sign-in, kept when confirmed, shown to administrators', async () => {
  const { id, client } = await newcomer('newcomer.one');
  assert.equal(await due(client), true);
  const done = await client.post(confirmation, {
    mobile: '+86 139 0531 0001',
    messengers: [
      { type: 'wecom', name: ' newcomer ' },
      { type: 'qq', name: '10001' },
    ],
  });
  assert.equal(done.status, 200, done.text);
  assert.equal(done.json.own_data_due, false);
  assert.equal(done.json.user.mobile, '13905310001');
  const shown = await who.admin.get(`/api/v1/admin/users/${id}`);
  assert.deepEqual(shown.json.messengers, [
    { type: 'wecom', name: 'newcomer' },
    { type: 'qq', name: '10001' },
  ]);
  assert.ok(shown.json.data_confirmed_at);
  const again = await client.post(confirmation, {});
  assert.equal(again.status, 200, again.text);
  assert.equal(again.json.user.version, done.json.user.version, 'nothing was corrected');
  const audit = await who.admin.get(`/api/v1/admin/audit?action=user.data_confirmed&subject=${id}`);
  assert.equal(audit.json.total, 2, audit.text);
});

test('what is wrong is said where it is, and changes and confirms nothing', async () => {
  const { client } = await newcomer('newcomer.two');
  const before = (await client.get('/api/v1/me')).json.user;
  const refused = await client.post(confirmation, {
    email: 'nobody',
    mobile: '12',
    messengers: [
      { type: 'fax', name: '1' },
      { type: 'qq', name: ' ' },
    ],
  });
  assert.deepEqual(refusals(refused), [
    422,
    'email format.email',
    'mobile format.mobile',
    'messengers messenger.type',
    'messengers messenger.name_needed',
  ]);
  assert.ok(
    refused.json.violations.every((one) => one.message),
    refused.text,
  );
  for (const messengers of ['qq', [1], [{ type: 'qq' }], [{ type: 1, name: 'x' }]]) {
    assert.equal((await client.post(confirmation, { messengers })).status, 400);
  }
  assert.deepEqual((await client.get('/api/v1/me')).json.user, before);
  assert.equal(await due(client), true);
  // The profile page has the same rules.
  const profile = await client.patch('/api/v1/me', { mobile: '12' });
  assert.deepEqual(refusals(profile), [422, 'mobile format.mobile']);
});

test('every so many days again, as the organisation sets it; 0: never', async () => {
  const { id, client } = await newcomer('newcomer.three');
  const settings = '/api/v1/admin/settings';
  for (const own_data_days of [-1, 3661, 1.5, '30', null]) {
    const refused = await who.admin.put(settings, { own_data_days });
    assert.deepEqual(refusals(refused), [422, 'own_data_days settings.own_data_days']);
  }
  const usual = (await who.admin.get(settings)).json;
  assert.equal(usual.own_data_days, 180);
  assert.equal((await who.admin.put(settings, { own_data_days: 0 })).json.own_data_days, 0);
  assert.equal(await due(client), false, 'never');
  const set = await who.admin.put(settings, { own_data_days: 30 });
  assert.deepEqual(set.json, { ...usual, own_data_days: 30 });
  assert.equal(await due(client), true);
  await client.post(confirmation, {});
  assert.equal(await due(client), false);
  // A month later.
  await server.kill();
  const database = join(server.data, 'qudao.db');
  execFileSync('sqlite3', [
    database,
    `UPDATE user_account SET data_confirmed_at = data_confirmed_at - 30 * 86400000 WHERE id = '${id}'`,
  ]);
  await server.start();
  const later = await server.signIn('newcomer.three', password);
  assert.equal(await due(later), true);
});

test('types of messengers are a dictionary: one that is added counts, one withdrawn stays with who has it', async () => {
  who = await people(server, ['admin', 'manager1']);
  const address = '/api/v1/admin/dictionaries/messenger_type';
  const { label, items } = (await who.admin.get(address)).json;
  const client = who.manager1;
  const said = (...messengers) => client.post(confirmation, { messengers });
  assert.equal((await said({ type: 'line', name: 'm1' })).status, 422);
  const line = { code: 'line', label: { 'zh-CN': 'LINE', en: 'LINE' } };
  const more = await who.admin.put(address, { label, items: [...items, line] });
  assert.equal(more.status, 200, more.text);
  assert.equal((await said({ type: 'line', name: 'm1' })).status, 200);
  assert.equal((await who.admin.put(address, { label, items })).status, 200);
  assert.equal((await said({ type: 'line', name: 'm2' })).status, 200);
  assert.equal((await said()).status, 200);
  assert.equal((await said({ type: 'line', name: 'm1' })).status, 422);
});

test('another e-mail address asks for the password when it was long ago, and nobody confirms for others', async () => {
  assert.equal((await server.client().post(confirmation, {})).status, 401);
  const manager = await signIn(server, 'manager1');
  const changed = await manager.post(confirmation, { email: 'Wang@Example.com' });
  assert.equal(changed.json.user.email, 'Wang@example.com');
});
