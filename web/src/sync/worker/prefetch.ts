/**
 * Whole records of what was changed last and of what waits for a decision, so that they open without a connection though
 * nobody has looked at them on this device. A pull brings answers; who may do what, names and the trail come with this.
 */
import { rowOf } from './database';
import type { Database } from './database';
import type { Line } from './line';

const most = 100; // of each kind
const atOnce = 20;

const wanted = (condition: string) =>
  `SELECT r.key FROM record r LEFT JOIN seen s ON s.key = r.key
   WHERE r.key IN (SELECT key FROM record WHERE ${condition} ORDER BY updated_at DESC LIMIT ${most})
   AND (s.key IS NULL OR (s.value ->> 'version') <> (r.value ->> 'version'))`;

const queries = [wanted("entity = 'signing' AND state = 'pending'"), wanted("entity = 'signing'")];

export class Prefetch {
  private readonly database: Database;
  private readonly line: Line;
  private running = false;
  /** Asked for once in this life of the worker at this version: what the server does not give is not asked for again and again. */
  private readonly asked = new Set<string>();

  constructor(database: Database, line: Line) {
    this.database = database;
    this.line = line;
  }

  /** Calls `done` when something came. */
  async look(done: (ids: string[]) => void): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (let ids = this.next(); ids.length > 0; ids = this.next()) {
        const records = await this.line.look('signing', ids);
        if (records.length === 0) return;
        this.database.commit(records.map((record) => rowOf('seen', record.id, record)));
        done(records.map(({ id }) => id));
      }
    } finally {
      this.running = false;
    }
  }

  private next(): string[] {
    const rows = queries.flatMap((query) => this.database.rows(query));
    const ids = [...new Set(rows.map(([key = '']) => key))];
    const fresh = ids.filter((id) => !this.asked.has(this.mark(id))).slice(0, atOnce);
    fresh.forEach((id) => this.asked.add(this.mark(id)));
    return fresh;
  }

  private mark(id: string): string {
    const record = this.database.get('record', id) as { version?: number } | null;
    return `${id} ${record?.version ?? 0}`;
  }
}
