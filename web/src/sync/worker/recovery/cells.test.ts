import sqlite3InitModule from '@evolu/sqlite-wasm';
import type { Database } from '@evolu/sqlite-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOn } from './cells';
import type { Cell, Pages } from './cells';

const sqlite = await sqlite3InitModule();

/** Every length around those at which rows go to pages of their own, and some texts of our kind. */
const lengths = [0, 1, 100, 1_900, 2_040, 2_050, 8_100, 8_140, 8_160, 8_200, 20_000, 100_001];

let db: Database;
beforeAll(() => {
  db = new sqlite.oo1.DB(':memory:');
  db.exec(`CREATE TABLE draft (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE file (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE content (sha256 TEXT, part INTEGER, bytes BLOB, PRIMARY KEY (sha256, part)) STRICT;
    CREATE TABLE numbers (key TEXT, whole INTEGER, fraction REAL, missing TEXT) STRICT`);
  for (const length of lengths) {
    for (let copy = 0; copy < 9; copy += 1) {
      const key = `${length}-${copy}-钥匙`;
      const value = '答'.repeat(length / 3) + 'x'.repeat(length % 3);
      for (const table of ['draft', 'file'])
        db.exec({ sql: `INSERT INTO ${table} VALUES (?, ?)`, bind: [key, value] });
      const bytes = Uint8Array.from({ length }, (_, at) => at % 251);
      db.exec({ sql: 'INSERT INTO content VALUES (?, ?, ?)', bind: [key, copy, bytes] });
    }
  }
  const wholes = [0, 1, -1, 127, -128, 40_000, -40_000, 1e7, -1e7, 2 ** 31, -(2 ** 40), 2 ** 52];
  for (const whole of wholes)
    db.exec({ sql: 'INSERT INTO numbers VALUES (?, ?, ?, NULL)', bind: ['n', whole, whole / 7] });
});
afterAll(() => db.close());

const pageCount = () => Number(db.selectValue('PRAGMA page_count'));

function pagesOf(damaged: (page: Uint8Array, number: number) => Uint8Array | null): Pages {
  return {
    usable: 8192,
    read: (number) => {
      const page = db.selectValue('SELECT data FROM sqlite_dbpage WHERE pgno = ?', [number]);
      return page instanceof Uint8Array ? damaged(page, number) : null;
    },
  };
}

const found = (pages: Pages) =>
  Array.from({ length: pageCount() }, (_, at) => rowsOn(pages, at + 1)).flat();

const asText = (row: readonly unknown[]) =>
  row
    .map((cell) => (cell instanceof Uint8Array ? `${cell.length}:${cell.join()}` : String(cell)))
    .join();

/** What SQLite says of the tables. */
const stored = () =>
  ['draft', 'file', 'content', 'numbers'].flatMap((table) =>
    db.selectArrays(`SELECT * FROM ${table}`).map(asText),
  );

describe('rows of a file, page by page', () => {
  it('are those SQLite tells, of every length and kind', () => {
    const rows = new Set(
      found(pagesOf((page) => page)).map((row) => asText(row ?? ['unreadable'])),
    );
    expect(stored().filter((row) => !rows.has(row))).toEqual([]);
    expect(rows).not.toContain('unreadable');
  });

  it('are all there but those of the page that is missing', () => {
    const whole = new Set(stored());
    const count = pageCount();
    for (let lost = 1; lost <= count; lost += 47) {
      const pages = pagesOf((page, number) => (number === lost ? null : page));
      const rows = found(pages).map((row) => asText(row ?? []));
      const missing = whole.size - new Set(rows.filter((row) => whole.has(row))).size;
      const onPage = rowsOn(
        pagesOf((page) => page),
        lost,
      ).length;
      // An overflow page belongs to one row.
      expect(missing).toBeLessThanOrEqual(Math.max(onPage, 1));
    }
  });

  it('never throw, whatever the bytes', () => {
    let seed = 7;
    const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31);
    for (let round = 0; round < 40; round += 1) {
      const pages = pagesOf((page) => {
        const broken = page.slice();
        for (let at = 0; at < 60; at += 1)
          broken[random() % (at < 20 ? 64 : 8192)] = random() % 256;
        return broken;
      });
      const rows: (Cell[] | null)[] = found(pages);
      expect(rows.length).toBeGreaterThan(0);
    }
  });

  it('do not go round for ever where pages lead back to themselves', () => {
    const loop = new Uint8Array(8192);
    // A leaf with one row of 16 MB, whose next page is itself.
    loop.set([13, 0, 0, 0, 1, 0, 0, 0, 0, 16]);
    loop.set([0x87, 0xff, 0xff, 0x7f, 1], 16);
    expect(rowsOn({ usable: 8192, read: () => loop }, 2)).toHaveLength(1);
  });
});
