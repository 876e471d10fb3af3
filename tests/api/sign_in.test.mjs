// The door: sign-in, throttling, passwords. Numbers in titles are lines of the security checklist.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { adminName, adminPassword, startServer } from './support/server.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
before(async () => {
  server = await startServer(['--sign-in-failures', '5', '--sign-in-block-seconds', '60']);
  await server.administrator();
});
after(() => server.close());

/** @param {string} userName @param {string} password */
const signIn = (userName, password) =>
  server.client().post('/api/v1/sessions', { user_name: userName, password });

/** Without what a busy machine adds to some of them. @param {number[]} numbers */
const typical = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 4)];

/** @param {string} sql */
const sql = (sql) =>
  execFileSync('sqlite3', ['-cmd', '.timeout 30000', `${server.data}/qudao.db`, sql]).toString();

/** The minute of a block goes by: longer than anything here takes, and nobody has to wait for it. */
const aMinutePasses = () => sql('UPDATE sign_in_failure SET blocked_until = blocked_until - 60000');

const strong = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/;

test('1: passwords are stored as argon2id', () => {
  assert.match(sql('SELECT password_hash FROM user_account'), strong);
});

test('1: a hash of weaker parameters is replaced at the next sign-in', async () => {
  // The same password, hashed with 8 KiB and one pass.
  const weak =
    '$argon2id$v=19$m=8,t=1,p=1$t1q528jP2YR9TkknZjWZIg$W6dZpJNdxXTc2vRgl2lLw24KrzTDbVPoSAmPi/gfmOg';
  sql(`UPDATE user_account SET password_hash = '${weak}'`);
  await server.signIn(adminName, adminPassword);
  assert.match(sql('SELECT password_hash FROM user_account'), strong);
  assert.equal((await signIn(adminName, adminPassword)).status, 201);
});

test('2, 3: length from 8 to beyond 64 without truncation, common passwords refused', async () => {
  const admin = await server.signIn(adminName, adminPassword);
  const long = 'x1'.repeat(20) + 'ß渠道'.repeat(20);
  /** @type {[string, string | undefined][]} */
  const cases = [
    ['short12', 'password.too_short'],
    ['password1', 'password.common'],
    ['Iloveyou', 'password.common'],
    ['abababab', 'password.common'],
    ['x'.repeat(2000), 'password.too_long'],
    [adminPassword, 'password.unchanged'],
    [long, undefined],
  ];
  for (const [fresh, code] of cases) {
    const answer = await admin.post('/api/v1/me/password', { current: adminPassword, new: fresh });
    assert.equal(answer.json?.violations?.[0]?.code, code, fresh);
  }
  assert.equal((await signIn(adminName, long.slice(0, -1))).status, 401);
  assert.equal((await signIn(adminName, long)).status, 201);
  const back = await server.signIn(adminName, long);
  const answer = await back.post('/api/v1/me/password', { current: long, new: adminPassword });
  assert.equal(answer.status, 204);
});

test('4: an unknown user and a wrong password get the same answer in the same time', async () => {
  const times = { known: /** @type {number[]} */ ([]), unknown: /** @type {number[]} */ ([]) };
  const bodies = new Set();
  for (let i = 0; i < 9; ++i) {
    for (const kind of /** @type {const} */ (['known', 'unknown'])) {
      // A fresh name each time, and a success in between, keep the throttle out of this test.
      const name = kind === 'known' ? adminName : `nobody${i}`;
      const began = performance.now();
      const answer = await signIn(name, 'wrong password');
      times[kind].push(performance.now() - began);
      bodies.add(JSON.stringify({ ...answer.json, request_id: '' }));
      assert.equal(answer.status, 401);
    }
    await server.signIn(adminName, adminPassword);
  }
  assert.equal(bodies.size, 1);
  const ratio = typical(times.known) / typical(times.unknown);
  assert.ok(ratio > 0.5 && ratio < 2, `known/unknown ${ratio}`);
});

test('5: failures block a name for a time, known or not, and never for ever', async () => {
  for (const name of [adminName, 'somebody']) {
    const answers = [];
    for (let i = 0; i < 6; ++i) answers.push(await signIn(name, 'wrong password'));
    const statuses = answers.map(({ status }) => status);
    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429], name);
    assert.equal(answers[5].json.code, 'auth.throttled');
    assert.ok(Number(answers[5].headers['retry-after']) <= 60);
  }
  assert.equal((await signIn(adminName, adminPassword)).status, 429);
  await server.stop();
  await server.start();
  assert.equal((await signIn(adminName, adminPassword)).status, 429, 'survives a restart');
  aMinutePasses();
  assert.equal((await signIn(adminName, adminPassword)).status, 201);
});

test('5: who is blocked is told until when, and administrators see it and let them in', async () => {
  const admin = await server.signIn(adminName, adminPassword);
  const created = await admin.post('/api/v1/admin/users', {
    user_name: 'locked.out',
    roles: ['manager'],
    password: 'a long enough one',
  });
  assert.equal(created.status, 201, created.text);
  const seen = async () =>
    (await admin.get('/api/v1/admin/users?state=locked')).json.items.map((each) => each.user_name);
  assert.deepEqual(await seen(), []);
  const bodies = [];
  for (const name of ['locked.out', 'no.body']) {
    for (let i = 0; i < 5; ++i) await signIn(name, 'wrong password');
    const { json, headers } = await signIn(name, 'a long enough one');
    const left = Date.parse(json.until) - Date.now();
    assert.ok(left > 0 && left <= 60_000, `${left} ms`);
    bodies.push({ ...json, until: '', request_id: '', wait: headers['retry-after'] });
  }
  assert.deepEqual(bodies[0], bodies[1], 'known and unknown names alike');
  assert.deepEqual(await seen(), ['locked.out']);
  const user = (await admin.get(`/api/v1/admin/users/${created.json.id}`)).json;
  assert.equal(user.lock.reason, 'failures');
  const path = `/api/v1/admin/users/${created.json.id}`;
  assert.equal((await admin.post(`${path}/unlock`)).status, 200);
  assert.equal((await signIn('locked.out', 'a long enough one')).status, 201);
  assert.deepEqual(await seen(), []);
  // Locked by an administrator: only who knows the password is told.
  assert.equal((await admin.post(`${path}/lock`)).status, 200);
  assert.equal((await signIn('locked.out', 'wrong password')).json.code, 'auth.invalid');
  const told = await signIn('locked.out', 'a long enough one');
  assert.deepEqual([told.status, told.json.code], [403, 'auth.locked']);
  assert.equal((await admin.get(path)).json.lock.reason, 'administrator');
  sql(
    "UPDATE user_account SET state = 'active', updated_at = 0, last_sign_in_at = 0 WHERE user_name = 'locked.out'",
  );
  assert.equal((await signIn('locked.out', 'a long enough one')).json.code, 'auth.locked');
  assert.equal((await admin.get(path)).json.lock.reason, 'unused');
  assert.equal((await admin.post(`${path}/restore`)).status, 200);
  assert.equal((await signIn('locked.out', 'a long enough one')).status, 201);
});

test('5: a session cannot be used to guess its password', async () => {
  const client = await server.signIn('locked.out', 'a long enough one');
  await client.post('/api/v1/me/password', { current: 'a long enough one', new: adminPassword });
  const path = '/api/v1/sessions/current/confirmation';
  for (let i = 0; i < 5; ++i) await client.post(path, { password: `guess ${i}` });
  assert.equal((await client.post(path, { password: adminPassword })).status, 429);
  const change = { current: adminPassword, new: 'another long one' };
  assert.equal((await client.post('/api/v1/me/password', change)).status, 429);
});

test('5: an address that tries many names is blocked too', async () => {
  const statuses = [];
  for (let i = 0; i < 60 && statuses.at(-1) !== 429; ++i) {
    statuses.push((await signIn(`guess${i}`, 'wrong password')).status);
  }
  assert.equal(statuses.at(-1), 429);
  aMinutePasses();
});

test('6: more hashing than the queue takes is refused, the rest is answered', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, i) => signIn(`crowd${i}`, 'wrong password')),
  );
  const statuses = new Set(answers.map(({ status }) => status));
  assert.ok(statuses.has(503), [...statuses].join());
  assert.ok(statuses.has(401), [...statuses].join());
  const busy = answers.find(({ status }) => status === 503);
  assert.equal(busy?.json.code, 'auth.busy');
  assert.ok(Number(busy?.headers['retry-after']) >= 1);
  aMinutePasses();
});

test('37: sign-ins and refusals are logged, without passwords and on one line each', async () => {
  await signIn('evil\n{"event":"forged"}', 'secret-word-never-logged');
  await server.signIn(adminName, adminPassword);
  const lines = server.log.trim().split('\n');
  const events = lines.map((line) => JSON.parse(line).event);
  assert.ok(events.includes('sign_in') && events.includes('sign_in.refused'));
  assert.ok(!events.includes('forged'));
  assert.ok(!server.log.includes('secret-word') && !server.log.includes(adminPassword));
});
