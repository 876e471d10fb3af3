// A forgotten password: a link by mail. Numbers in titles are lines of the security checklist.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { adminName, adminPassword, startServer } from './support/server.mjs';
import { freePort, MailServer } from './support/smtpd.mjs';

const fresh = 'a quite new passphrase';
const email = 'root@qudao.example';
/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {MailServer} */
let mailServer;
before(async () => {
  const port = await freePort();
  mailServer = new MailServer(port);
  await mailServer.start();
  server = await startServer([
    ...['--smtp-url', `smtp://127.0.0.1:${port}`, '--mail-from', 'crm@qudao.example'],
    ...['--public-url', 'https://crm.example.com', '--sign-in-failures', '2'],
  ]);
  const admin = await server.administrator();
  assert.equal((await admin.patch('/api/v1/me', { email })).status, 200);
});
after(async () => {
  await server.close();
  await mailServer.stop();
});

/** @param {string} sql */
const sql = (sql) =>
  execFileSync('sqlite3', ['-cmd', '.timeout 30000', `${server.data}/qudao.db`, sql])
    .toString()
    .trim();

/** @param {string} account */
const ask = (account) => server.client().post('/api/v1/password-resets', { account });

/** Awaits what the condition answers. @template T @param {() => T} condition @returns {Promise<NonNullable<T>>} */
async function until(condition) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const met = condition();
    if (met) return met;
    assert.ok(Date.now() < deadline, 'waited a minute in vain');
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** The links mailed so far. */
const links = () =>
  mailServer.messages().flatMap((message) => {
    const body = Buffer.from(message.split(/\r?\n\r?\n/)[1] ?? '', 'base64').toString('utf8');
    return /https:\/\/\S+/.exec(body)?.[0] ?? [];
  });

/** Asks, and answers the token of the mail that comes. @param {string} account */
async function token(account) {
  const known = new Set(links());
  assert.equal((await ask(account)).status, 204);
  const link = await until(() => links().find((each) => !known.has(each)));
  assert.match(link, /^https:\/\/crm\.example\.com\/reset-password#[A-Za-z0-9_-]{43}$/);
  return link.split('#')[1];
}

/** Everybody may ask three times an hour: each test starts anew. */
const forgetThrottle = () => sql("DELETE FROM sign_in_failure WHERE subject LIKE 'reset %'");

test('9: a reset by mail forces a new password, works once and ends every session', async () => {
  const signedIn = await server.signIn(adminName, adminPassword);
  const secret = await token(adminName);
  assert.ok(!sql('SELECT * FROM password_reset').includes(secret), 'only its hash is stored');
  await until(() => sql("SELECT count(*) FROM mail_message WHERE state = 'sent'") === '1');
  assert.equal(sql('SELECT body FROM mail_message'), '', 'nor is the mail kept');
  const path = `/api/v1/password-resets/${secret}`;
  assert.deepEqual((await server.client().get(path)).json, { user_name: adminName });

  const weak = await server.client().post(path, { password: 'password1' });
  assert.equal(weak.json.violations[0].code, 'password.common');
  assert.equal((await server.client().post(path, { password: fresh })).status, 204);
  assert.equal((await signedIn.get('/api/v1/me')).status, 401);
  const again = await server.client().post(path, { password: 'yet another passphrase' });
  assert.deepEqual([again.status, again.json.code], [404, 'link.invalid']);
  const old = await server.client().post('/api/v1/sessions', {
    user_name: adminName,
    password: adminPassword,
  });
  assert.equal(old.status, 401);
  const client = await server.signIn(adminName, fresh);
  const audit = (await client.get('/api/v1/admin/audit')).json.items;
  assert.ok(audit.some(({ action }) => action === 'user.password_reset_asked'));
});

test('9: a link ends by time, by a newer one, by a new address and by a lock', async () => {
  forgetThrottle();
  const ended = async (/** @type {string} */ secret) =>
    assert.equal((await server.client().get(`/api/v1/password-resets/${secret}`)).status, 404);
  const first = await token(email.toUpperCase());
  const second = await token(adminName);
  await ended(first);
  sql('UPDATE password_reset SET expires_at = expires_at - 30 * 60000');
  await ended(second);
  const third = await token(adminName);
  sql("UPDATE user_account SET state = 'locked'");
  await ended(third);
  sql("UPDATE user_account SET state = 'active'");
  const client = await server.signIn(adminName, fresh);
  assert.equal((await client.patch('/api/v1/me', { email: 'new@qudao.example' })).status, 200);
  await ended(third);
  assert.equal((await client.patch('/api/v1/me', { email })).status, 200);
});

test('9: nobody learns whether an account exists, nor how many mails went out', async () => {
  forgetThrottle();
  const before = links().length;
  const bodies = new Set();
  const times = { known: /** @type {number[]} */ ([]), unknown: /** @type {number[]} */ ([]) };
  for (let i = 0; i < 8; ++i) {
    for (const kind of /** @type {const} */ (['known', 'unknown'])) {
      const began = performance.now();
      const answer = await ask(kind === 'known' ? adminName : 'nobody');
      times[kind].push(performance.now() - began);
      bodies.add(JSON.stringify([answer.status, answer.text]));
    }
  }
  assert.equal(bodies.size, 1, [...bodies].join());
  // Without what a busy machine adds to some of them.
  const typical = (/** @type {number[]} */ numbers) => numbers.sort((a, b) => a - b)[3];
  const ratio = typical(times.known) / typical(times.unknown);
  assert.ok(ratio > 0.3 && ratio < 3, `known/unknown ${ratio}`);
  // Of the eight asked for in this hour three are written.
  await until(() => links().length === before + 3);
  await until(() => sql("SELECT count(*) FROM mail_message WHERE state = 'queued'") === '0');
  assert.equal(links().length, before + 3);
});

test('9: an address that asks for many is refused for a time', async () => {
  forgetThrottle();
  const statuses = [];
  for (let i = 0; i < 25; ++i) statuses.push((await ask(`guess${i}`)).status);
  assert.equal(statuses.indexOf(429), 20, statuses.join());
  const refused = await ask('guess');
  assert.equal(refused.json.code, 'auth.throttled');
  assert.ok(Date.parse(refused.json.until) > Date.now());
  forgetThrottle();
});

test('9: a reset lifts the block of failed sign-ins', async () => {
  const body = { user_name: adminName, password: 'wrong password' };
  for (let i = 0; i < 2; ++i) await server.client().post('/api/v1/sessions', body);
  const blocked = await server.client().post('/api/v1/sessions', { ...body, password: fresh });
  assert.equal(blocked.status, 429);
  const secret = await token(adminName);
  const path = `/api/v1/password-resets/${secret}`;
  assert.equal((await server.client().post(path, { password: adminPassword })).status, 204);
  await server.signIn(adminName, adminPassword);
});
