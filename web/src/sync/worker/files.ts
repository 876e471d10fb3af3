/**
 * Files that were attached on this device and have not arrived at the server yet: in the database, beside the answers that name
 * them, so that they are written, encrypted and removed with it. A content is there once, by its SHA-256, in parts.
 */
import type { FileState, LocalFile } from '../messages';
import type { Database } from './database';

/** What SQLite gets at once: a file need not fit into its memory. */
const partSize = 512 * 1024;
/** What nobody named until then was chosen by mistake, or its page was closed. */
const unnamedKept = 24 * 3600_000;

export type NewFile = Pick<LocalFile, 'id' | 'file_name'>;

interface Row extends LocalFile {
  added_at: number;
}

export class Files {
  private readonly database: Database;
  /** All of them, as they are few: asking whether there are any costs nothing. */
  private readonly rows: Map<string, Row>;
  private readonly changed: () => void;

  /** `changed`: what `all` answers is another now. */
  constructor(database: Database, changed: () => void) {
    this.database = database;
    this.changed = changed;
    const stored = database.rows('SELECT value FROM file ORDER BY key');
    const rows = stored.map(([value = '']) => JSON.parse(value) as Row);
    this.rows = new Map(rows.map((row) => [row.id, row]));
  }

  all(): LocalFile[] {
    return [...this.rows.values()];
  }

  get(id: string): LocalFile | undefined {
    return this.rows.get(id);
  }

  /** The same again is the same file. Throws StorageError when the disk is full: nothing is kept then. */
  async add({ id, file_name }: NewFile, content: Blob, now: number): Promise<LocalFile> {
    const known = this.rows.get(id);
    if (known) return known;
    const bytes = new Uint8Array(await content.arrayBuffer());
    const sha256 = await sha256Of(bytes);
    const row: Row = {
      id,
      sha256,
      size: bytes.length,
      content_type: content.type || 'application/octet-stream',
      file_name,
      state: 'waiting',
      added_at: now,
    };
    this.database.transaction(() => {
      this.writeContent(sha256, bytes);
      this.write(row);
    });
    this.rows.set(id, row);
    this.changed();
    return row;
  }

  /** Null when it has arrived, or was never here. */
  content(id: string): Blob | null {
    const row = this.rows.get(id);
    if (!row) return null;
    const query = 'SELECT bytes FROM content WHERE sha256 = ? ORDER BY part';
    return new Blob(this.database.blobs(query, [row.sha256]), { type: row.content_type });
  }

  /** Ids of those a text of JSON names. */
  namedIn(json: string): string[] {
    return [...this.rows.keys()].filter((id) => json.includes(`"${id}"`));
  }

  /**
   * The next one to send: named by an answer or a command. One that was begun is brought to its end, though the answers may have
   * arrived without it, as the server had its content already.
   */
  next(): LocalFile | undefined {
    return this.all().find(
      ({ id, state }) => state === 'sending' || (state === 'waiting' && this.isNamed(id)),
    );
  }

  /** Those the server will never take. */
  refused(): LocalFile[] {
    return this.all().filter(({ state }) => state === 'refused');
  }

  /** `problem`: why the server does not take it. */
  mark(id: string, state: FileState, problem?: LocalFile['problem']): void {
    const row = this.rows.get(id);
    if (!row) return;
    const { problem: before, ...rest } = row;
    const changed = { ...rest, state, ...(problem && { problem }) };
    if (state === row.state && JSON.stringify(before) === JSON.stringify(problem)) return;
    this.database.transaction(() => this.write(changed));
    this.rows.set(id, changed);
    this.changed();
  }

  /** It has arrived. */
  remove(id: string): void {
    const row = this.rows.get(id);
    if (!row) return;
    this.database.transaction(() => {
      this.database.run('DELETE FROM file WHERE key = ?', [id]);
      this.database.run(
        `DELETE FROM content WHERE sha256 = ?
         AND NOT EXISTS (SELECT 1 FROM file WHERE value ->> 'sha256' = content.sha256)`,
        [row.sha256],
      );
    });
    this.rows.delete(id);
    this.changed();
  }

  /** Nobody names them any more. */
  sweep(now: number): void {
    for (const { id, added_at, state } of [...this.rows.values()]) {
      const isOld = now - added_at > unnamedKept;
      if (isOld && state !== 'sending' && !this.isNamed(id)) this.remove(id);
    }
  }

  private isNamed(id: string): boolean {
    const named = ['draft', 'command'].map(
      (table) => `SELECT 1 FROM ${table} WHERE instr(value, ?1) > 0`,
    );
    return this.database.rows(`${named.join(' UNION ALL ')} LIMIT 1`, [id]).length > 0;
  }

  private write(row: Row): void {
    this.database.run('INSERT OR REPLACE INTO file (key, value) VALUES (?, ?)', [
      row.id,
      JSON.stringify(row),
    ]);
  }

  private writeContent(sha256: string, bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += partSize) {
      this.database.run('INSERT OR IGNORE INTO content (sha256, part, bytes) VALUES (?, ?, ?)', [
        sha256,
        from / partSize,
        bytes.subarray(from, from + partSize),
      ]);
    }
  }
}

/** In hexadecimal. */
export async function sha256Of(content: BufferSource): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', content);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
