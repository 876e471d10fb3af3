/** A database in memory, for tests: the same SQLite, without a disk. */
import sqlite3InitModule from '@evolu/sqlite-wasm';
import type { SyncRecord } from '@qudao/core/sync';
import { Database } from './database';

const sqlite = await sqlite3InitModule();

/** As the server tells a record. */
export function told(
  id: string,
  record: Partial<Omit<SyncRecord, 'json'>> & Record<string, unknown>,
): SyncRecord {
  const whole = { id, entity: 'signing', state: 'draft', updated_at: '2026-01-01T00:00:00Z' };
  const json = new TextEncoder().encode(JSON.stringify({ ...whole, ...record }));
  const { entity, state, updated_at } = { ...whole, ...record };
  return { id, entity, state, updated_at, json };
}

export const rawDatabase = () => new sqlite.oo1.DB(':memory:');
export const memoryDatabase = () => new Database(rawDatabase());
