// The sync worker's module. Its rules are tested in core/sync and by ./test sim; here, that they are reached.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { SyncError, loadSync } from '@qudao/core/sync';

const identity = { client_id: '0190a000-0000-7000-8000-000000000001', user_id: 'u1' };
const protocol = 'qudao-sync/1';
const bytes = (value) => new TextEncoder().encode(JSON.stringify(value));
const edit = {
  event: 'edit',
  entity: 'signing',
  record: 'r1',
  data: { signing_name: '2026 财年签约' },
  definition_version: 1,
};

let sync;
before(async () => {
  sync = await loadSync();
});

/** A database in memory, as a worker has it in SQLite. */
function database() {
  const rows = new Map();
  return {
    commit({ writes }) {
      for (const row of writes) rows.set(`${row.table}/${row.key}`, row);
    },
    rows: () => [...rows.values()].filter(({ text }) => text !== null),
  };
}

test('what is typed is sent, answered and brought back, and survives a restart', () => {
  const disk = database();
  let client = sync.open(identity);
  const handle = (event) => {
    const effects = client.take(event);
    disk.commit(effects);
    return effects;
  };
  assert.equal(handle({ event: 'start', now: 0 }).send.kind, 'pull');
  handle({
    event: 'answered',
    now: 10,
    number: 1,
    status: 200,
    body: bytes({ protocol, changes: [], verdicts: [], cursor: 'c1', more: false }),
  });
  const typed = handle({ ...edit, now: 100 });
  assert.equal(typed.send, null);
  assert.equal(typed.wake_at, 900);
  assert.equal(client.status().unsent, true);
  assert.deepEqual([client.status().not_queued, client.status().needs_you], [1, 0]);

  client.dispose(); // the browser was killed
  client = sync.open(identity, disk.rows());
  assert.equal(client.status().unsent, true);
  const { send } = handle({ event: 'start', now: 5_000 });
  const [command] = JSON.parse(send.body).commands;
  assert.equal(command.name, 'create');
  assert.deepEqual(command.args.set, edit.data);
  const verdict = { seq: 1, id: command.id, verdict: 'applied', version: 1 };
  const pull = handle({
    event: 'answered',
    now: 5_010,
    number: send.number,
    status: 200,
    body: bytes({ protocol, verdicts: [verdict] }),
  }).send;
  assert.deepEqual([send.early, pull.early], [false, true]);
  const record = {
    ...{ id: 'r1', entity: 'signing', state: 'draft', version: 1, definition_version: 1 },
    ...{ updated_at: '2026', data: edit.data, title: '签约' },
  };
  const last = handle({
    event: 'answered',
    now: 5_020,
    number: pull.number,
    status: 200,
    body: bytes({
      ...{ protocol, changes: [{ put: record }], verdicts: [], cursor: 'c2', more: false },
    }),
  });
  assert.deepEqual(last.changed, ['r1']);
  const [{ json, ...told }] = last.records;
  assert.deepEqual(told, { id: 'r1', entity: 'signing', state: 'draft', updated_at: '2026' });
  assert.deepEqual(json, bytes(record));
  assert.equal(client.status().unsent, false);
  client.dispose();
});

test('what cannot be read, and what is somebody else’s, is said', () => {
  const client = sync.open(identity);
  assert.throws(
    () => client.take({ event: 'edit', now: 1, entity: 'signing', data: {} }),
    (error) => error instanceof SyncError && error.code === 'sync.malformed',
  );
  assert.equal(
    client.take({ event: 'discard', now: 1, record: 'r' }).refused.code,
    'sync.no_draft',
  );
  const rows = client.take({ event: 'start', now: 1 }).writes;
  client.dispose();
  assert.throws(() => sync.open({ ...identity, user_id: 'u2' }, rows), { code: 'sync.other_user' });
  assert.throws(() => sync.open(identity, [{ table: 'draft', key: 'r1', text: '{}' }]), {
    code: 'sync.malformed',
    params: { at: 'draft/r1' },
  });
});

test('a database of many rows is opened in parts, and is the same', () => {
  const disk = database();
  let client = sync.open(identity);
  disk.commit(client.take({ event: 'start', now: 0 }));
  for (let at = 0; at < 250; at += 1)
    disk.commit(client.take({ ...edit, record: `r${at}`, now: at }));
  const before = client.status();
  client.dispose();
  client = sync.open(identity, disk.rows());
  assert.deepEqual({ ...client.status(), link: before.link }, before);
  assert.equal(client.status().not_queued, 250);
  client.dispose();
});

test('the module is small', () => {
  const bytes = readFileSync(new URL(import.meta.resolve('@qudao/core/sync.wasm')));
  const size = brotliCompressSync(bytes).length;
  assert.ok(size < 40_000, `${size} bytes`);
});
