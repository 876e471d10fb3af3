import type { Database as Sqlite } from '@evolu/sqlite-wasm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Files } from '../files';
import { Database, rowOf } from '../database';
import { loadSqlite, unlock } from '../sqlite';
import type { Copy } from './copy';
import { openedCopy } from './opened';
import { beginningOf } from './raw_file';
import { read } from './recover';

const sqlite = await loadSqlite();
const key = 'ab'.repeat(32);
const pageSize = 8192;
const none = new Uint8Array();

let raw: Sqlite;
let database: Database;
let count = 0;
let file = '';
beforeEach(() => {
  file = `/damaged-${(count += 1)}.db`;
  raw = unlock(new sqlite.oo1.DB({ filename: file, vfs: 'multipleciphers-unix-none' }), key);
  database = new Database(raw);
});
afterEach(() => database.close());

const draft = (record: string, length: number, edited_at = 1) =>
  rowOf('draft', record, {
    record,
    entity: 'signing',
    phase: 'editing',
    base_version: 0,
    mine: { brands: '答'.repeat(length) },
    edited_at,
  });
const command = (seq: number) =>
  rowOf('command', String(seq).padStart(12, '0'), {
    command: { seq, name: 'submit', record: 'r1', args: {} },
    held: false,
  });

const toDisk = () => raw.exec('PRAGMA wal_checkpoint(TRUNCATE)');
const pageCount = () => Number(raw.selectValue('PRAGMA page_count'));

/** As the disk has it. What is in the log is given apart. */
function files(logSize = 0): Copy {
  return {
    data: beginningOf(sqlite, file, pageCount() * pageSize),
    log: logSize === 0 ? none : beginningOf(sqlite, `${file}-wal`, logSize),
  };
}

/** Some bytes of each page are others. */
function damaged({ data, log }: Copy, ...pages: number[]): Copy {
  const changed = data.slice();
  for (const page of pages) changed.fill(0x5a, page * pageSize - 1000, page * pageSize - 900);
  return { data: changed, log };
}

const recovered = (copy: Copy) => read(openedCopy(sqlite, copy, key));
const namesOf = async (copy: Copy) =>
  (await recovered(copy)).drafts.map(({ record }) => record).sort();

/** Every draft but the few that lie on a page of their own fills pages. */
const many = Array.from({ length: 60 }, (_, at) => `r${String(at).padStart(2, '0')}`);

describe('a damaged database', () => {
  it('gives drafts, commands and refusals back when nothing is damaged', async () => {
    database.commit([
      ...many.map((record) => draft(record, 500)),
      command(7),
      rowOf('refused', '000000000003', { command: { seq: 3, name: 'save' }, violations: [] }),
      rowOf('seen', 'r1', { id: 'r1', entity: 'signing', actions: [], title: '一号' }),
      rowOf('kept', 'pulled_at', 5),
    ]);
    toDisk();
    const found = await recovered(files());
    expect(found.drafts.map(({ record }) => record).sort()).toEqual(many);
    expect(found.drafts[0]?.mine).toEqual({ brands: '答'.repeat(500) });
    expect(found.commands.map(({ command }) => command.seq)).toEqual([7]);
    expect(found.refused.map(({ key }) => key)).toEqual(['000000000003']);
    expect(found.seen.r1?.title).toBe('一号');
    expect(found.lostPages).toBe(0);
  });

  it.each([
    ['a page', 1],
    ['three pages', 3],
  ])('loses no more than %s had', async (_, lost) => {
    database.commit(many.map((record) => draft(record, 500)));
    toDisk();
    const whole = files();
    const last = pageCount();
    const found = await recovered(damaged(whole, ...[last, last - 1, last - 2].slice(0, lost)));
    expect(found.lostPages).toBe(lost);
    // Five to a page.
    expect(found.drafts.length).toBeGreaterThanOrEqual(many.length - 5 * lost);
    expect(found.drafts.length).toBeLessThan(many.length);
  });

  it('needs neither its first page nor the one its tables begin with', async () => {
    database.commit(many.map((record) => draft(record, 500)));
    toDisk();
    const root = Number(raw.selectValue("SELECT rootpage FROM sqlite_schema WHERE name = 'draft'"));
    const copy = damaged(files(), 1, root);
    expect(await namesOf(copy)).toEqual(many);
    expect((await recovered(copy)).lostPages).toBe(2);
  });

  it('needs not its end', async () => {
    database.commit(many.map((record) => draft(record, 500)));
    toDisk();
    const { data } = files();
    const cut = { data: data.slice(0, data.length - 3 * pageSize - 77), log: none };
    const found = await namesOf(cut);
    expect(found.length).toBeGreaterThan(30);
    expect(found.length).toBeLessThan(many.length);
  });

  describe('with a log', () => {
    const frame = 24 + pageSize;
    let copy: Copy;
    /** Bytes of its log are others. */
    const broken = (at: number, length = 20) => ({
      ...copy,
      log: copy.log.slice().fill(0x5a, at, at + length),
    });
    beforeEach(() => {
      database.commit([draft('old', 10, 1)]);
      toDisk();
      database.commit([draft('old', 20, 2)]);
      database.commit([draft('new', 10)]);
      // Of each its page and that of its index.
      copy = files(32 + 4 * frame);
    });

    it('gives what it has, also without the first page', async () => {
      expect(await namesOf(copy)).toEqual(['new', 'old']);
      expect(await namesOf(damaged(copy, 1))).toEqual(['new', 'old']);
      expect(await namesOf({ ...copy, log: none })).toEqual(['old']);
    });

    it.each([
      ['its header', 0, 20],
      ['its header and first frame', 0, 900],
      ['its first frame', 32 + 4000, 20],
      ['the numbers of its first frame', 32, 20],
    ])('reads on behind damage in %s, where SQLite ends', async (_, at, length) => {
      expect(await namesOf(broken(at, length))).toEqual(['new', 'old']);
    });

    it('gives the last that can be read of a page', async () => {
      const dates = async (copy: Copy) =>
        (await recovered(copy)).drafts.map(({ record, edited_at }) => [record, edited_at]);
      // As a crash leaves what was written last: that of before is in the log as well.
      expect(await dates(broken(32 + 2 * frame + 4000))).toEqual([['old', 2]]);
      const both = broken(32 + 2 * frame + 4000);
      both.log.fill(0x5a, 32 + 4000, 32 + 4020);
      expect(await dates(both)).toEqual([['old', 1]]);
    });

    it('leaves out what was not committed, and frames of an earlier log', async () => {
      const [uncommitted, earlier] = [copy.log.slice(), copy.log.slice()];
      uncommitted.fill(0, 32 + 3 * frame + 4, 32 + 3 * frame + 8);
      expect(await namesOf({ ...copy, log: uncommitted })).toEqual(['old']);
      for (const at of [2, 3]) earlier.fill(1, 32 + at * frame + 8, 32 + at * frame + 16);
      expect(await namesOf({ ...copy, log: earlier })).toEqual(['old']);
    });
  });

  it('does not give back what was removed', async () => {
    database.commit(many.map((record) => draft(record, 500)));
    database.commit(many.slice(1).map((record) => ({ table: 'draft', key: record, text: null })));
    toDisk();
    expect(await namesOf(files())).toEqual(['r00']);
  });

  it('gives whole attachments, and the names of the others', async () => {
    const attached = new Files(database, () => undefined);
    const bytes = crypto.getRandomValues(new Uint8Array(65_536));
    const big = new Blob(Array.from({ length: 12 }, () => bytes));
    await attached.add({ id: 'a', file_name: '执照.png' }, big, 1);
    await attached.add({ id: 'b', file_name: 'small.txt' }, new Blob(['small']), 1);
    toDisk();
    const found = await recovered(files());
    expect(found.files.map(({ file_name }) => file_name).sort()).toEqual(['small.txt', '执照.png']);
    const scan = found.files.find(({ id }) => id === 'a');
    expect(await scan?.content.arrayBuffer()).toEqual(await big.arrayBuffer());
    const less = await recovered(damaged(files(), 40));
    expect(less.lostFiles).toEqual(['执照.png']);
    expect(less.files.map(({ id }) => id)).toEqual(['b']);
  });

  it('is not opened with another key', () => {
    database.commit([draft('r1', 10)]);
    toDisk();
    const copy = files();
    const other = read(openedCopy(sqlite, copy, 'cd'.repeat(32)));
    return expect(other).resolves.toMatchObject({ drafts: [], lostPages: pageCount() });
  });
});
