// Attachments. Numbers in titles are lines of the security checklist.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { deflateRawSync } from 'node:zlib';
import { sendRaw } from './support/client.mjs';
import { startServer } from './support/server.mjs';

const limit = 1024 * 1024;
const pdf = Buffer.from('%PDF-1.7\n% 营业执照\n');
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const office = 'application/vnd.openxmlformats-officedocument.';

/** The bytes a zip of these names has as far as anybody looks. @param {string[]} names */
const zip = (names) =>
  Buffer.from(`PK\x03\x04${names.map((name) => `PK\x01\x02${name}`).join('')}`);

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {import('./support/client.mjs').Client} */
let admin;
before(async () => {
  server = await startServer(['--file-bytes', String(limit)]);
  admin = await server.administrator();
});
after(() => server.close());

/** Files on disk, without folders. */
const stored = () =>
  readdirSync(join(server.data, 'files'), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile(),
  );

test('33: content must match the declared type, empty and unknown are refused', async () => {
  /** @type {[Buffer, string, string | undefined][]} */
  const cases = [
    [pdf, 'application/pdf', undefined],
    [png, 'image/png', undefined],
    [Buffer.from('ffd8ffe000104a464946', 'hex'), 'image/jpeg', undefined],
    [Buffer.from('RIFF\x04\0\0\0WEBPVP8 ', 'latin1'), 'image/webp', undefined],
    [Buffer.from('II*\0', 'latin1'), 'image/tiff', undefined],
    [
      zip(['[Content_Types].xml', 'word/document.xml']),
      `${office}wordprocessingml.document`,
      undefined,
    ],
    [zip(['[Content_Types].xml', 'xl/workbook.xml']), `${office}spreadsheetml.sheet`, undefined],
    [
      zip(['[Content_Types].xml', 'xl/workbook.xml']),
      `${office}wordprocessingml.document`,
      'file.type_mismatch',
    ],
    [zip(['evil.exe']), `${office}wordprocessingml.document`, 'file.type_mismatch'],
    [pdf, 'image/png', 'file.type_mismatch'],
    [Buffer.from('<script>alert(1)</script>'), 'application/pdf', 'file.type_mismatch'],
    [Buffer.from('<html></html>'), 'text/html', 'file.type_unknown'],
    [Buffer.from('<svg/>'), 'image/svg+xml', 'file.type_unknown'],
    [Buffer.alloc(0), 'application/pdf', 'file.empty'],
  ];
  for (const [bytes, type, code] of cases) {
    const answer = await admin.upload(bytes, type, { name: '文件', type: 'licence' });
    assert.equal(answer.json.code, code, `${type} ${bytes.subarray(0, 8)}`);
    assert.equal(answer.status, code ? 422 : 201);
  }
});

test('33: the size is limited, announced or not, and nothing is left of a refused file', async () => {
  const before = stored().length;
  const big = Buffer.concat([pdf, Buffer.alloc(limit)]);
  const answer = await admin.upload(big, 'application/pdf');
  assert.deepEqual([answer.status, answer.json.code], [413, 'request.too_large']);
  const cookie = `qudao_dev=${admin.cookies.get('qudao_dev')}`;
  const head = `POST /api/v1/files HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nX-Qudao-Request: 1\r\n`;
  const type = 'Content-Type: application/pdf\r\nTransfer-Encoding: chunked\r\n\r\n';
  const chunk = `40000\r\n%PDF-${'x'.repeat(0x40000 - 5)}\r\n`;
  assert.match(await sendRaw(server.port, head + type + chunk.repeat(6)), /^HTTP\/1\.1 413 /);
  assert.equal(stored().length, before);
});

test('an upload that breaks off leaves nothing', async () => {
  const before = stored().length;
  const cookie = `qudao_dev=${admin.cookies.get('qudao_dev')}`;
  const head = `POST /api/v1/files HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nX-Qudao-Request: 1\r\n`;
  const type = 'Content-Type: application/pdf\r\nContent-Length: 100000\r\n\r\n%PDF-1.7';
  const { connect } = await import('node:net');
  const socket = connect(server.port, '127.0.0.1');
  await new Promise((done) => socket.write(head + type, done));
  socket.end();
  await new Promise((done) => socket.on('close', done).resume());
  // The connection is closed first, the part of the file removed right after.
  const patience = performance.now() + 60_000;
  while (stored().length !== before && performance.now() < patience) await setImmediate();
  assert.equal(stored().length, before);
});

test('34: stored by hash, once; sent as attachment in a sandbox; unguessable and own only', async () => {
  const content = Buffer.concat([pdf, randomBytes(300_000)]);
  const before = stored().length;
  const first = (await admin.upload(content, 'application/pdf', { name: '../合同 "1".pdf' })).json;
  const second = (await admin.upload(content, 'application/pdf', { name: 'b.pdf' })).json;
  assert.equal(first.sha256, createHash('sha256').update(content).digest('hex'));
  assert.equal(first.file_name, '合同 "1".pdf');
  assert.notEqual(first.id, second.id);
  assert.equal(stored().length, before + 1);

  const answer = await admin.get(`/api/v1/files/${first.id}`);
  assert.ok(answer.bytes.equals(content));
  assert.equal(
    answer.headers['content-disposition'],
    `attachment; filename*=UTF-8''${encodeURIComponent('合同 "1".pdf')}`,
  );
  assert.equal(answer.headers['content-security-policy'], "sandbox; default-src 'none'");
  assert.equal((await server.client().get(`/api/v1/files/${first.id}`)).status, 401);
  assert.equal((await admin.get(`/api/v1/files/${first.sha256}`)).status, 404);
  assert.equal((await server.client().upload(pdf, 'application/pdf')).status, 401);
});

test('35: an archive that would unpack to gigabytes is taken as the bytes it is', async () => {
  // Nothing here unpacks an archive: an Office file is known by the names in its directory.
  const zeros = deflateRawSync(Buffer.alloc(64 * 1024 * 1024), { level: 9 });
  const name = '[Content_Types].xml word/document.xml';
  const bomb = Buffer.concat([
    Buffer.from('PK\x03\x04'),
    ...Array.from({ length: 16 }, () => zeros.subarray(0, 60_000)),
    Buffer.from(`PK\x01\x02${name}`),
  ]);
  const rss = () =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.child?.pid}/status`, 'utf8'))?.[1]);
  const before = rss();
  const answer = await admin.upload(bomb, `${office}wordprocessingml.document`, { name: '合同' });
  assert.equal(answer.status, 201, answer.text);
  assert.ok((await admin.get(`/api/v1/files/${answer.json.id}`)).bytes.equals(bomb));
  assert.ok(rss() - before < 64 * 1024, `${rss() - before} kB more`);
});

test('large files stream: memory stays small', async () => {
  const bytes = Buffer.concat([pdf, Buffer.alloc(limit - pdf.length)]);
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => admin.upload(bytes, 'application/pdf')),
  );
  assert.ok(answers.every(({ status }) => status === 201));
  const status = readFileSync(`/proc/${server.child?.pid}/status`, 'utf8');
  assert.ok(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) < 100_000, status);
});
