// Codes of an authenticator app, recovery codes, and the password asked once more. Numbers in titles are lines of the
// security checklist.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { demoPassword, people, signIn, startDemo } from './support/demo.mjs';
import { base32, code } from './support/totp.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

before(async () => {
  server = await startDemo(['--sign-in-failures', '50']);
  who = await people(server, ['admin', 'manager1', 'approver1']);
});
after(() => server.close());

/** @param {string} sql */
const sql = (sql) =>
  execFileSync('sqlite3', ['-cmd', '.timeout 30000', `${server.data}/qudao.db`, sql])
    .toString()
    .trim();

/** A time step that was used may be used in the next test. */
const forgetSteps = () => sql('UPDATE second_factor SET last_step = 0');

/** Switches it on. @param {import('./support/client.mjs').Client} client */
async function switchOn(client) {
  const begun = await client.post('/api/v1/me/second-factor');
  assert.equal(begun.status, 201, begun.text);
  const { secret, uri } = begun.json;
  assert.ok(uri.includes(`secret=${secret}`));
  const wrong = code(secret) === '000000' ? '111111' : '000000';
  const refused = await client.post('/api/v1/me/second-factor/confirm', { code: wrong });
  assert.equal(refused.json.code, 'auth.code_invalid');
  assert.equal((await client.get('/api/v1/me/second-factor')).json.on, false);
  const confirmed = await client.post('/api/v1/me/second-factor/confirm', { code: code(secret) });
  assert.equal(confirmed.status, 200, confirmed.text);
  return { secret, recovery: confirmed.json.recovery_codes };
}

/** @param {string} name @param {string} [code] @param {string} [password] */
const enter = (name, code, password = demoPassword) =>
  server.client().post('/api/v1/sessions', { user_name: name, password, code });

test('7: a code of the app counts once, and none of before', async () => {
  const { secret } = await switchOn(who.manager1);
  const missing = await enter('manager1');
  assert.deepEqual([missing.status, missing.json.code], [401, 'auth.code_required']);
  // Used to switch it on: used up.
  const used = await enter('manager1', code(secret));
  assert.deepEqual([used.status, used.json.code], [401, 'auth.code_invalid']);
  const next = code(secret, 1);
  assert.equal((await enter('manager1', next)).status, 201);
  assert.equal((await enter('manager1', next)).status, 401);
  assert.equal((await enter('manager1', code(secret, 5))).status, 401);
  // Who does not know the password learns nothing of it.
  const guess = await enter('manager1', undefined, 'a wrong password');
  assert.equal(guess.json.code, 'auth.invalid');
  forgetSteps();
  const both = await Promise.all(['', ''].map(() => enter('manager1', code(secret))));
  assert.deepEqual(both.map(({ status }) => status).sort(), [201, 401]);
  forgetSteps();
});

test('7: the secret is sealed with a key that is not in the database', async () => {
  forgetSteps();
  const { secret } = await switchOn(who.admin);
  const stored = sql('SELECT secret FROM second_factor');
  assert.ok(!stored.includes(secret) && !stored.includes(base32(secret).toString('base64')));
  assert.equal((await who.admin.delete('/api/v1/me/second-factor')).status, 204);
});

test('8: recovery codes are hashed, count once, and end when there are new ones', async () => {
  const { recovery } = await switchOn(who.approver1);
  assert.equal(new Set(recovery).size, 10);
  const stored = sql('SELECT code_hash FROM recovery_code');
  assert.ok(
    recovery.every((each) => !stored.includes(each) && !stored.includes(each.replaceAll('-', ''))),
  );
  assert.equal((await enter('approver1', recovery[0].toUpperCase())).status, 201);
  assert.equal((await enter('approver1', recovery[0])).status, 401);
  const state = (await who.approver1.get('/api/v1/me/second-factor')).json;
  assert.deepEqual([state.on, state.recovery_codes], [true, 9]);
  const renewed = await who.approver1.post('/api/v1/me/second-factor/recovery-codes');
  assert.equal(renewed.json.recovery_codes.length, 10);
  assert.equal((await enter('approver1', recovery[1])).status, 401);
  assert.equal((await enter('approver1', renewed.json.recovery_codes[1])).status, 201);
});

test('7: an administrator takes the second factor off, and that is on record', async () => {
  const { id } = (await who.approver1.get('/api/v1/me')).json.user;
  const path = `/api/v1/admin/users/${id}/second-factor`;
  assert.equal((await who.manager1.delete(path)).status, 403);
  const seen = (await who.admin.get(`/api/v1/admin/users/${id}`)).json;
  assert.equal(seen.second_factor, true);
  assert.equal((await who.admin.delete(path)).status, 204);
  assert.equal((await who.admin.delete(path)).json.code, 'second_factor.off');
  assert.equal((await enter('approver1')).status, 201);
  const [entry] = (await who.admin.get('/api/v1/admin/audit?page_size=1')).json.items;
  assert.equal(entry.action, 'session.opened');
  const entries = (await who.admin.get(`/api/v1/admin/audit?subject=${id}`)).json.items;
  assert.equal(entries[0].action, 'second_factor.off');
});

test('17: what is sensitive wants the password to have been asked lately', async () => {
  const admin = await signIn(server, 'admin');
  const { user } = (await admin.get('/api/v1/me')).json;
  const other = (await admin.get('/api/v1/admin/users?q=manager2')).json.items[0];
  const long = 11 * 60_000;
  sql(`UPDATE user_session SET confirmed_at = confirmed_at - ${long}`);
  await new Promise((done) => setTimeout(done, 1050)); // what is known of a session is a second old at most
  /** @type {[string, string, unknown][]} */
  const sensitive = [
    ['PATCH', '/api/v1/me', { email: 'elsewhere@qudao.example' }],
    ['POST', '/api/v1/me/second-factor', {}],
    ['POST', '/api/v1/me/second-factor/confirm', { code: '123456' }],
    ['POST', '/api/v1/me/second-factor/recovery-codes', {}],
    ['DELETE', '/api/v1/me/second-factor', undefined],
    ['DELETE', `/api/v1/admin/users/${other.id}/second-factor`, undefined],
    ['POST', '/api/v1/admin/users', { user_name: 'newcomer', roles: ['admin'] }],
    ['POST', `/api/v1/admin/users/${other.id}/password`, {}],
    ['PATCH', `/api/v1/admin/users/${other.id}`, { roles: ['admin'] }],
    ['PATCH', `/api/v1/admin/users/${other.id}`, { email: 'mine@qudao.example' }],
  ];
  for (const [method, path, json] of sensitive) {
    const answer = await admin.send(method, path, { json });
    assert.deepEqual(
      [answer.status, answer.json?.code],
      [403, 'auth.confirmation_required'],
      `${method} ${path}`,
    );
  }
  // What is not sensitive goes on.
  assert.equal((await admin.patch('/api/v1/me', { mobile: '13900000000' })).status, 200);
  const same = { roles: other.roles, email: other.email, department: '华北渠道部' };
  assert.equal((await admin.patch(`/api/v1/admin/users/${other.id}`, same)).status, 200);

  const path = '/api/v1/sessions/current/confirmation';
  const wrong = await admin.post(path, { password: 'a wrong password' });
  assert.deepEqual([wrong.status, wrong.json.code], [401, 'auth.invalid']);
  assert.equal((await admin.patch('/api/v1/me', { email: 'x@qudao.example' })).status, 403);
  assert.equal((await admin.post(path, { password: demoPassword })).status, 204);
  assert.equal((await admin.patch('/api/v1/me', { email: 'x@qudao.example' })).status, 200);
  assert.equal((await admin.patch('/api/v1/me', { email: user.email })).status, 200);
});
