/** SQLite on the origin private file system: one folder of files per user, whose handles are held as long as it is open. */
import sqlite3InitModule from '@evolu/sqlite-wasm';
import type { Database as Sqlite } from '@evolu/sqlite-wasm';
import { Database } from './database';
import { StorageError, faultOf, watchWrites } from './fault';
import { gatherWrites } from './gathering';

/** A database, its journal, and what SQLite may want besides. */
const files = 6;
/** The handles of a tab that has just gone are given back a moment after its lock. */
const waits = [50, 100, 200, 400, 800, 1_600];

/** SQLITE_NOTADB */
const notADatabase = 26;

/** The pool with SQLite3 Multiple Ciphers before it. */
const vfs = 'multipleciphers-opfs-sahpool';

/** `key`: 32 bytes in hexadecimal. Throws StorageError. */
export async function openDatabase(user: string, key: string): Promise<Database> {
  if (!isSupported()) throw new StorageError('unsupported', 'no synchronous file access');
  watchWrites(FileSystemSyncAccessHandle.prototype);
  gatherWrites(FileSystemSyncAccessHandle.prototype);
  // It warns of a storage that would need other headers of the page, and is not used here.
  Object.assign(globalThis, { sqlite3ApiConfig: { warn: () => undefined } });
  const sqlite = await sqlite3InitModule({ print: () => undefined, printErr: console.warn });
  for (let attempt = 0; ; attempt += 1) {
    try {
      await keepingFiles(() => sqlite.installOpfsSAHPoolVfs(optionsFor(user)));
      return new Database(encrypted(() => new sqlite.oo1.DB({ filename: '/data.db', vfs }), key));
    } catch (error) {
      const fault = faultOf(error);
      const wait = waits[attempt];
      if (fault.code !== 'busy' || wait === undefined) throw fault;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/**
 * ChaCha20-Poly1305 for every page and its journal (utelle.github.io/SQLite3MultipleCiphers): a changed byte is noticed, a wrong key
 * opens nothing. One from before there were keys is encrypted now.
 */
function encrypted(open: () => Sqlite, key: string): Sqlite {
  // The lock first: a write-ahead log without shared memory is read by its only user (sqlite.org/wal.html#noshm).
  const before = 'PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY;';
  const cipher = `${before} PRAGMA cipher = 'chacha20';`;
  const db = open();
  db.exec(`${cipher} PRAGMA key = 'raw:${key}'`);
  if (isReadable(db)) return db;
  db.close();
  const plain = open();
  plain.exec(cipher);
  // Neither: whoever reads it first says that it is none.
  if (isReadable(plain)) plain.exec(`PRAGMA rekey = 'raw:${key}'`);
  return plain;
}

/** False: encrypted with another key, or not at all. */
function isReadable(db: Sqlite): boolean {
  try {
    db.selectValue('SELECT count(*) FROM sqlite_schema');
    return true;
  } catch (error) {
    if ((error as { resultCode?: number }).resultCode === notADatabase) return false;
    throw error;
  }
}

/** The last one is missing in the types: without it a pool that could not be opened once is never tried again. */
const optionsFor = (user: string) => ({
  directory: `/qudao/${user}`,
  initialCapacity: files,
  forceReinitIfPreviouslyFailed: true,
});

function isSupported(): boolean {
  const { FileSystemFileHandle: handle } = globalThis as Partial<typeof globalThis>;
  const hasDirectory = 'storage' in navigator && 'getDirectory' in navigator.storage;
  return hasDirectory && handle !== undefined && 'createSyncAccessHandle' in handle.prototype;
}

/**
 * This version of the pool removes its folder when it cannot be opened, for a passing reason too: nothing is removed while it
 * tries. (sqlite.org's 3.54 has an option for that; its build has no encryption.)
 */
async function keepingFiles<T>(open: () => Promise<T>): Promise<T> {
  const { prototype } = FileSystemDirectoryHandle;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back as it was
  const { removeEntry } = prototype;
  prototype.removeEntry = function (this: FileSystemDirectoryHandle, name, options) {
    if (options?.recursive !== true) return removeEntry.call(this, name, options);
    return Promise.reject(new DOMException('kept while opening', 'NoModificationAllowedError'));
  };
  try {
    return await open();
  } finally {
    prototype.removeEntry = removeEntry;
  }
}
