// Uploads in parts, as tus 1.0 says (https://tus.io/protocols/resumable-upload). Numbers in titles are lines of the
// security checklist.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sendRaw } from './support/client.mjs';
import { startServer } from './support/server.mjs';
import {
  about,
  append,
  create,
  head,
  metadata,
  octets,
  offsetOf,
  pdf,
  resumable,
  session,
  sha256,
  terminate,
  upload,
} from './support/tus.mjs';

const limit = 1024 * 1024;
const path = '/api/v1/uploads';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {import('./support/client.mjs').Client} */
let admin;
before(async () => {
  server = await startServer(['--file-bytes', String(limit)]);
  admin = await server.administrator();
});
after(() => server.close());

/** Names of all files on disk, those on their way too. */
const onDisk = () =>
  readdirSync(join(server.data, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();
const auditTotal = async () => (await admin.get('/api/v1/admin/audit?page_size=1')).json.total;

test('OPTIONS tells what is spoken', async () => {
  for (const target of [path, `${path}/${randomUUID()}`]) {
    const { status, headers } = await admin.send('OPTIONS', target);
    assert.equal(status, 204);
    assert.equal(headers['tus-version'], '1.0.0');
    assert.deepEqual(
      String(headers['tus-extension']).split(',').sort(),
      ['checksum', 'creation', 'creation-with-upload', 'expiration', 'termination'].sort(),
    );
    assert.equal(headers['tus-max-size'], String(limit));
    assert.equal(headers['tus-checksum-algorithm'], 'sha1,sha256');
  }
  // The version is of no matter here, as the protocol says.
  const other = await admin.send('OPTIONS', path, { headers: { 'tus-resumable': '0.2.2' } });
  assert.equal(other.status, 204);
});

test('a file comes in parts and is an attachment like any other', async () => {
  const bytes = pdf(100_000);
  const pairs = about(bytes, { custom: '任意' });
  const entries = await auditTotal();
  const created = await create(admin, bytes.length, pairs);
  assert.equal(created.status, 201, created.text);
  const id = pairs.attachment_id;
  assert.equal(created.headers.location, `${path}/${id}`);
  assert.equal(created.headers['upload-offset'], '0');
  assert.equal(await auditTotal(), entries);

  for (const [from, to] of [
    [0, 1],
    [1, 60_000],
    [60_000, 60_000],
    [60_000, 99_999],
  ]) {
    const answer = await append(admin, id, from, bytes.subarray(from, to));
    assert.equal(answer.status, 204, answer.text);
    assert.equal(answer.headers['upload-offset'], String(to));
    assert.equal(answer.headers['tus-resumable'], '1.0.0');
    const stands = await head(admin, id);
    assert.equal(stands.status, 200);
    assert.equal(stands.headers['upload-offset'], String(to));
    assert.equal(stands.headers['upload-length'], String(bytes.length));
    assert.equal(stands.headers['upload-metadata'], metadata(pairs));
    assert.equal(stands.headers['cache-control'], 'no-store');
    assert.equal(stands.headers['upload-expires'], answer.headers['upload-expires']);
    const week = Date.parse(String(stands.headers['upload-expires'])) - Date.now();
    assert.ok(week > 6.9 * 86_400_000 && week < 7.1 * 86_400_000);
    assert.equal((await admin.get(`/api/v1/files/${id}`)).status, 404);
    const told = (await admin.get(`${path}/${id}`)).json;
    assert.deepEqual([told.offset, told.length, told.attachment], [to, bytes.length, null]);
  }
  const last = await append(admin, id, 99_999, bytes.subarray(99_999));
  assert.deepEqual([last.status, last.headers['upload-offset']], [204, String(bytes.length)]);
  assert.equal(last.headers['upload-expires'], undefined);

  const told = (await admin.get(`${path}/${id}`)).json;
  assert.deepEqual(told, {
    id,
    offset: bytes.length,
    length: bytes.length,
    expires_at: null,
    attachment: {
      id,
      sha256: sha256(bytes),
      size: bytes.length,
      content_type: 'application/pdf',
      file_name: '营业执照.pdf',
      type: 'licence',
    },
  });
  const stands = await head(admin, id);
  assert.equal(stands.headers['upload-offset'], String(bytes.length));
  assert.equal(stands.headers['upload-metadata'], metadata(pairs));
  assert.equal(stands.headers['upload-expires'], undefined);
  assert.ok((await admin.get(`/api/v1/files/${id}`)).bytes.equals(bytes));
  assert.ok(!onDisk().some((name) => name.includes(id)));
  const [entry] = (await admin.get('/api/v1/admin/audit?page_size=1')).json.items;
  assert.deepEqual([entry.action, entry.subject], ['file.stored', id]);
  assert.equal(await auditTotal(), entries + 1);
  // Nothing to add, and more is refused.
  assert.equal((await append(admin, id, bytes.length, Buffer.alloc(0))).status, 204);
  const more = await append(admin, id, bytes.length, Buffer.from('x'));
  assert.deepEqual([more.status, more.json.code], [413, 'file.too_large']);
});

test('bytes may come with the creation, all or a part', async () => {
  const bytes = pdf(5000);
  const part = await create(admin, bytes.length, about(bytes), {
    body: bytes.subarray(0, 2000),
    headers: octets,
  });
  assert.deepEqual([part.status, part.headers['upload-offset']], [201, '2000'], part.text);
  assert.equal((await append(admin, part.json.id, 2000, bytes.subarray(2000))).status, 204);
  const other = pdf(5000);
  const whole = await create(admin, other.length, about(other), { body: other, headers: octets });
  assert.equal(whole.headers['upload-offset'], '5000');
  assert.equal(whole.json.attachment.sha256, sha256(other));
  // In chunks, without a length of the body; without an id of the client's.
  const third = pdf(3000);
  const chunked = await create(admin, third.length, about(third, { attachment_id: '' }), {
    body: third,
    headers: { ...octets, 'transfer-encoding': 'chunked' },
  });
  assert.equal(chunked.headers['upload-offset'], '3000', chunked.text);
  assert.ok((await admin.get(`/api/v1/files/${chunked.json.id}`)).bytes.equals(third));
});

test('whoever asks before sending the bytes is spared those that are not wanted', async () => {
  const known = pdf(1000);
  await upload(admin, known);
  const fresh = pdf(1000);
  /** @param {Buffer} bytes @param {number} length */
  const ask = async (bytes, length) => {
    const headers = {
      host: 'x',
      ...session(admin),
      ...octets,
      'upload-length': String(length),
      'upload-metadata': metadata(about(bytes)),
      'content-length': String(bytes.length),
      expect: '100-continue',
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const request = `POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
    return (await sendRaw(server.port, request, /\r\n\r\n/)).split('\r\n')[0];
  };
  assert.equal(await ask(fresh, 1000), 'HTTP/1.1 100 Continue');
  assert.equal(await ask(known, 1000), 'HTTP/1.1 201 Created');
  assert.equal(await ask(fresh, limit + 1), 'HTTP/1.1 413 Content Too Large');
});

test('another version of the protocol is told which there is, and nothing is done', async () => {
  const bytes = pdf(100);
  const { id } = (await create(admin, bytes.length, about(bytes))).json;
  /** @type {[string, string][]} */
  const calls = [
    ['POST', path],
    ['HEAD', `${path}/${id}`],
    ['PATCH', `${path}/${id}`],
    ['DELETE', `${path}/${id}`],
  ];
  for (const [method, target] of calls) {
    for (const version of ['', '0.2.2', '1.0.1']) {
      const answer = await admin.send(method, target, {
        headers: {
          'content-type': 'application/offset+octet-stream',
          'upload-offset': '0',
          'upload-length': '100',
          'upload-metadata': metadata(about(bytes)),
          'tus-resumable': version,
        },
      });
      assert.equal(answer.status, 412, `${method} ${version}`);
      assert.equal(answer.headers['tus-version'], '1.0.0');
      assert.equal(answer.headers['tus-resumable'], '1.0.0');
    }
  }
  assert.equal(await offsetOf(admin, id), 0);
});

test('refusals carry the version too: not signed in, a foreign page, not found', async () => {
  const nobody = await create(server.client(), 10, about(pdf(10)));
  assert.deepEqual([nobody.status, nobody.headers['tus-resumable']], [401, '1.0.0']);
  const foreign = await create(admin, 10, about(pdf(10)), {
    headers: { 'x-qudao-request': '' },
  });
  assert.deepEqual([foreign.status, foreign.json.code], [403, 'request.cross_site']);
  assert.equal(foreign.headers['tus-resumable'], '1.0.0');
  const unknown = await head(admin, randomUUID());
  assert.deepEqual([unknown.status, unknown.headers['tus-resumable']], [404, '1.0.0']);
  assert.equal(unknown.headers['upload-offset'], undefined);
});

test('33: a creation that is not as described is refused, and nothing is left of it', async () => {
  const bytes = pdf(1000);
  const good = about(bytes);
  const without = (/** @type {string} */ key) =>
    metadata(Object.fromEntries(Object.entries(good).filter(([name]) => name !== key)));
  const withMeta = (/** @type {string} */ value) => ({ 'upload-metadata': value });
  /** @type {[string, Record<string, string>, number, string, string?][]} */
  const cases = [
    ['no length', { 'upload-length': '' }, 400, 'request.invalid', '/Upload-Length'],
    ['words', { 'upload-length': 'many' }, 400, 'request.invalid', '/Upload-Length'],
    ['negative', { 'upload-length': '-1' }, 400, 'request.invalid', '/Upload-Length'],
    ['a sign', { 'upload-length': '+1' }, 400, 'request.invalid', '/Upload-Length'],
    ['huge', { 'upload-length': '9'.repeat(30) }, 400, 'request.invalid', '/Upload-Length'],
    ['deferred', { 'upload-defer-length': '1' }, 400, 'request.invalid', '/Upload-Defer-Length'],
    ['too large', { 'upload-length': String(limit + 1) }, 413, 'file.too_large'],
    ['empty', { 'upload-length': '0' }, 422, 'file.empty'],
    ['no metadata', withMeta(''), 400, 'request.invalid', '/Upload-Metadata/sha256'],
    ['no hash', withMeta(without('sha256')), 400, 'request.invalid', '/Upload-Metadata/sha256'],
    [
      'short hash',
      withMeta(metadata({ ...good, sha256: 'ab' })),
      400,
      'request.invalid',
      '/Upload-Metadata/sha256',
    ],
    [
      'no UUID',
      withMeta(metadata({ ...good, attachment_id: '../../x' })),
      400,
      'request.invalid',
      '/Upload-Metadata/attachment_id',
    ],
    [
      'long type',
      withMeta(metadata({ ...good, type: 'x'.repeat(101) })),
      400,
      'request.invalid',
      '/Upload-Metadata/type',
    ],
    ['not Base64', withMeta(`${metadata(good)},x !!`), 400, 'request.invalid', '/Upload-Metadata'],
    [
      'a key twice',
      withMeta(`${metadata(good)},type eA==`),
      400,
      'request.invalid',
      '/Upload-Metadata',
    ],
    ['no key', withMeta(`${metadata(good)},, `), 400, 'request.invalid', '/Upload-Metadata'],
    ['no kind', withMeta(without('filetype')), 422, 'file.type_unknown'],
    ['a page', withMeta(metadata({ ...good, filetype: 'text/html' })), 422, 'file.type_unknown'],
  ];
  const before = onDisk();
  for (const [name, headers, status, code, at] of cases) {
    const answer = await create(admin, bytes.length, good, { headers });
    assert.deepEqual([answer.status, answer.json.code], [status, code], `${name}: ${answer.text}`);
    assert.equal(answer.json.violations?.[0].path, at, name);
    if (at) assert.match(answer.json.violations[0].message, /missing or not as expected/);
  }
  const media = { body: bytes, headers: { 'content-type': 'application/pdf' } };
  assert.equal((await create(admin, bytes.length, good, media)).status, 415);
  assert.equal((await head(admin, good.attachment_id)).status, 404);
  assert.deepEqual(onDisk(), before);
  // A value may be missing, a name have a path: neither is wrong.
  const odd = await create(admin, bytes.length, good, {
    headers: withMeta(`${metadata({ ...good, filename: '../x.pdf' })},is_confidential`),
  });
  assert.equal(odd.status, 201, odd.text);
  const done = await append(admin, odd.json.id, 0, bytes);
  assert.equal(done.status, 204);
  assert.equal((await admin.get(`${path}/${odd.json.id}`)).json.attachment.file_name, 'x.pdf');
});

test('bytes go on where the upload stands, or nowhere', async () => {
  const bytes = pdf(1000);
  const { id } = (await create(admin, bytes.length, about(bytes))).json;
  assert.equal((await append(admin, id, 0, bytes.subarray(0, 400))).status, 204);
  for (const offset of [0, 399, 401, 1000]) {
    const answer = await append(admin, id, offset, bytes.subarray(400));
    assert.deepEqual([answer.status, answer.json.code], [409, 'upload.offset']);
    assert.equal(answer.json.offset, 400);
  }
  for (const wrong of ['', 'x', '-400', '400.0']) {
    const answer = await append(admin, id, 400, bytes.subarray(400), { 'upload-offset': wrong });
    assert.deepEqual([answer.status, answer.json.code], [400, 'request.invalid'], wrong);
  }
  const media = { 'content-type': 'application/octet-stream' };
  assert.equal((await append(admin, id, 400, bytes.subarray(400), media)).status, 415);
  const long = await append(admin, id, 400, Buffer.alloc(601));
  assert.deepEqual([long.status, long.json.code], [413, 'file.too_large']);
  const endless = await append(admin, id, 400, Buffer.alloc(300_000), {
    'transfer-encoding': 'chunked',
  });
  assert.deepEqual([endless.status, endless.json.code], [413, 'file.too_large']);
  assert.equal(await offsetOf(admin, id), 400);
  assert.equal((await append(admin, id, 400, bytes.subarray(400))).status, 204);
  assert.equal((await append(admin, randomUUID(), 0, bytes)).status, 404);
});

test('bytes with a checksum are kept when it agrees, and only then', async () => {
  const bytes = pdf(300_000);
  const { id } = (await create(admin, bytes.length, about(bytes))).json;
  /** @param {string} algorithm @param {Buffer} of */
  const sum = (algorithm, of) => ({
    'upload-checksum': `${algorithm} ${createHash(algorithm).update(of).digest('base64')}`,
  });
  const first = bytes.subarray(0, 100_000);
  for (const algorithm of ['sha1', 'sha256']) {
    const damaged = Buffer.from(first);
    damaged[50_000] ^= 1;
    const answer = await append(admin, id, 0, damaged, sum(algorithm, first));
    assert.deepEqual([answer.status, answer.json.code], [460, 'upload.checksum_mismatch']);
    assert.equal(await offsetOf(admin, id), 0);
  }
  for (const wrong of ['md5 AAAA', 'sha1', 'sha1 AAAA', 'SHA1 x', 'sha256 ???']) {
    const answer = await append(admin, id, 0, first, { 'upload-checksum': wrong });
    assert.deepEqual([answer.status, answer.json.code], [400, 'request.invalid'], wrong);
    assert.equal(answer.json.violations[0].path, '/Upload-Checksum');
  }
  assert.equal((await append(admin, id, 0, first, sum('sha1', first))).status, 204);
  assert.equal(await offsetOf(admin, id), 100_000);
  const rest = bytes.subarray(100_000);
  assert.equal((await append(admin, id, 100_000, rest, sum('sha256', rest))).status, 204);
  assert.ok((await admin.get(`/api/v1/files/${id}`)).bytes.equals(bytes));

  // With the creation: refused as a whole, so that it can be sent again.
  const other = pdf(5000);
  const pairs = about(other);
  const damaged = Buffer.from(other);
  damaged[100] ^= 1;
  const options = (/** @type {Buffer} */ body) => ({
    body,
    headers: { ...octets, ...sum('sha256', other) },
  });
  assert.equal((await create(admin, other.length, pairs, options(damaged))).status, 460);
  assert.equal((await head(admin, pairs.attachment_id)).status, 404);
  const again = await create(admin, other.length, pairs, options(other));
  assert.deepEqual([again.status, again.headers['upload-offset']], [201, '5000'], again.text);
});

test('33: a file that is not what was announced is refused, and nothing is left of it', async () => {
  const bytes = pdf(2000);
  const page = Buffer.from(`<html>${'x'.repeat(1994)}`);
  /** @type {[Buffer, Record<string, string>, string][]} */
  const cases = [
    [bytes, about(pdf(2000)), 'upload.hash_mismatch'],
    [bytes, about(bytes, { filetype: 'image/png' }), 'file.type_mismatch'],
    [page, about(page), 'file.type_mismatch'],
  ];
  const files = onDisk();
  const entries = await auditTotal();
  for (const [content, pairs, code] of cases) {
    const { id } = (await create(admin, content.length, pairs)).json;
    assert.equal((await append(admin, id, 0, content.subarray(0, 1000))).status, 204);
    const answer = await append(admin, id, 1000, content.subarray(1000));
    assert.deepEqual([answer.status, answer.json.code], [422, code]);
    const whole = await create(
      admin,
      content.length,
      { ...pairs, attachment_id: randomUUID() },
      {
        body: content,
        headers: octets,
      },
    );
    assert.deepEqual([whole.status, whole.json.code], [422, code]);
    assert.equal((await head(admin, id)).status, 404);
    assert.equal((await admin.get(`/api/v1/files/${id}`)).status, 404);
  }
  assert.deepEqual(onDisk(), files);
  assert.equal(await auditTotal(), entries);
});

test('an upload can be given up; what is recorded stays', async () => {
  const bytes = pdf(1000);
  const pairs = about(bytes);
  const { id } = (await create(admin, bytes.length, pairs)).json;
  assert.equal((await append(admin, id, 0, bytes.subarray(0, 500))).status, 204);
  const files = onDisk();
  assert.equal((await terminate(admin, id)).status, 204);
  assert.equal(onDisk().length, files.length - 1);
  for (const answer of [
    await head(admin, id),
    await append(admin, id, 500, bytes.subarray(500)),
    await terminate(admin, id),
    await admin.get(`${path}/${id}`),
  ]) {
    assert.equal(answer.status, 404);
  }
  // The same again begins at 0.
  const again = await create(admin, bytes.length, pairs);
  assert.deepEqual([again.status, again.headers['upload-offset']], [201, '0']);

  const done = await upload(admin, pdf(1000));
  assert.equal((await terminate(admin, done)).status, 204);
  assert.equal((await head(admin, done)).status, 404);
  assert.equal((await admin.get(`/api/v1/files/${done}`)).status, 200);
});

test('who has no PATCH, HEAD or DELETE says so by POST', async () => {
  const bytes = pdf(1000);
  const { id } = (await create(admin, bytes.length, about(bytes))).json;
  /** @param {string} method @param {import('./support/client.mjs').Options} [options] */
  const meant = (method, options = {}) =>
    admin.send('POST', `${path}/${id}`, {
      ...options,
      headers: { ...resumable, 'x-http-method-override': method, ...options.headers },
    });
  const patch = { body: bytes.subarray(0, 600), headers: { ...octets, 'upload-offset': '0' } };
  assert.equal((await meant('PATCH', patch)).headers['upload-offset'], '600');
  assert.equal((await meant('HEAD')).headers['upload-offset'], '600');
  for (const method of ['PUT', '', 'GET']) {
    const answer = await meant(method);
    assert.deepEqual([answer.status, answer.json.code], [405, 'request.method'], method);
    assert.match(String(answer.headers.allow), /PATCH/);
  }
  assert.equal((await meant('DELETE')).status, 204);
  assert.equal((await head(admin, id)).status, 404);
  const options = { headers: { 'x-http-method-override': 'OPTIONS' } };
  const rules = await admin.send('POST', path, options);
  assert.equal(rules.headers['tus-max-size'], String(limit));
  const other = await create(admin, 10, about(pdf(10)), {
    headers: { 'x-http-method-override': 'PUT' },
  });
  assert.equal(other.status, 405);
  // By GET or HEAD nothing is changed, whatever they say they mean.
  const kept = (await create(admin, bytes.length, about(bytes))).json.id;
  await admin.get(`${path}/${kept}`, { headers: { 'x-http-method-override': 'DELETE' } });
  await head(admin, kept, { 'x-http-method-override': 'DELETE' });
  assert.equal((await head(admin, kept)).status, 200);
});
