/**
 * The local database: SQLite on the disk of this device. One transaction per call that writes; when it throws, nothing was
 * written. Opened by the one worker that owns it (owner.ts).
 */
import type { Database as Sqlite, PreparedStatement, SqlValue } from '@evolu/sqlite-wasm';
import type { SyncEffects, SyncRow } from '@qudao/core/sync';
import { upgradeKey } from '../messages';
import { StorageError, faultOf } from './fault';
import { clientTables, steps } from './schema';

/** A row of ours, or none under this key. */
export const rowOf = (table: string, key: string, value: unknown): SyncRow => ({
  table,
  key,
  text: value === null ? null : JSON.stringify(value),
});

/** What the server told, as parts of its answer. */
export type Told = Pick<SyncEffects, 'records' | 'generation' | 'sweep'>;

const nothing: Told = { records: [], generation: 0, sweep: false };

/** How many whole records are kept besides those of drafts: some megabytes. A row that is written again gets the largest rowid. */
const mostSeen = 500;
/** A draft is shown with what was last seen of its record. */
const forget = 'DELETE FROM seen WHERE key NOT IN (SELECT key FROM draft) AND key';
const forgetTold = `
  DELETE FROM kept WHERE key GLOB ?1 || '*' AND substr(key, length(?1) + 1) NOT IN (SELECT key FROM draft)`;

/** Bytes are bound as a blob; they are UTF-8 already, so that the cast changes nothing. */
const writeRecord = `
  INSERT OR REPLACE INTO record (key, entity, state, updated_at, generation, value)
  VALUES (?, ?, ?, ?, ?, CAST(? AS TEXT))`;

export class Database {
  private readonly db: Sqlite;
  private readonly statements = new Map<string, PreparedStatement>();

  /** Makes the tables when it is new. Throws StorageError. */
  constructor(db: Sqlite) {
    this.db = db;
    this.guarded(() => this.prepare());
  }

  /** What core/sync's client is opened from. */
  clientRows(): SyncRow[] {
    return clientTables.flatMap((table) =>
      this.rows(`SELECT key, value FROM ${table} ORDER BY key`).map(([key = '', text = '']) => ({
        table,
        key,
        text,
      })),
    );
  }

  /** Writes rows, one without a text is removed, and what the server told; all or nothing. */
  commit(writes: readonly SyncRow[], { records, generation, sweep }: Told = nothing): void {
    if (writes.length === 0 && records.length === 0 && !sweep) return;
    this.transaction(() => {
      for (const row of writes) this.write(row);
      for (const { id, entity, state, updated_at, json } of records)
        this.run(writeRecord, [id, entity, state, updated_at, generation, json]);
      if (sweep) this.sweep(generation);
    });
  }

  /** At a start: of what was looked at the last ones stay, of what was told that of drafts that are still there. */
  tidy(): void {
    this.transaction(() => {
      this.run(`${forget} NOT IN (SELECT key FROM seen ORDER BY rowid DESC LIMIT ?)`, [mostSeen]);
      this.run(forgetTold, [upgradeKey('')]);
    });
  }

  /** Null: there is none. */
  get(table: string, key: string): unknown {
    const [row] = this.rows(`SELECT value FROM ${table} WHERE key = ?`, [key]);
    return row === undefined ? null : JSON.parse(row[0] ?? 'null');
  }

  /** Rows of a query of ours, their columns as texts. */
  rows(sql: string, parameters: readonly SqlValue[] = []): string[][] {
    return this.guarded(() => {
      const statement = this.statement(sql);
      try {
        if (parameters.length > 0) statement.bind([...parameters]);
        const rows: string[][] = [];
        while (statement.step()) rows.push(textsOf(statement));
        return rows;
      } finally {
        statement.reset(true);
      }
    });
  }

  /** First columns of a query of ours. */
  blobs(sql: string, parameters: readonly SqlValue[]): Uint8Array<ArrayBuffer>[] {
    return this.guarded(() => {
      const statement = this.statement(sql).bind([...parameters]);
      try {
        const blobs: Uint8Array<ArrayBuffer>[] = [];
        while (statement.step()) blobs.push(new Uint8Array(statement.getBlob(0) ?? []));
        return blobs;
      } finally {
        statement.reset(true);
      }
    });
  }

  /** All that `work` runs, or nothing of it. */
  transaction(work: () => void): void {
    this.guarded(() => {
      this.db.exec('BEGIN IMMEDIATE');
      try {
        work();
        this.db.exec('COMMIT');
      } catch (error) {
        this.rollBack();
        throw error;
      }
    });
  }

  /** Inside a transaction. */
  run(sql: string, parameters: readonly SqlValue[]): void {
    const statement = this.statement(sql);
    try {
      statement.bind([...parameters]).step();
    } finally {
      statement.reset(true);
    }
  }

  /** What was written ahead goes to its place, where each page is known by its proof. How many frames the log had. */
  checkpoint(): number {
    return this.guarded(() => {
      const [, frames = 0] = this.db.selectArray('PRAGMA wal_checkpoint(PASSIVE)') ?? [];
      return Math.max(Number(frames), 0);
    });
  }

  close(): void {
    for (const statement of this.statements.values()) statement.finalize();
    this.statements.clear();
    this.db.close();
  }

  /**
   * A log written ahead: a commit is one flush in place of four, 1,000 edits write 41 MB in place of 54, and take 3.3 s in place of
   * 4.7. Flushed with every commit, as what a page calls kept is. Not on a disk (tests): it stays as it is.
   */
  private prepare(): void {
    this.db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8000');
    const version = Number(this.db.selectValue('PRAGMA user_version'));
    if (version > steps.length) throw new StorageError('newer', `schema ${version}`);
    if (version === steps.length) return;
    this.db.transaction(() => {
      steps.slice(version).forEach((step) => this.db.exec(step));
      this.db.exec(`PRAGMA user_version = ${steps.length}`);
    });
  }

  /** A full disk has ended the transaction by itself; saying that it is not there would hide why. */
  private rollBack(): void {
    try {
      this.db.exec('ROLLBACK');
    } catch {
      // nothing is left to undo
    }
  }

  private sweep(generation: number): void {
    this.run(`${forget} IN (SELECT key FROM record WHERE generation < ?)`, [generation]);
    this.run('DELETE FROM record WHERE generation < ?', [generation]);
  }

  private write({ table, key, text }: SyncRow): void {
    if (text === null) this.remove(table, key);
    else this.run(`INSERT OR REPLACE INTO ${table} (key, value) VALUES (?, ?)`, [key, text]);
  }

  private remove(table: string, key: string): void {
    this.run(`DELETE FROM ${table} WHERE key = ?`, [key]);
    // Gone, or no longer theirs to see.
    if (table === 'record') this.run(`${forget} = ?`, [key]);
  }

  private statement(sql: string): PreparedStatement {
    const known = this.statements.get(sql);
    if (known) return known;
    const made = this.db.prepare(sql);
    this.statements.set(sql, made);
    return made;
  }

  private guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw faultOf(error);
    }
  }
}

function textsOf(statement: PreparedStatement): string[] {
  return Array.from({ length: statement.columnCount }, (_, at) => statement.getString(at) ?? '');
}
