// Sessions, setup and cookies. Numbers in titles are lines of the security checklist.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { adminName, adminPassword, startServer } from './support/server.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {import('./support/client.mjs').Client} */
let admin;
before(async () => {
  server = await startServer(['--trusted-proxy', '127.0.0.1']);
  admin = await server.administrator();
});
after(() => server.close());

/** @param {string} sql */
const sql = (sql) =>
  execFileSync('sqlite3', ['-cmd', '.timeout 30000', `${server.data}/qudao.db`, sql])
    .toString()
    .trim();

test('the setup link works once', async () => {
  const again = await server.client().post(`/api/v1/setup/${server.setupToken}`, {
    user_name: 'second',
    password: adminPassword,
    organisation: 'Mine',
  });
  assert.deepEqual([again.status, again.json.code], [404, 'link.invalid']);
  assert.equal((await server.client().get(`/api/v1/setup/${server.setupToken}`)).status, 404);
  await server.stop();
  await server.start();
  assert.equal(server.setupToken, '', 'no link once there is a user');
});

test('11: a token has 256 bits and only its hash is stored', () => {
  const token = admin.cookies.get('qudao_dev') ?? '';
  assert.match(token, /^[A-Za-z0-9_-]{43}$/);
  const stored = sql('SELECT token_hash FROM user_session');
  assert.ok(!stored.includes(token));
  assert.ok(stored.includes(createHash('sha256').update(token).digest('hex')));
});

test('12: the token changes at sign-in, and the one of before is worth nothing', async () => {
  const client = await server.signIn(adminName, adminPassword);
  const before = client.cookies.get('qudao_dev') ?? '';
  await client.post('/api/v1/sessions', { user_name: adminName, password: adminPassword });
  assert.notEqual(client.cookies.get('qudao_dev'), before);
  const old = server.client({ cookie: `qudao_dev=${before}` });
  assert.equal((await old.get('/api/v1/me')).status, 401);
});

test('13: the cookie is __Host-, Secure, HttpOnly, SameSite; plain on loopback only', async () => {
  const body = { user_name: adminName, password: adminPassword };
  const plain = await server.client().post('/api/v1/sessions', body);
  assert.match(
    String(plain.headers['set-cookie']),
    /^qudao_dev=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  const origin = server.origin.replace('http:', 'https:');
  const proxied = server.client({ 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' });
  const secure = await proxied.post('/api/v1/sessions', body, { headers: { origin } });
  assert.match(
    String(secure.headers['set-cookie']),
    /^__Host-qudao=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
  );
  assert.equal((await proxied.get('/api/v1/me')).status, 200);
});

test('14: sessions end when idle too long and when too old', async () => {
  const idle = await server.signIn(adminName, adminPassword);
  const old = await server.signIn(adminName, adminPassword);
  const ids = sql('SELECT id FROM user_session ORDER BY created_at DESC, id DESC LIMIT 2').split(
    '\n',
  );
  sql(`UPDATE user_session SET used_at = used_at - 13 * 3600000 WHERE id = '${ids[1]}'`);
  sql(`UPDATE user_session SET created_at = created_at - 15 * 86400000 WHERE id = '${ids[0]}'`);
  assert.equal((await idle.get('/api/v1/me')).status, 401);
  assert.equal((await old.get('/api/v1/me')).status, 401);
});

test('15: a disabled user is out within a second on every process', async () => {
  const client = await server.signIn(adminName, adminPassword);
  assert.equal((await client.get('/api/v1/me')).status, 200);
  // Written past this process, as another server would.
  sql("UPDATE user_account SET state = 'disabled'");
  await new Promise((done) => setTimeout(done, 1050));
  const answer = await client.get('/api/v1/me');
  sql("UPDATE user_account SET state = 'active'");
  assert.equal(answer.status, 401);
});

test('16: sessions can be listed and revoked, one’s own only', async () => {
  const one = await server.signIn(adminName, adminPassword);
  const two = await server.signIn(adminName, adminPassword);
  const { items } = (await one.get('/api/v1/sessions')).json;
  assert.equal(items.filter((/** @type {any} */ each) => each.current).length, 1);
  const [newest] = items;
  assert.equal((await one.delete(`/api/v1/sessions/${newest.id}`)).status, 204);
  assert.equal((await two.get('/api/v1/me')).status, 401);
  assert.equal((await one.get('/api/v1/me')).status, 200);
  assert.equal((await one.delete(`/api/v1/sessions/${newest.id}`)).status, 404);
  assert.equal((await one.delete('/api/v1/sessions/current')).status, 204);
  assert.equal((await one.get('/api/v1/me')).status, 401);
});

test('17: a new password needs the old one and ends all other sessions', async () => {
  const one = await server.signIn(adminName, adminPassword);
  const two = await server.signIn(adminName, adminPassword);
  const wrong = await one.post('/api/v1/me/password', {
    current: 'guess',
    new: 'another good one',
  });
  assert.deepEqual([wrong.status, wrong.json.code], [401, 'auth.invalid']);
  const right = { current: adminPassword, new: 'another good one' };
  assert.equal((await one.post('/api/v1/me/password', right)).status, 204);
  assert.equal((await two.get('/api/v1/me')).status, 401);
  assert.equal((await one.get('/api/v1/me')).status, 200);
  const back = { current: 'another good one', new: adminPassword };
  assert.equal((await one.post('/api/v1/me/password', back)).status, 204);
});

test('10: with an initial password nothing opens before a new one is chosen', async () => {
  sql('UPDATE user_account SET must_change_password = 1');
  const client = await server.signIn(adminName, adminPassword);
  for (const path of ['/api/v1/admin/audit', '/api/v1/admin/mail']) {
    const answer = await client.get(path);
    assert.deepEqual([answer.status, answer.json.code], [403, 'auth.password_change_required']);
  }
  assert.equal((await client.get('/api/v1/me')).json.must_change_password, true);
  const change = { current: adminPassword, new: 'another good one' };
  assert.equal((await client.post('/api/v1/me/password', change)).status, 204);
  assert.equal((await client.get('/api/v1/admin/audit')).status, 200);
  const back = { current: 'another good one', new: adminPassword };
  assert.equal((await client.post('/api/v1/me/password', back)).status, 204);
});

test('the secret a device wraps its key in: one’s own, the same after a restart, for a session only', async () => {
  const path = '/api/v1/me/device-secret';
  assert.equal((await server.client().get(path)).status, 401);
  const client = await server.signIn(adminName, adminPassword);
  const { status, json, headers } = await client.get(path);
  assert.equal(status, 200);
  assert.match(json.secret, /^[0-9a-f]{64}$/);
  assert.equal(headers['cache-control'], 'no-store');
  await server.stop();
  await server.start();
  assert.equal((await client.get(path)).json.secret, json.secret);
  const me = (await client.get('/api/v1/me')).json.user;
  assert.ok(!JSON.stringify(me).includes(json.secret));
  assert.ok(!sql('SELECT * FROM user_account').includes(json.secret));
});

test('the profile: own texts and language, nothing else', async () => {
  const client = await server.signIn(adminName, adminPassword);
  const changed = await client.patch('/api/v1/me', {
    display_name: '王小明',
    locale: 'en',
    roles: ['partner'],
    state: 'disabled',
  });
  assert.equal(changed.status, 200);
  assert.equal(changed.json.user.display_name, '王小明');
  assert.deepEqual([changed.json.user.roles, changed.json.user.state], [['admin'], 'active']);
  assert.equal((await client.patch('/api/v1/me', { locale: 'xx' })).status, 400);
});

test('user names: taken, free, malformed', async () => {
  const client = server.client();
  /** @type {[string, string | undefined][]} */
  const cases = [
    ['ROOT', 'user_name.taken'],
    ['ab', 'user_name.length'],
    ['a b c', 'user_name.characters'],
    ['%ff%fe%fd', 'user_name.length'],
    ['渠道商一号', undefined],
  ];
  for (const [name, code] of cases) {
    const path = name.startsWith('%') ? name : encodeURIComponent(name);
    const answer = await client.get(`/api/v1/user-names/${path}`);
    assert.equal(answer.json.available, code === undefined, name);
    assert.equal(answer.json.violations[0]?.code, code, name);
  }
});
