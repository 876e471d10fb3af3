// What protects the browser. Numbers in titles are lines of the security checklist.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { startServer } from './support/server.mjs';

const script = 'console.log("渠道");'.repeat(100);
const web = mkdtempSync(join(tmpdir(), 'qudao-web-'));
mkdirSync(join(web, 'assets'));
writeFileSync(join(web, 'index.html'), '<!doctype html><title>Qudao</title>');
writeFileSync(join(web, 'assets/app-1a2b.js'), script);
writeFileSync(join(web, 'assets/app-1a2b.js.br'), brotliCompressSync(script));

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {import('./support/client.mjs').Client} */
let admin;
before(async () => {
  server = await startServer(['--web', web, '--trusted-proxy', '127.0.0.1']);
  admin = await server.administrator();
});
after(async () => {
  await server.close();
  rmSync(web, { recursive: true });
});

/** @param {string} path @param {Record<string, string>} [headers] */
const page = async (path, headers = {}) => {
  const answer = await fetch(server.origin + path, { headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

test('18, 19: every answer carries the policies, pages and errors alike', async () => {
  for (const path of ['/', '/assets/app-1a2b.js', '/healthz', '/api/v1/me', '/api/v1/nothing']) {
    const { headers } = await page(path);
    const policy = headers.get('content-security-policy') ?? '';
    assert.ok(!policy.includes("'unsafe-eval'"), path);
    for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
      assert.ok(policy.includes(part), `${path}: ${part}`);
    }
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'same-origin');
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
    assert.equal(headers.get('strict-transport-security'), null, 'plain HTTP');
  }
  const { headers } = await page('/');
  assert.match(
    headers.get('content-security-policy') ?? '',
    /script-src 'self' 'wasm-unsafe-eval';/,
  );
  const secure = await page('/', { 'x-forwarded-proto': 'https' });
  assert.match(secure.headers.get('strict-transport-security') ?? '', /max-age=31536000/);
});

test('20: a change needs the custom header and the same origin', async () => {
  /** @type {[Record<string, string>, number][]} */
  const cases = [
    [{}, 200],
    [{ 'x-qudao-request': '' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: '' }, 200], // no browser
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
  ];
  for (const [headers, status] of cases) {
    const answer = await admin.send('PATCH', '/api/v1/me', { json: {}, headers });
    assert.equal(answer.status, status, JSON.stringify(headers));
    if (status === 403) assert.equal(answer.json.code, 'request.cross_site');
  }
});

test('21: nothing changes by GET or HEAD', async () => {
  const before = (await admin.get('/api/v1/admin/audit')).json.total;
  for (const { method, path } of admin.contract.operations()) {
    if (method === 'GET') await admin.get(path.replaceAll(/\{\w+\}/g, 'none'));
  }
  assert.equal((await admin.get('/api/v1/admin/audit')).json.total, before);
});

test('pages: compressed, kept for ever when hashed, asked for again when not', async () => {
  const plain = await page('/assets/app-1a2b.js', { 'accept-encoding': 'identity' });
  assert.equal(plain.text, script);
  assert.equal(plain.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  const packed = await admin.get('/healthz').then(() => rawGet('/assets/app-1a2b.js'));
  assert.equal(packed.headers['content-encoding'], 'br');
  assert.equal(brotliDecompressSync(packed.bytes).toString(), script);
  const index = await page('/signings/some-id');
  assert.deepEqual([index.status, index.headers.get('cache-control')], [200, 'no-cache']);
  assert.match(index.text, /<title>Qudao/);
  const etag = index.headers.get('etag') ?? '';
  assert.equal((await page('/', { 'if-none-match': etag })).status, 304);
  assert.equal((await page('/assets/gone.js')).status, 404);
  assert.equal((await page('/api/v1/gone')).status, 404);
});

test('pages come from the folder and nowhere else', async () => {
  for (const path of [
    '/../qudao.db',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2f..%2fetc/passwd',
  ]) {
    const answer = await rawGet(path);
    assert.ok(!answer.bytes.toString().includes('root:'), path);
  }
});

/** fetch() would tidy the path and unpack the body. @param {string} path */
async function rawGet(path) {
  const { request } = await import('node:http');
  return new Promise((done, fail) => {
    const call = request(
      { port: server.port, path, headers: { 'accept-encoding': 'gzip, br' } },
      (answer) => {
        /** @type {Buffer[]} */
        const pieces = [];
        answer.on('data', (piece) => pieces.push(piece));
        answer.on('end', () =>
          done({
            status: answer.statusCode,
            headers: answer.headers,
            bytes: Buffer.concat(pieces),
          }),
        );
      },
    );
    call.on('error', fail);
    call.end();
  });
}
