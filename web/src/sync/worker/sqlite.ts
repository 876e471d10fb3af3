/** SQLite with Multiple Ciphers, and how our databases are encrypted. */
import sqlite3InitModule from '@evolu/sqlite-wasm';
import type { Database as Sqlite, Sqlite3Static } from '@evolu/sqlite-wasm';

/** SQLITE_NOTADB */
const notADatabase = 26;

export function loadSqlite(): Promise<Sqlite3Static> {
  // It warns of a storage that would need other headers of the page, and is not used here.
  Object.assign(globalThis, { sqlite3ApiConfig: { warn: () => undefined } });
  return sqlite3InitModule({ print: () => undefined, printErr: console.warn });
}

/** The lock first: a write-ahead log without shared memory is read by its only user (sqlite.org/wal.html#noshm). */
const alone = 'PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY;';

/** `key`: 32 bytes in hexadecimal; null: of a database from before there were keys. */
export function unlock(db: Sqlite, key: string | null): Sqlite {
  db.exec(`${alone} PRAGMA cipher = 'chacha20'`);
  if (key !== null) db.exec(`PRAGMA key = 'raw:${key}'`);
  return db;
}

/** False: encrypted with another key, or not at all, or its first page is damaged. */
export function isReadable(db: Sqlite): boolean {
  try {
    db.selectValue('SELECT count(*) FROM sqlite_schema');
    return true;
  } catch (error) {
    if ((error as { resultCode?: number }).resultCode === notADatabase) return false;
    throw error;
  }
}
