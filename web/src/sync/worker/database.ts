/**
 * The local database: SQLite on the disk of this device. One transaction per call that writes; when it throws, nothing was
 * written. Opened by the one worker that owns it (owner.ts).
 */
import type { Database as Sqlite, PreparedStatement, SqlValue } from '@evolu/sqlite-wasm';
import type { SyncRow } from '@qudao/core/sync';
import { StorageError, faultOf } from './fault';
import { clientTables, steps } from './schema';

type Json = SyncRow['value'];

export interface Sweep {
  /** Records of earlier generations than this go. */
  sweep?: number | null;
}

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
      this.rows(`SELECT key, value FROM ${table} ORDER BY key`).map(([key = '', value = '']) => ({
        table,
        key,
        value: JSON.parse(value) as Json,
      })),
    );
  }

  /** Writes rows, a null value removes one; all or nothing. */
  commit(writes: readonly SyncRow[], { sweep = null }: Sweep = {}): void {
    if (writes.length === 0 && sweep === null) return;
    this.transaction(() => {
      for (const row of writes) this.write(row);
      if (sweep !== null) this.run('DELETE FROM record WHERE generation < ?', [sweep]);
    });
  }

  get(table: string, key: string): Json {
    const [row] = this.rows(`SELECT value FROM ${table} WHERE key = ?`, [key]);
    return row === undefined ? null : (JSON.parse(row[0] ?? 'null') as Json);
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

  close(): void {
    for (const statement of this.statements.values()) statement.finalize();
    this.statements.clear();
    this.db.close();
  }

  private prepare(): void {
    this.db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL');
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

  private write({ table, key, value }: SyncRow): void {
    if (value === null) {
      this.run(`DELETE FROM ${table} WHERE key = ?`, [key]);
    } else if (table === 'record') {
      this.writeRecord(key, value as Record<string, Json>);
    } else {
      const text = JSON.stringify(value);
      this.run(`INSERT OR REPLACE INTO ${table} (key, value) VALUES (?, ?)`, [key, text]);
    }
  }

  private writeRecord(key: string, record: Record<string, Json>): void {
    const column = (name: string) => (typeof record[name] === 'string' ? record[name] : '');
    this.run(
      'INSERT OR REPLACE INTO record (key, entity, state, updated_at, generation, value) VALUES (?, ?, ?, ?, ?, ?)',
      [
        key,
        column('entity'),
        column('state'),
        column('updated_at'),
        Number(record.generation),
        JSON.stringify(record),
      ],
    );
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
