// Uploads under adverse conditions: sockets cut, two at once, silence, kill -9; and the stock client of tus through all of it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import { runProgram, startServer } from './support/server.mjs';
import {
  about,
  append,
  create,
  head,
  idOf,
  octets,
  offsetOf,
  pdf,
  session,
  stock,
  upload,
} from './support/tus.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {import('./support/client.mjs').Client} */
let admin;
before(async () => {
  server = await startServer();
  admin = await server.administrator();
});
after(() => server.close());

const fileOf = (/** @type {string} */ id) => join(server.data, 'files/unfinished', `main.${id}`);
const onDisk = (/** @type {string} */ id) =>
  existsSync(fileOf(id)) ? statSync(fileOf(id)).size : 0;

const statusOf = () => readFileSync(`/proc/${server.child?.pid}/status`, 'utf8');

/** Announced by hand. @param {Buffer} bytes */
const announced = async (bytes) => (await create(admin, bytes.length, about(bytes))).json.id;
/** @param {string} id @param {Buffer} bytes */
const isStored = async (id, bytes) => {
  const answer = await admin.get(`/api/v1/files/${id}`);
  assert.equal(answer.status, 200, answer.text);
  assert.ok(answer.bytes.equals(bytes));
};

/**
 * A PATCH over a socket of its own, of which only these bytes are sent.
 * @param {string} id
 * @param {number} offset
 * @param {number} length as announced
 * @param {Buffer} bytes
 * @param {Record<string, string>} [more]
 */
async function half(id, offset, length, bytes, more = {}) {
  const headers = {
    host: 'x',
    ...session(admin),
    ...octets,
    'upload-offset': String(offset),
    'content-length': String(length),
    ...more,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  const text = `PATCH /api/v1/uploads/${id} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
  await new Promise((done) => socket.write(Buffer.concat([Buffer.from(text), bytes]), done));
  return socket;
}

/** @param {() => boolean | Promise<boolean>} holds */
async function until(holds) {
  const patience = performance.now() + 60_000;
  while (!(await holds())) {
    assert.ok(performance.now() < patience, `never: ${holds}`);
    await setImmediate();
  }
}

test('a PATCH that breaks off keeps what arrived', async () => {
  const bytes = pdf(300_000);
  const id = await announced(bytes);
  let offset = 0;
  for (const end of [1, 70_000, 70_001, 200_000, 299_999]) {
    const socket = await half(id, offset, bytes.length - offset, bytes.subarray(offset, end));
    if (end % 2 === 0) socket.end();
    await until(() => onDisk(id) === end);
    socket.destroy();
    await until(async () => (await append(admin, id, end, Buffer.alloc(0))).status === 204);
    assert.equal(await offsetOf(admin, id), end);
    offset = end;
  }
  assert.equal((await append(admin, id, offset, bytes.subarray(offset))).status, 204);
  await isStored(id, bytes);
});

test('one with a checksum that breaks off keeps nothing', async () => {
  const bytes = pdf(300_000);
  const id = await announced(bytes);
  const digest = createHash('sha1').update(bytes).digest('base64');
  const checksum = { 'upload-checksum': `sha1 ${digest}` };
  // Held by that connection, unless one that asks came before it; then no longer.
  /** @type {import('node:net').Socket | undefined} */
  let socket;
  await until(async () => {
    socket ??= (await half(id, 0, bytes.length, bytes.subarray(0, 200_000), checksum)).once(
      'data',
      () => (socket = undefined),
    );
    return (await append(admin, id, 0, Buffer.alloc(0))).status === 423;
  });
  socket?.destroy();
  await until(async () => (await append(admin, id, 0, Buffer.alloc(0))).status === 204);
  assert.equal(await offsetOf(admin, id), 0);
  assert.equal(onDisk(id), 0);
  assert.equal((await append(admin, id, 0, bytes, checksum)).status, 204);
  await isStored(id, bytes);
});

test('two at once: one wins, and bytes never mix', async () => {
  for (let round = 0; round < 10; round += 1) {
    const bytes = pdf(400_000);
    const id = await announced(bytes);
    // The first has begun; the others come while it goes on.
    const first = await half(id, 0, bytes.length, bytes.subarray(0, 100_000));
    await until(() => onDisk(id) === 100_000);
    const rivals = await Promise.all(
      [0, 100_000, 50_000].map((offset) => append(admin, id, offset, bytes.subarray(offset))),
    );
    for (const answer of rivals) {
      assert.deepEqual([answer.status, answer.json.code], [423, 'upload.busy']);
      assert.equal(answer.headers['retry-after'], '1');
    }
    assert.equal(
      (await admin.send('DELETE', `/api/v1/uploads/${id}`, { headers: octets })).status,
      423,
    );
    assert.equal(await offsetOf(admin, id), 100_000);
    const answered = once(first, 'data');
    first.write(bytes.subarray(100_000));
    assert.match(String(await answered), /^HTTP\/1\.1 204 /);
    first.destroy();
    await isStored(id, bytes);
  }
});

test('what another process on the same folder appends to is left alone', async () => {
  const bytes = pdf(1000);
  const id = await announced(bytes);
  assert.equal((await append(admin, id, 0, bytes.subarray(0, 500))).status, 204);
  const other = spawn('flock', [fileOf(id), 'sh', '-c', 'echo held; read line']);
  await once(other.stdout, 'data');
  assert.equal((await append(admin, id, 500, bytes.subarray(500))).status, 423);
  assert.equal(await offsetOf(admin, id), 500);
  other.stdin.end();
  await once(other, 'exit');
  assert.equal((await append(admin, id, 500, bytes.subarray(500))).status, 204);
  await isStored(id, bytes);
});

test('a connection that fell silent makes room for the next', { timeout: 60_000 }, async () => {
  const bytes = pdf(100_000);
  const id = await announced(bytes);
  const silent = await half(id, 0, bytes.length, bytes.subarray(0, 30_000));
  await until(() => onDisk(id) === 30_000);
  const began = performance.now();
  const statuses = new Set();
  await until(async () => {
    const { status } = await append(admin, id, 30_000, bytes.subarray(30_000));
    statuses.add(status);
    await pause(50);
    return status === 204;
  });
  // Not while it may still be sending, and long before the server gives it up.
  const took = performance.now() - began;
  assert.deepEqual([...statuses], [423, 204]);
  assert.ok(took > 2000 && took < 15_000, `${took} ms`);
  await isStored(id, bytes);
  silent.destroy();
});

test('connections cut anywhere, again and again: every byte once', async () => {
  let seed = 20_261_123;
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  for (let round = 0; round < 5; round += 1) {
    const bytes = pdf(500_000);
    const id = await announced(bytes);
    for (let cuts = 0; cuts < 8; cuts += 1) {
      const offset = await offsetOf(admin, id);
      const end = offset + Math.floor(random() * random() * (bytes.length - offset));
      const socket = await half(id, offset, bytes.length - offset, bytes.subarray(offset, end));
      if (random() < 0.5) socket.resetAndDestroy();
      else socket.destroy();
      const { status } = await append(admin, id, end, Buffer.alloc(0));
      assert.ok([204, 409, 423].includes(status), String(status));
    }
    await until(async () => {
      const offset = await offsetOf(admin, id);
      return (await append(admin, id, offset, bytes.subarray(offset))).status === 204;
    });
    await isStored(id, bytes);
  }
});

test('kill -9 in the middle: what is on disk is the offset, and the upload goes on', async () => {
  const bytes = pdf(2_000_000);
  const pairs = about(bytes);
  const { id } = (await create(admin, bytes.length, pairs)).json;
  let answered = 0;
  for (let round = 0; round < 3; round += 1) {
    const end = answered + 400_000;
    const socket = await half(id, answered, bytes.length - answered, bytes.subarray(answered, end));
    await until(() => onDisk(id) > answered);
    await server.kill();
    socket.destroy();
    const there = onDisk(id);
    assert.ok(there > answered && there <= end, `${answered} ${there} ${end}`);
    assert.ok(readFileSync(fileOf(id)).equals(bytes.subarray(0, there)));
    await server.start();
    assert.equal(await offsetOf(admin, id), there);
    answered = there;
  }
  assert.equal((await create(admin, bytes.length, pairs)).json.offset, answered);
  assert.equal((await append(admin, id, answered, bytes.subarray(answered))).status, 204);
  await isStored(id, bytes);
});

test('killed between the last byte and its record: whoever asks next has the attachment', async () => {
  /** @type {[string, (id: string, bytes: Buffer, pairs: Record<string, string>) => Promise<import('./support/client.mjs').Answer>][]} */
  const ways = [
    ['HEAD', (id) => head(admin, id)],
    ['GET', (id) => admin.get(`/api/v1/uploads/${id}`)],
    ['PATCH', (id, bytes) => append(admin, id, bytes.length, Buffer.alloc(0))],
    ['POST', (_, bytes, pairs) => create(admin, bytes.length, pairs)],
  ];
  for (const [name, ask] of ways) {
    const bytes = pdf(1000);
    const pairs = about(bytes);
    const { id } = (await create(admin, bytes.length, pairs)).json;
    // As a crash leaves it: all bytes are there, nothing is recorded.
    writeFileSync(fileOf(id), bytes);
    const answer = await ask(id, bytes, pairs);
    assert.equal(answer.headers['upload-offset'], '1000', `${name} ${answer.text}`);
    await isStored(id, bytes);
    assert.ok(!existsSync(fileOf(id)));
    // Wrong ones are refused as ever.
    const wrong = pdf(1000);
    const next = (await create(admin, wrong.length, about(wrong))).json.id;
    writeFileSync(fileOf(next), bytes);
    if (name === 'POST') continue;
    assert.equal((await ask(next, wrong, {})).status, 422);
    assert.equal((await head(admin, next)).status, 404);
  }
});

test('the stock client: at once, in chunks, with the creation, by POST alone', async () => {
  for (const options of [
    {},
    { chunkSize: 64_000 },
    { uploadDataDuringCreation: true },
    { uploadDataDuringCreation: true, chunkSize: 100_000 },
    { overridePatchMethod: true },
  ]) {
    const bytes = pdf(300_000);
    const { sender, done } = stock(admin, bytes, options);
    sender.start();
    await done;
    await isStored(idOf(sender), bytes);
  }
});

test('the stock client pauses, resumes and terminates', async () => {
  const bytes = pdf(400_000);
  let chunks = 0;
  /** @type {(value?: unknown) => void} */
  let paused = () => {};
  const half = new Promise((resolve) => (paused = resolve));
  const { sender, done } = stock(admin, bytes, {
    chunkSize: 100_000,
    onChunkComplete: () => {
      chunks += 1;
      if (chunks === 2) void sender.abort().then(paused);
    },
  });
  sender.start();
  await half;
  assert.equal(await offsetOf(admin, idOf(sender)), 200_000);
  sender.start();
  await done;
  assert.equal(chunks, 4);
  await isStored(idOf(sender), bytes);

  const other = pdf(400_000);
  const given = stock(admin, other, {
    chunkSize: 100_000,
    onChunkComplete: () => void given.sender.abort(true).then(paused),
  });
  const up = new Promise((resolve) => (paused = resolve));
  given.sender.start();
  await up;
  assert.equal((await head(admin, idOf(given.sender))).status, 404);
});

test('the stock client goes on after kill -9 and a restart', async () => {
  const bytes = pdf(3_000_000);
  const seen = [0];
  let kills = 0;
  /** @type {Promise<unknown>} */
  let restarted = Promise.resolve();
  const { sender, done } = stock(admin, bytes, {
    chunkSize: 200_000,
    retryDelays: Array.from({ length: 600 }, () => 50),
    onChunkComplete: (_, offset) => {
      seen.push(offset);
      if (seen.length % 4 !== 0 || kills === 3) return;
      kills += 1;
      // One after the other: it may answer before it says that it is ready.
      restarted = restarted.then(() => server.kill()).then(() => server.start());
    },
  });
  sender.start();
  await done;
  await restarted;
  assert.equal(kills, 3);
  assert.deepEqual(
    seen,
    [...seen].sort((a, b) => a - b),
  );
  await isStored(idOf(sender), bytes);
  // A client that lost everything but the file and its id.
  const { sender: late, done: again } = stock(admin, bytes, { metadata: sender.options.metadata });
  late.start();
  await again;
  assert.equal(idOf(late), idOf(sender));
});

test('the stock client has no bytes to send of what it uploaded before', async () => {
  const bytes = pdf(200_000);
  const first = stock(admin, bytes);
  first.sender.start();
  await first.done;
  for (const uploadDataDuringCreation of [true, false]) {
    const second = stock(admin, bytes, { uploadDataDuringCreation });
    second.sender.start();
    await second.done;
    assert.notEqual(idOf(second.sender), idOf(first.sender));
    await isStored(idOf(second.sender), bytes);
  }
});

test('the stock client is told why a file is refused, and does not try again', async () => {
  const bytes = pdf(1000);
  let requests = 0;
  const { sender, done } = stock(admin, bytes, {
    metadata: about(pdf(1000)),
    onBeforeRequest: () => void (requests += 1),
  });
  sender.start();
  const error = /** @type {import('tus-js-client').DetailedError} */ (
    await done.catch((failure) => failure)
  );
  assert.equal(error.originalResponse?.getStatus(), 422);
  assert.equal(JSON.parse(error.originalResponse?.getBody() ?? '').code, 'upload.hash_mismatch');
  assert.equal(requests, 2);
});

test('many large uploads at once: memory stays small', async () => {
  const before = Number(/VmRSS:\s+(\d+)/.exec(statusOf())?.[1]);
  await Promise.all(Array.from({ length: 30 }, () => upload(admin, pdf(4_000_000))));
  const most = Number(/VmHWM:\s+(\d+)/.exec(statusOf())?.[1]);
  assert.ok(most - before < 50_000, `${before} kB before, ${most} kB at most`);
});

test('after all of this the audit trail is whole', async () => {
  await server.stop();
  const audit = await runProgram(['audit', 'verify', '--data', server.data]);
  assert.equal(audit.status, 0, audit.output);
  await server.start();
});
