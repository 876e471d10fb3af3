// Whose an upload is: the same again, the same bytes, other people, limits and time. Numbers in titles are lines of the
// security checklist.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { people, startDemo } from './support/demo.mjs';
import { runProgram } from './support/server.mjs';
import {
  about,
  append,
  create,
  head,
  offsetOf,
  pdf,
  sha256,
  terminate,
  upload,
} from './support/tus.mjs';

const most = 5;
const mostBytes = 3_000_000;

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {import('./support/client.mjs').Client} */
let one;
/** @type {import('./support/client.mjs').Client} */
let two;
before(async () => {
  server = await startDemo([
    '--unfinished-uploads',
    String(most),
    '--unfinished-bytes',
    String(mostBytes),
  ]);
  ({ partner1: one, partner2: two } = await people(server, ['partner1', 'partner2']));
});
after(() => server.close());

/** @param {string} sql */
const sqlite = (sql) =>
  execFileSync('sqlite3', ['-cmd', '.timeout 30000', join(server.data, 'qudao.db'), sql])
    .toString()
    .trim();
const unfinished = () => readdirSync(join(server.data, 'files/unfinished'));
const fileOf = (/** @type {string} */ id) => join(server.data, 'files/unfinished', `main.${id}`);
const attachments = (/** @type {string} */ hash) =>
  Number(sqlite(`SELECT count(*) FROM attachment WHERE sha256 = '${hash}'`));

test('the same creation again is the same upload: before, in the middle, at the end and after', async () => {
  const bytes = pdf(10_000);
  const pairs = about(bytes);
  const again = async () => {
    const answer = await create(one, bytes.length, pairs);
    assert.equal(answer.status, 201, answer.text);
    assert.equal(answer.json.id, pairs.attachment_id);
    return Number(answer.headers['upload-offset']);
  };
  assert.deepEqual([await again(), await again()], [0, 0]);
  await append(one, pairs.attachment_id, 0, bytes.subarray(0, 4000));
  assert.equal(await again(), 4000);
  // Bytes from the start are of no use then: the client is told where to go on.
  const whole = { body: bytes, headers: { 'content-type': 'application/offset+octet-stream' } };
  assert.equal((await create(one, bytes.length, pairs, whole)).headers['upload-offset'], '4000');
  await append(one, pairs.attachment_id, 4000, bytes.subarray(4000));
  assert.equal(await again(), 10_000);
  // The upload may be forgotten; the attachment is not.
  assert.equal((await terminate(one, pairs.attachment_id)).status, 204);
  assert.equal(await again(), 10_000);
  assert.equal(attachments(sha256(bytes)), 1);
  assert.equal(await offsetOf(one, pairs.attachment_id), 10_000);
});

test('many at once ask for the same upload: all get it, and one attachment comes of it', async () => {
  const bytes = pdf(5000);
  const pairs = about(bytes);
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => create(one, bytes.length, pairs)),
  );
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201]);
  const sent = await Promise.all(answers.map(() => append(one, pairs.attachment_id, 0, bytes)));
  const kinds = sent.map(({ status }) => status).sort();
  assert.equal(kinds[0], 204);
  assert.ok(
    kinds.slice(1).every((status) => [409, 413, 423].includes(status)),
    kinds.join(),
  );
  assert.equal(attachments(sha256(bytes)), 1);
  assert.ok((await one.get(`/api/v1/files/${pairs.attachment_id}`)).bytes.equals(bytes));
});

test('bytes that the same user has uploaded are not asked for again', async () => {
  const bytes = pdf(10_000);
  const first = await upload(one, bytes);
  // Two identical attachments are two attachments, never a conflict.
  const pairs = about(bytes, { filename: '副本.pdf', type: 'other' });
  const second = await create(one, bytes.length, pairs);
  assert.equal(second.status, 201, second.text);
  assert.equal(second.headers['upload-offset'], '10000');
  assert.equal(second.headers['upload-expires'], undefined);
  assert.equal(second.json.attachment.file_name, '副本.pdf');
  assert.notEqual(second.json.id, first);
  assert.equal(attachments(sha256(bytes)), 2);
  const [entry] = JSON.parse(
    sqlite(`SELECT json_group_array(action) FROM audit_entry WHERE subject = '${second.json.id}'`),
  );
  assert.equal(entry, 'file.stored');
  // What was stored by the other route counts as well, in big letters too.
  const other = pdf(3000);
  await one.upload(other, 'application/pdf', { name: 'x.pdf' });
  const shouted = about(other, { sha256: sha256(other).toUpperCase() });
  assert.equal((await create(one, 3000, shouted)).headers['upload-offset'], '3000');
  // Whoever says something else of the same bytes is refused.
  const longer = await create(one, 3001, about(other));
  assert.deepEqual([longer.status, longer.json.code], [422, 'upload.hash_mismatch']);
  const typed = await create(one, 3000, about(other, { filetype: 'image/png' }));
  assert.deepEqual([typed.status, typed.json.code], [422, 'file.type_mismatch']);
  // Bytes that are lost on disk are asked for, and then there again.
  const hash = sha256(other);
  rmSync(join(server.data, 'files', hash.slice(0, 2), hash.slice(2)));
  const healing = about(other);
  assert.equal((await create(one, 3000, healing)).headers['upload-offset'], '0');
  assert.equal((await append(one, healing.attachment_id, 0, other)).status, 204);
  assert.ok((await one.get(`/api/v1/files/${healing.attachment_id}`)).bytes.equals(other));
});

test('25: nobody learns what others have uploaded', async () => {
  const bytes = pdf(10_000);
  await upload(one, bytes);
  const unknown = pdf(10_000);
  const shape = (/** @type {import('./support/client.mjs').Answer} */ answer) => [
    answer.status,
    Object.keys(answer.headers).sort(),
    { ...answer.json, id: '', expires_at: '' },
  ];
  const known = await create(two, bytes.length, about(bytes));
  assert.deepEqual(shape(known), shape(await create(two, unknown.length, about(unknown))));
  assert.equal(known.headers['upload-offset'], '0');
  // Who has the hash alone gets nothing by it.
  const guess = await append(two, known.json.id, 0, pdf(10_000));
  assert.deepEqual([guess.status, guess.json.code], [422, 'upload.hash_mismatch']);
  // Who has the bytes has an attachment of their own.
  const own = await upload(two, bytes);
  assert.equal((await two.get(`/api/v1/files/${own}`)).status, 200);
  assert.equal((await one.get(`/api/v1/files/${own}`)).status, 404);
});

test('25: what is another user’s is not found', async () => {
  const bytes = pdf(1000);
  const pairs = about(bytes);
  const id = pairs.attachment_id;
  await create(one, bytes.length, pairs);
  await append(one, id, 0, bytes.subarray(0, 500));
  for (const answer of [
    await head(two, id),
    await two.get(`/api/v1/uploads/${id}`),
    await append(two, id, 500, bytes.subarray(500)),
    await terminate(two, id),
  ]) {
    assert.equal(answer.status, 404);
    assert.equal(answer.headers['upload-offset'], undefined);
  }
  assert.equal(await offsetOf(one, id), 500);
});

test('an id of another user or of another file is refused, and nothing is changed', async () => {
  const bytes = pdf(1000);
  const pairs = about(bytes);
  const id = pairs.attachment_id;
  await create(one, bytes.length, pairs);
  const stored = (await one.upload(pdf(500), 'application/pdf', { name: 'x.pdf' })).json;
  const other = pdf(1000);
  /** @type {[import('./support/client.mjs').Client, Buffer, Record<string, string>][]} */
  const refused = [
    [two, bytes, {}],
    [two, other, {}],
    [one, other, {}],
    [one, pdf(999), {}],
    [one, bytes, { filename: 'other.pdf' }],
    [one, bytes, { type: 'other' }],
    [two, other, { attachment_id: stored.id }],
    [one, other, { attachment_id: stored.id }],
  ];
  const all = async () => {
    for (const [client, content, more] of refused) {
      const answer = await create(
        client,
        content.length,
        about(content, { attachment_id: id, ...more }),
      );
      assert.deepEqual([answer.status, answer.json.code], [422, 'upload.id_taken']);
      assert.equal(answer.headers.location, undefined);
    }
  };
  await all();
  assert.equal(await offsetOf(one, id), 0);
  assert.equal((await append(one, id, 0, bytes)).status, 204);
  await all();
  assert.ok((await one.get(`/api/v1/files/${id}`)).bytes.equals(bytes));
  assert.equal((await one.get(`/api/v1/files/${stored.id}`)).status, 200);
});

test('what a user has unfinished is limited in number and in bytes', async () => {
  sqlite('DELETE FROM upload WHERE finished = 0');
  /** @type {string[]} */
  const begun = [];
  for (let i = 0; i < most; i += 1) {
    begun.push((await create(one, 1000, about(pdf(1000)))).json.id);
  }
  const full = await create(one, 1000, about(pdf(1000)));
  assert.deepEqual([full.status, full.json.code], [429, 'upload.too_many']);
  // Others are not concerned, nor what is there already.
  assert.equal((await create(two, 1000, about(pdf(1000)))).status, 201);
  const bytes = pdf(1000);
  const pairs = about(bytes);
  assert.equal((await terminate(one, begun[0])).status, 204);
  assert.equal((await create(one, 1000, pairs)).status, 201);
  assert.equal((await create(one, 1000, pairs)).status, 201);
  assert.equal((await append(one, pairs.attachment_id, 0, bytes)).status, 204);
  assert.equal((await create(one, 1000, about(bytes))).headers['upload-offset'], '1000');
  const large = await create(one, mostBytes - 1000, about(pdf(1000)));
  assert.deepEqual([large.status, large.json.code], [429, 'upload.too_many']);
  assert.equal((await create(one, mostBytes - 4000, about(pdf(1000)))).status, 201);
  sqlite('DELETE FROM upload WHERE finished = 0');
});

test('an unfinished upload expires: told so at first, then gone with its bytes', async () => {
  const bytes = pdf(1000);
  const pairs = about(bytes);
  const id = pairs.attachment_id;
  const kept = about(pdf(1000));
  for (const each of [pairs, kept]) {
    await create(one, 1000, each);
    await append(one, each.attachment_id, 0, bytes.subarray(0, 400));
  }
  const finished = await upload(one, pdf(1000));
  const pass = (/** @type {string} */ of) =>
    sqlite(`UPDATE upload SET expires_at = 1 WHERE id = '${of}'`);
  pass(id);
  pass(finished);
  for (const answer of [
    await head(one, id),
    await append(one, id, 400, bytes.subarray(400)),
    await one.get(`/api/v1/uploads/${id}`),
    await terminate(one, id),
  ]) {
    assert.equal(answer.status, 410);
    assert.equal(answer.headers['upload-offset'], undefined);
  }
  assert.equal((await head(two, id)).status, 404);
  // Who announces it again goes on.
  const revived = await create(one, 1000, pairs);
  assert.deepEqual([revived.status, revived.headers['upload-offset']], [201, '400']);
  assert.ok(Date.parse(String(revived.headers['upload-expires'])) > Date.now());

  pass(id);
  assert.ok(existsSync(fileOf(id)));
  await server.stop();
  // What a crash leaves: bytes of no upload, and of a finished one.
  const orphan = fileOf(randomUUID());
  writeFileSync(orphan, 'x');
  writeFileSync(join(server.data, 'files/unfinished/strange'), 'x');
  await server.start();
  assert.deepEqual(unfinished(), [`main.${kept.attachment_id}`]);
  assert.equal((await head(one, id)).status, 404);
  assert.equal((await head(one, finished)).status, 404);
  assert.equal((await one.get(`/api/v1/files/${finished}`)).status, 200);
  assert.equal(await offsetOf(one, kept.attachment_id), 400);
});

test('a backup holds no unfinished bytes: such an upload begins at 0 again', async () => {
  const bytes = pdf(1000);
  const pairs = about(bytes);
  const id = pairs.attachment_id;
  await create(one, 1000, pairs);
  await append(one, id, 0, bytes.subarray(0, 400));
  const archive = join(server.data, '..', `${id}.tar`);
  const saved = await runProgram(['backup', '--data', server.data, '--to', archive]);
  assert.equal(saved.status, 0, saved.output);
  assert.ok(!readFileSync(archive).includes(`unfinished/main.${id}`));
  rmSync(archive);
  rmSync(fileOf(id));
  assert.equal(await offsetOf(one, id), 0);
  assert.equal((await append(one, id, 0, bytes)).status, 204);
  assert.equal((await one.get(`/api/v1/files/${id}`)).status, 200);
});

test('a record takes the attachment by its id', async () => {
  const bytes = pdf(1000);
  const id = await upload(one, bytes);
  const attachment = { id, type: 'business_license' };
  const answer = await one.post('/api/v1/records/signing', {
    data: { attachments: [attachment] },
  });
  assert.equal(answer.status, 201, answer.text);
  const [stored] = answer.json.record.data.attachments;
  assert.deepEqual([stored.sha256, stored.size], [sha256(bytes), 1000]);
  const foreign = await two.post('/api/v1/records/signing', {
    data: { attachments: [attachment] },
  });
  assert.match(foreign.text, /attachment\.unknown/);
});
