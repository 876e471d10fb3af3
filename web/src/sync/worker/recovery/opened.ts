/** A copy of a damaged database in memory, opened as far as it can be: page by page. */
import type { Database as Sqlite, Sqlite3Static } from '@evolu/sqlite-wasm';
import { StorageError } from '../fault';
import { pageSize, versionsIn } from '../log';
import type { Versions } from '../log';
import { isReadable, unlock } from '../sqlite';
import type { Pages } from './cells';
import type { Copy } from './copy';
import { beginningOf } from './raw_file';

export interface Opened extends Pages {
  count: number;
  /** Its first page is of no use: nobody knows what is free. */
  isHeadless: boolean;
  close: () => void;
}

/** Files in the memory of SQLite, with Multiple Ciphers before them. */
const vfs = 'multipleciphers-unix-none';

/** Attempts to find a version of a page that can be read. */
const mostRounds = 64;

/** `key` as in `openDatabase`. Throws StorageError: it is no database. */
export function openedCopy(sqlite: Sqlite3Static, { data, log }: Copy, key: string): Opened {
  const versions = versionsIn(log);
  for (let round = 1; ; round += 1) {
    const pages = opened(sqlite, withVersions(data, versions), key);
    const isBad = (page: number) => pages.read(page) === null || (page === 1 && pages.isHeadless);
    const bad = [...versions].filter(([page, of]) => of.length > 0 && isBad(page));
    if (bad.length === 0 || round === mostRounds) return pages;
    // What a page was before the damaged one is better than nothing, also where a crash has cut what was written last.
    for (const [, of] of bad) of.pop();
    pages.close();
  }
}

/** The file with the newest of its pages in their places. */
function withVersions(data: Uint8Array, versions: Versions): Uint8Array {
  const pages = Math.max(0, ...versions.keys());
  const whole = new Uint8Array(Math.max(data.length, pages * pageSize));
  whole.set(data);
  for (const [page, of] of versions) {
    const newest = of.at(-1);
    if (newest) whole.set(newest, (page - 1) * pageSize);
  }
  return whole;
}

function opened(sqlite: Sqlite3Static, data: Uint8Array, key: string): Opened {
  const whole = tried(sqlite, data, key);
  if (whole) return pagesOf(whole, false);
  const headless = tried(sqlite, withFirstPage(sqlite, data, key), key);
  if (headless === null) throw new StorageError('corrupt', 'no page can be read');
  return pagesOf(headless, true);
}

function connect(sqlite: Sqlite3Static, file: string, key: string): Sqlite {
  const db = unlock(new sqlite.oo1.DB({ filename: file, vfs }), key);
  // A file that has been cut off is opened all the same.
  db.exec('PRAGMA writable_schema = ON');
  return db;
}

const name = '/damaged.db';

function tried(sqlite: Sqlite3Static, data: Uint8Array, key: string): Sqlite | null {
  sqlite.capi.sqlite3_js_posix_create_file(name, data);
  const db = connect(sqlite, name, key);
  try {
    if (isReadable(db)) return db;
  } catch {
    // the same to us: damaged where SQLite has to begin
  }
  db.close();
  return null;
}

/** Pages are encrypted each for itself: under the first page of an empty database those after it can be read. */
function withFirstPage(sqlite: Sqlite3Static, data: Uint8Array, key: string): Uint8Array {
  const empty = '/empty.db';
  sqlite.capi.sqlite3_js_posix_create_file(empty, new Uint8Array());
  const db = connect(sqlite, empty, key);
  db.exec(`PRAGMA page_size = ${pageSize}; PRAGMA user_version = 1`);
  const page = pageOf(db, 1) ?? new Uint8Array(pageSize);
  const header = new DataView(page.buffer, page.byteOffset);
  header.setUint32(28, Math.ceil(data.length / pageSize));
  // Written and read through a log.
  header.setUint16(18, 0x02_02);
  db.exec({ sql: 'UPDATE sqlite_dbpage SET data = ? WHERE pgno = 1', bind: [page] });
  db.close();
  const mended = new Uint8Array(Math.max(data.length, pageSize));
  mended.set(data);
  mended.set(beginningOf(sqlite, empty, pageSize));
  return mended;
}

function pagesOf(db: Sqlite, isHeadless: boolean): Opened {
  const kept = pageOf(db, 1)?.[20] ?? 0;
  return {
    usable: pageSize - kept,
    read: (number) => pageOf(db, number),
    count: Number(db.selectValue('PRAGMA page_count')),
    isHeadless,
    close: () => db.close(),
  };
}

function pageOf(db: Sqlite, number: number): Uint8Array | null {
  try {
    const page = db.selectValue('SELECT data FROM sqlite_dbpage WHERE pgno = ?', [number]);
    return page instanceof Uint8Array ? page : null;
  } catch {
    return null;
  }
}
