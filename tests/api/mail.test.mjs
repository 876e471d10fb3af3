// Mail over a real SMTP server: queued, delivered, and waiting while that server is down.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { startServer } from './support/server.mjs';
import { freePort, MailServer } from './support/smtpd.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {import('./support/client.mjs').Client} */
let admin;
/** @type {MailServer} */
let mailServer;
before(async () => {
  const port = await freePort();
  mailServer = new MailServer(port);
  server = await startServer([
    ...['--smtp-url', `smtp://127.0.0.1:${port}`, '--mail-from', 'crm@qudao.example'],
    ...['--mail-retry-seconds', '1'],
  ]);
  admin = await server.administrator();
});
after(async () => {
  await server.close();
  await mailServer.stop();
});

/** Puts a message into the outbox as a room does. @param {string} to @param {string} subject @param {string} body */
function enqueue(to, subject, body) {
  const id = `00000000-0000-7000-8000-${String(Math.random()).slice(2, 14).padEnd(12, '0')}`;
  const sql = `INSERT INTO mail_message VALUES ('main', '${id}', '${to}', '${subject}', '${body}', 'queued', 0, 0, '', 1, NULL)`;
  execFileSync('sqlite3', ['-cmd', '.timeout 30000', `${server.data}/qudao.db`, sql]);
  return id;
}

/** @param {string} id */
async function message(id) {
  const { items } = (await admin.get('/api/v1/admin/mail')).json;
  return items.find((/** @type {any} */ item) => item.id === id);
}

/** What came of one message of the outbox, which its Message-ID names. @param {string} id */
const delivered = (id) =>
  mailServer.messages().find((text) => text.includes(`Message-ID: <${id}@`));

/** @param {() => Promise<boolean> | boolean} condition */
async function until(condition) {
  const deadline = Date.now() + 60_000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, 'waited a minute in vain');
    await new Promise((done) => setTimeout(done, 100));
  }
}

test('while the mail server is down mail waits and nobody else does', async () => {
  const id = enqueue('partner@example.com', '注册成功 '.repeat(12), '您好,\n您的注册已通过。');
  await until(async () => (await message(id)).attempts >= 2);
  const waiting = await message(id);
  assert.equal(waiting.state, 'queued');
  assert.match(waiting.last_error, /connect/i);
  assert.equal((await admin.get('/api/v1/me')).status, 200);
  assert.equal((await message(id)).state, 'queued', 'answered while it still waits');

  await mailServer.start();
  await until(async () => (await message(id)).state === 'sent');
  await until(() => delivered(id) !== undefined);
  const text = delivered(id) ?? '';
  assert.match(text, /^From: <crm@qudao.example>\r?$/m);
  assert.match(text, /^To: <partner@example.com>\r?$/m);
  const [, encoded] = /\r?\n\r?\n([\s\S]*)$/.exec(text) ?? [];
  assert.equal(Buffer.from(encoded, 'base64').toString(), '您好,\n您的注册已通过。');
  const words = [...text.matchAll(/=\?UTF-8\?B\?([^?]+)\?=/g)].map(([, word]) =>
    Buffer.from(word, 'base64').toString(),
  );
  assert.equal(words.join(''), '注册成功 '.repeat(12));
});

test('a text cannot become a header', async () => {
  const id = enqueue('x@example.com', 'a\r\nBcc: victim@example.com', 'body');
  await until(async () => (await message(id)).state === 'sent');
  await until(() => delivered(id) !== undefined);
  for (const text of mailServer.messages()) assert.doesNotMatch(text, /^Bcc:/m);
});

test('what the mail server refuses for good is shown as failed', async () => {
  const id = enqueue('not an address', 'a', 'b');
  await until(async () => (await message(id)).state === 'failed');
  assert.match((await message(id)).last_error, /\d/);
});
