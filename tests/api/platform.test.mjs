// What every answer has, and the routes that need nobody signed in.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { startServer } from './support/server.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
before(async () => (server = await startServer()));
after(() => server.close());

/** Seconds of work the server has done since it was started: unlike the time by the clock, a busy machine adds nothing to them. */
function work() {
  const stat = readFileSync(`/proc/${server.child?.pid}/stat`, 'utf8');
  // Behind the name, which may hold anything: the 12th and 13th are the ticks in the program and for it in the kernel.
  const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(ticks[11]) + Number(ticks[12])) / 100;
}

test('the server says that it works, within a second of work from its start', async () => {
  const answer = await server.client().get('/healthz');
  assert.deepEqual([answer.status, answer.json], [200, { status: 'ok' }]);
  await server.stop();
  await server.start();
  assert.ok(work() < 1, `${work()} s`);
});

test('every route is described in openapi.json', () => {
  const missing = server
    .client()
    .contract.operations()
    .filter(({ operation, who }) => operation['x-qudao-undocumented'] || !who)
    .map(({ method, path }) => `${method} ${path}`);
  assert.deepEqual(missing, []);
});

test('counters are for the same machine', async () => {
  const answer = await server.client().get('/metrics');
  assert.match(answer.text, /^qudao_storage_commits_total \d+$/m);
});

test('unknown paths and methods are problem documents in the language asked for', async () => {
  const client = server.client();
  const unknown = await client.get('/api/v1/nothing');
  assert.equal(unknown.json.code, 'not_found');
  assert.equal(unknown.json.title, 'Not found');
  assert.equal(unknown.headers['content-type'], 'application/problem+json');
  assert.equal(unknown.json.request_id, unknown.headers['x-request-id']);
  const chinese = await client.get('/api/v1/nothing', { headers: { 'accept-language': 'zh-CN' } });
  assert.equal(chinese.json.title, '未找到');
  const method = await client.send('PUT', '/api/v1/captcha');
  assert.deepEqual([method.status, method.headers.allow], [405, 'GET']);
});

test('who is signed in is answered in the language of the page, without one in that of the account', async () => {
  const client = await server.administrator();
  const title = async (/** @type {string} */ language) =>
    (await client.get('/api/v1/nothing', { headers: { 'accept-language': language } })).json.title;
  assert.equal((await client.patch('/api/v1/me', { locale: 'zh-CN' })).status, 200);
  assert.equal(await title('en'), 'Not found');
  assert.equal(await title('zh-CN'), '未找到');
  assert.equal(await title('zh-CN;q=0.5, en;q=0.9'), 'Not found');
  assert.equal(await title('en;q=0.1, zh-TW'), '未找到');
  assert.equal(await title('fr'), '未找到');
  assert.equal(await title(''), '未找到');
});

test('large JSON is compressed for those who can read it, and asked for once', async () => {
  const client = server.client();
  const plain = await client.get('/api/v1/openapi.json');
  const packed = await client.get('/api/v1/openapi.json', {
    headers: { 'accept-encoding': 'gzip' },
  });
  assert.equal(packed.headers['content-encoding'], 'gzip');
  assert.ok(packed.bytes.length < plain.bytes.length / 4);
  const again = await client.get('/api/v1/openapi.json', {
    headers: { 'if-none-match': String(plain.headers.etag) },
  });
  assert.equal(again.status, 304);
});
