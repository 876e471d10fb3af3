// What operators rely on: audit verify, backup and restore, stopping, kill -9. Numbers in titles are lines of the
// security checklist.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { adminName, adminPassword, runProgram, startServer } from './support/server.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'qudao-operations-'));
/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {import('./support/client.mjs').Client} */
let admin;
before(async () => {
  server = await startServer(['--requests-per-minute', '100000']);
  admin = await server.administrator();
  for (let i = 0; i < 20; ++i) await admin.patch('/api/v1/me', { display_name: `Name ${i}` });
});
after(async () => {
  await server.close();
  rmSync(scratch, { recursive: true });
});

test('every command explains itself', async () => {
  for (const command of [
    [],
    ['serve'],
    ['audit', 'verify'],
    ['backup'],
    ['restore'],
    ['migrate'],
    ['check'],
    ['eval'],
    ['explain'],
  ]) {
    const { status, output } = await runProgram([...command, '--help']);
    assert.equal(status, 0, command.join(' '));
    assert.match(output, /Usage:/);
  }
  assert.notEqual((await runProgram(['nonsense'])).status, 0);
});

test('38: audit verify finds edit, removal, cutting off and reordering', async () => {
  await server.stop();
  const whole = await runProgram(['audit', 'verify', '--data', server.data]);
  assert.deepEqual(
    [whole.status, /whole: \d+ entries/.test(whole.output)],
    [0, true],
    whole.output,
  );
  const swap =
    'UPDATE audit_entry SET number = -1 WHERE number = 3; UPDATE audit_entry SET number = 3 WHERE number = 4; UPDATE audit_entry SET number = 4 WHERE number = -1';
  const last = '(SELECT max(number) FROM audit_entry)';
  /** @type {[string, string, RegExp][]} */
  const cases = [
    ['edit', "UPDATE audit_entry SET detail = '{}' WHERE number = 5", /entry 5: edited/],
    ['time', 'UPDATE audit_entry SET time = time + 1 WHERE number = 7', /entry 7: edited/],
    ['removal', 'DELETE FROM audit_entry WHERE number = 6', /entry 6: missing/],
    ['first', 'DELETE FROM audit_entry WHERE number = 1', /entry 1: missing/],
    ['cut off', `DELETE FROM audit_entry WHERE number = ${last}`, /cut_off/],
    [
      'cut off with its head',
      `DELETE FROM audit_entry WHERE number = ${last}; UPDATE audit_head SET number = ${last}, hash = (SELECT hash FROM audit_entry WHERE number = ${last})`,
      /head_edited/,
    ],
    ['reordering', swap, /entry 3: edited/],
    ['everything', 'DELETE FROM audit_entry', /entry 1: cut_off/],
  ];
  for (const [name, sql, expected] of cases) {
    const copy = join(scratch, name);
    cpSync(server.data, copy, { recursive: true });
    execFileSync('sqlite3', [join(copy, 'qudao.db'), sql]);
    const { status, output } = await runProgram(['audit', 'verify', '--data', copy]);
    assert.equal(status, 2, name);
    assert.match(output, expected, name);
  }
  await server.start();
});

test('backup while the server works, restore elsewhere: the same accounts and files', async () => {
  const content = Buffer.from('%PDF-1.7 backed up');
  const file = (await admin.upload(content, 'application/pdf')).json;
  const archive = join(scratch, 'backup.tar');
  const working = Promise.all(
    Array.from({ length: 30 }, (_, i) => admin.patch('/api/v1/me', { mobile: String(i) })),
  );
  const backup = await runProgram(['backup', '--data', server.data, '--to', archive]);
  await working;
  assert.equal(backup.status, 0, backup.output);
  assert.ok(!existsSync(`${archive}.partial`));
  const names = execFileSync('tar', ['tf', archive]).toString().split('\n');
  assert.ok(names.includes('qudao.db') && names.includes('secret.key'));

  const other = await startServer();
  try {
    await other.stop();
    assert.equal(
      (await runProgram(['restore', '--data', other.data, '--from', archive])).status,
      1,
    );
    rmSync(other.data, { recursive: true });
    const restored = await runProgram(['restore', '--data', other.data, '--from', archive]);
    assert.equal(restored.status, 0, restored.output);
    await other.start();
    const client = await other.signIn(adminName, adminPassword);
    assert.ok((await client.get(`/api/v1/files/${file.id}`)).bytes.equals(content));
    const verified = await runProgram(['audit', 'verify', '--data', other.data]);
    assert.equal(verified.status, 0, verified.output);
  } finally {
    await other.close();
  }
});

test('SIGTERM: requests under way are answered, then the program ends with 0', async () => {
  let answered = 0;
  const working = Array.from({ length: 16 }, () =>
    server.signIn(adminName, adminPassword).then(
      () => ((answered += 1), 'answered'),
      (error) => error.code ?? error.message,
    ),
  );
  // Hashing takes one after the other: when the first is answered, others are under way.
  await Promise.race(working);
  const before = answered;
  assert.ok(before > 0 && before < working.length, `${before} answered`);
  const status = await server.stop();
  assert.equal(status, 0);
  const outcomes = await Promise.all(working);
  assert.ok(answered > before, outcomes.join());
  for (const outcome of outcomes) assert.match(outcome, /answered|ECONN|socket hang up/);
  assert.match(server.log, /"event":"server.stopped"/);
  await server.start();
});

test('kill -9 in a stream of changes: every acknowledged one is there, none twice', async () => {
  for (let round = 0; round < 5; ++round) {
    const client = await server.signIn(adminName, adminPassword);
    /** @type {Set<string>} */
    const acknowledged = new Set();
    let enough = () => {};
    const reached = new Promise((done) => (enough = () => done(undefined)));
    const store = async () => {
      for (;;) {
        const bytes = Buffer.from(`%PDF-${Math.random()}`);
        acknowledged.add((await client.upload(bytes, 'application/pdf')).json.id);
        if (acknowledged.size === 10 + 7 * round) enough();
      }
    };
    // Each ends with the connection.
    const streams = Promise.allSettled(Array.from({ length: 8 }, store));
    await reached;
    await server.kill();
    await streams;
    await server.start();
    assert.ok(acknowledged.size > 0);
    const again = await server.signIn(adminName, adminPassword);
    for (const id of acknowledged)
      assert.equal((await again.get(`/api/v1/files/${id}`)).status, 200);
    admin = again;
  }
  const verified = await runProgram(['audit', 'verify', '--data', server.data]);
  assert.equal(verified.status, 0, verified.output);
});
