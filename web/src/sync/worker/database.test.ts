import { describe, expect, it } from 'vitest';
import { Database } from './database';
import { memoryDatabase, rawDatabase } from './memory_database';
import { recordOfCommand, steps } from './schema';

const record = (generation: number) => ({
  entity: 'signing',
  state: 'draft',
  updated_at: '2026-01-01T00:00:00Z',
  generation,
});

describe('the local database', () => {
  it('gives back what was written, until it is removed', () => {
    const database = memoryDatabase();
    database.commit([
      { table: 'draft', key: 'r1', value: { mine: { a: 1 } } },
      { table: 'command', key: '000000000001', value: { command: {} } },
      { table: 'seen', key: 'r1', value: { version: 1 } },
    ]);
    expect(database.get('draft', 'r1')).toEqual({ mine: { a: 1 } });
    expect(database.clientRows().map(({ table }) => table)).toEqual(['command', 'draft']);
    database.commit([{ table: 'draft', key: 'r1', value: null }]);
    expect(database.get('draft', 'r1')).toBeNull();
  });

  it('writes all of a commit or nothing', () => {
    const database = memoryDatabase();
    const rows = [
      { table: 'draft', key: 'r1', value: {} },
      { table: 'nowhere', key: 'r1', value: {} },
    ];
    expect(() => database.commit(rows)).toThrow();
    expect(database.get('draft', 'r1')).toBeNull();
  });

  it('sweeps records of earlier generations', () => {
    const database = memoryDatabase();
    database.commit([
      { table: 'record', key: 'old', value: record(1) },
      { table: 'record', key: 'new', value: record(2) },
    ]);
    database.commit([], { sweep: 2 });
    expect(database.get('record', 'old')).toBeNull();
    expect(database.get('record', 'new')).toEqual(record(2));
  });

  it('takes the steps that one of an older layout lacks, and keeps what it has', () => {
    const raw = rawDatabase();
    raw.exec(steps[0] ?? '');
    raw.exec("INSERT INTO draft VALUES ('r1', '{}'); PRAGMA user_version = 1");
    expect(new Database(raw).get('draft', 'r1')).toEqual({});
    expect(raw.selectValue('PRAGMA user_version')).toBe(steps.length);
  });

  it('finds the commands of a record without looking at all of them', () => {
    const query = `SELECT key FROM command WHERE ${recordOfCommand} = 'r1'`;
    const [plan] = memoryDatabase().rows(`EXPLAIN QUERY PLAN ${query}`);
    expect(plan?.join()).toContain('INDEX command_by_record');
  });

  it('leaves one of a newer version of the app alone', () => {
    const raw = rawDatabase();
    raw.exec('PRAGMA user_version = 99');
    expect(() => new Database(raw)).toThrow(expect.objectContaining({ code: 'newer' }));
    expect(raw.selectValue('SELECT count(*) FROM sqlite_schema')).toBe(0);
  });
});
