/**
 * Key → value on the disk of this machine, in IndexedDB: what a put has resolved to true for survives a crash of the
 * browser and of the machine, which localStorage (brought to the disk seconds later) doesn't. Never throws: where
 * IndexedDB is missing or refuses, puts resolve to false and nothing is found.
 */
export interface DurableStore {
  /** Puts to one key come to rest in the order of the calls; those made meanwhile share a transaction. */
  put(key: string, value: unknown): Promise<boolean>;
  get(key: string): Promise<unknown>;
  remove(key: string): Promise<boolean>;
  keys(): Promise<string[]>;
}

const table = 'copies';
const removed = Symbol('removed');

function asPromise<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

function open(database: string): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(table);
  return asPromise(request);
}

export class IndexedDbStore implements DurableStore {
  private readonly name: string;
  private opened: Promise<IDBDatabase> | undefined;
  private waiting = new Map<string, unknown>();
  private next: Promise<boolean> | undefined;
  private last: Promise<unknown> = Promise.resolve();

  /** `name`: of the database. */
  constructor(name = 'qudao') {
    this.name = name;
  }

  put(key: string, value: unknown): Promise<boolean> {
    this.waiting.set(key, value);
    if (!this.next) {
      this.next = this.last.then(() => this.write());
      this.last = this.next;
    }
    return this.next;
  }

  remove(key: string): Promise<boolean> {
    return this.put(key, removed);
  }

  async get(key: string): Promise<unknown> {
    await this.last;
    return this.read((rows) => rows.get(key)).catch(() => undefined);
  }

  async keys(): Promise<string[]> {
    await this.last;
    const keys = await this.read((rows) => rows.getAllKeys()).catch((): IDBValidKey[] => []);
    return keys.filter((key): key is string => typeof key === 'string');
  }

  private async read<T>(ask: (rows: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const db = await this.database();
    return asPromise(ask(db.transaction(table).objectStore(table)));
  }

  private async write(): Promise<boolean> {
    try {
      const db = await this.database();
      // Only what is taken here belongs to this transaction: later puts begin the next one.
      const batch = this.waiting;
      this.waiting = new Map();
      this.next = undefined;
      await commit(db, batch);
      return true;
    } catch {
      this.next = undefined;
      return false;
    }
  }

  private database(): Promise<IDBDatabase> {
    this.opened ??= open(this.name).catch((error: unknown) => {
      this.opened = undefined;
      throw error;
    });
    return this.opened;
  }
}

function commit(db: IDBDatabase, batch: ReadonlyMap<string, unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(table, 'readwrite', { durability: 'strict' });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB'));
    const rows = transaction.objectStore(table);
    for (const [key, value] of batch) {
      if (value === removed) rows.delete(key);
      else rows.put(value, key);
    }
    transaction.commit();
  });
}
