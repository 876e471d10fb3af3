import { beforeAll, describe, expect, it } from 'vitest';
import { Database, rowOf } from './database';
import { certainFrames } from './log';
import { beginningOf } from './recovery/raw_file';
import { loadSqlite, unlock } from './sqlite';

const sqlite = await loadSqlite();
const key = 'ab'.repeat(32);
const vfs = 'multipleciphers-unix-none';
const frame = 24 + 8192;
/** Of five transactions. */
const frames = 10;

let data: Uint8Array;
let log: Uint8Array;
let count = 0;
beforeAll(() => {
  const raw = unlock(new sqlite.oo1.DB({ filename: '/whole.db', vfs }), key);
  const database = new Database(raw);
  // A log before it is longer, as it is when the room is written again.
  for (let at = 0; at < 20; at += 1) database.commit([rowOf('kept', 'before', at)]);
  raw.exec('PRAGMA wal_checkpoint(RESTART)');
  for (let at = 0; at < 5; at += 1) database.commit([rowOf('kept', `key${at}`, at)]);
  data = beginningOf(sqlite, '/whole.db', Number(raw.selectValue('PRAGMA page_count')) * 8192);
  log = beginningOf(sqlite, '/whole.db-wal', 32 + (frames + 4) * frame);
});

/** How many frames SQLite takes of a log. */
function taken(of: Uint8Array): number {
  const name = `/other-${(count += 1)}.db`;
  sqlite.capi.sqlite3_js_posix_create_file(name, data);
  sqlite.capi.sqlite3_js_posix_create_file(`${name}-wal`, of);
  const database = new Database(unlock(new sqlite.oo1.DB({ filename: name, vfs }), key));
  const found = database.checkpoint();
  database.close();
  return found;
}

const changed = (at: number) => log.slice().fill((log[at] ?? 0) ^ 0x5a, at, at + 1);

describe('what was committed for certain', () => {
  it('is all but the last transaction, which a crash may have cut', () => {
    expect(taken(log)).toBe(frames);
    expect(certainFrames(log)).toBe(frames - 2);
    expect(certainFrames(log.subarray(0, 32 + 3 * frame))).toBe(2);
    expect(certainFrames(log.subarray(0, 32))).toBe(0);
    expect(certainFrames(new Uint8Array())).toBe(0);
  });

  it.each([
    ['in its header', 1],
    ['in the sum of its header', 25],
    ['in the first frame', 32 + 24 + 5000],
    ['in numbers of the first frame', 32 + 17],
    ['in the third', 32 + 2 * frame + 600],
    ['in the last but two', 32 + 7 * frame + 8000],
  ])('is more than SQLite finds where there is damage %s', (_, at) => {
    const broken = changed(at);
    expect(taken(broken)).toBeLessThan(certainFrames(broken));
  });

  it.each([
    ['nothing', () => log],
    ['damage in the last transaction', () => changed(32 + 9 * frame + 500)],
    ['the end cut off in the middle of a frame', () => log.subarray(0, 32 + 8 * frame + 4000)],
    ['frames of the log before', () => changed(32 + 11 * frame + 50)],
  ])('is no more than SQLite finds, as after a crash, with %s', (_, crashed) => {
    expect(taken(crashed())).toBeGreaterThanOrEqual(certainFrames(crashed()));
  });
});
