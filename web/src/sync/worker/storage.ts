/** SQLite on the origin private file system: one folder of files per user, whose handles are held as long as it is open. */
import type { Database as Sqlite, Sqlite3Static } from '@evolu/sqlite-wasm';
import { Database } from './database';
import { StorageError, faultOf, watchWrites } from './fault';
import { gatherWrites } from './gathering';
import { certainFrames } from './log';
import { bytesOf, poolFiles } from './pool_files';
import { isReadable, loadSqlite, unlock } from './sqlite';

const file = '/data.db';
/** A database, its journal, and what SQLite may want besides. */
const files = 6;
/** The handles of a tab that has just gone are given back a moment after its lock. */
const waits = [50, 100, 200, 400, 800, 1_600];

/** The pool with SQLite3 Multiple Ciphers before it. */
const vfs = 'multipleciphers-opfs-sahpool';

/** `key`: 32 bytes in hexadecimal. Throws StorageError. */
export async function openDatabase(user: string, key: string): Promise<Database> {
  if (!isSupported()) throw new StorageError('unsupported', 'no synchronous file access');
  watchWrites(FileSystemSyncAccessHandle.prototype);
  gatherWrites(FileSystemSyncAccessHandle.prototype);
  const sqlite = await loadSqlite();
  for (let attempt = 0; ; attempt += 1) {
    try {
      await keepingFiles(() => sqlite.installOpfsSAHPoolVfs(optionsFor(user)));
      const certain = await certainlyCommitted(user);
      const database = new Database(opened(sqlite, key));
      if (database.checkpoint() < certain) throw new StorageError('corrupt', 'its log ends early');
      return database;
    } catch (error) {
      const fault = faultOf(error);
      const wait = waits[attempt];
      if (fault.code !== 'busy' || wait === undefined) throw fault;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** Frames of the log that must be found in it. To be read as long as nobody else can write. */
async function certainlyCommitted(user: string): Promise<number> {
  const log = (await poolFiles(user)).find(({ name }) => name === `${file}-wal`);
  return log ? certainFrames(await bytesOf(log.content)) : 0;
}

/**
 * ChaCha20-Poly1305 for every page and its journal (utelle.github.io/SQLite3MultipleCiphers): a changed byte is noticed, a wrong key
 * opens nothing. One from before there were keys is encrypted now.
 */
function opened(sqlite: Sqlite3Static, key: string): Sqlite {
  const connect = (key: string | null) => {
    const db = unlock(new sqlite.oo1.DB({ filename: file, vfs }), key);
    // One that cannot be read would take its log with it when it is closed.
    sqlite.capi.sqlite3_db_config(db, sqlite.capi.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, 0);
    return db;
  };
  const db = connect(key);
  if (isReadable(db)) return db;
  db.close();
  const plain = connect(null);
  if (!isReadable(plain)) throw new StorageError('corrupt', 'its first page');
  plain.exec(`PRAGMA rekey = 'raw:${key}'`);
  return plain;
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
 * tries. (sqlite.org's 3.54 has an option for that; its build has no encryption.) And it empties a file whose name it cannot read,
 * where a database would seem never to have been: that one is damaged.
 */
async function keepingFiles<T>(open: () => Promise<T>): Promise<T> {
  const folders = FileSystemDirectoryHandle.prototype;
  const contents = FileSystemSyncAccessHandle.prototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back as they were
  const [{ removeEntry }, { truncate }] = [folders, contents];
  folders.removeEntry = function (this: FileSystemDirectoryHandle, name, options) {
    if (options?.recursive !== true) return removeEntry.call(this, name, options);
    return Promise.reject(new DOMException('kept while opening', 'NoModificationAllowedError'));
  };
  contents.truncate = function (this: FileSystemSyncAccessHandle, size) {
    if (hasContent(this, size)) throw new StorageError('corrupt', 'a file without its name');
    truncate.call(this, size);
  };
  try {
    return await open();
  } finally {
    folders.removeEntry = removeEntry;
    contents.truncate = truncate;
  }
}

/** sqlite.org/fileformat2.html#the_rollback_journal: one that was left behind is no loss. */
const journal = 0xd9_d5_05_f9;

function hasContent(file: FileSystemSyncAccessHandle, from: number): boolean {
  const begins = new DataView(new ArrayBuffer(4));
  const found = file.read(begins, { at: from });
  return found === 4 && ![0, journal].includes(begins.getUint32(0));
}
