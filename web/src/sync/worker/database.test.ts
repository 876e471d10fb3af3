import { describe, expect, it } from 'vitest';
import { upgradeKey } from '../messages';
import { Database, rowOf } from './database';
import { memoryDatabase, rawDatabase, told } from './memory_database';
import { recordOfCommand, steps } from './schema';

const records = (...ids: string[]) => ids.map((id) => told(id, {}));

describe('the local database', () => {
  it('gives back what was written, until it is removed', () => {
    const database = memoryDatabase();
    database.commit([
      rowOf('draft', 'r1', { mine: { a: 1 } }),
      rowOf('command', '000000000001', { command: {} }),
      rowOf('seen', 'r1', { version: 1 }),
    ]);
    expect(database.get('draft', 'r1')).toEqual({ mine: { a: 1 } });
    expect(database.clientRows().map(({ table }) => table)).toEqual(['command', 'draft']);
    database.commit([rowOf('draft', 'r1', null)]);
    expect(database.get('draft', 'r1')).toBeNull();
  });

  it('writes all of a commit or nothing', () => {
    const database = memoryDatabase();
    const rows = [rowOf('draft', 'r1', {}), rowOf('nowhere', 'r1', {})];
    expect(() => database.commit(rows)).toThrow();
    expect(database.get('draft', 'r1')).toBeNull();
  });

  it('sweeps records of earlier generations', () => {
    const database = memoryDatabase();
    database.commit([], { records: records('old', 'again'), generation: 1, sweep: false });
    database.commit([], { records: records('new', 'again'), generation: 2, sweep: true });
    expect(database.get('record', 'old')).toBeNull();
    expect(database.get('record', 'new')).toMatchObject({ id: 'new', state: 'draft' });
    expect(database.get('record', 'again')).toMatchObject({ id: 'again' });
  });

  it('forgets what was seen of a record that is gone, or no longer theirs, but for drafts', () => {
    const database = memoryDatabase();
    const all = ['removed', 'typed', 'swept', 'stays'];
    const rows = [
      ...all.map((key) => rowOf('seen', key, {})),
      rowOf('seen', 'another entity', {}),
      rowOf('draft', 'typed', {}),
    ];
    database.commit(rows, { records: records(...all), generation: 1, sweep: false });
    database.commit([rowOf('record', 'removed', null), rowOf('record', 'typed', null)]);
    database.commit([], { records: records('stays'), generation: 2, sweep: true });
    const seen = database.rows('SELECT key FROM seen ORDER BY key').map(([key]) => key);
    expect(seen).toEqual(['another entity', 'stays', 'typed']);
  });

  it('keeps the last 500 of what was looked at, those of drafts, and what is told of drafts', () => {
    const database = memoryDatabase();
    const see = (key: string) => rowOf('seen', key, {});
    const numbers = Array.from({ length: 600 }, (_, at) => String(at));
    database.commit([
      ...numbers.map(see),
      see('50'),
      rowOf('draft', '7', {}),
      ...['7', '8'].map((key) => rowOf('kept', upgradeKey(key), {})),
      rowOf('kept', 'workbench', {}),
    ]);
    database.tidy();
    const keys = (table: string) => database.rows(`SELECT key FROM ${table}`).map(([key]) => key);
    expect(
      keys('seen')
        .map(Number)
        .sort((a, b) => a - b),
    ).toEqual([7, 50, ...numbers.slice(101).map(Number)]);
    expect(keys('kept').sort()).toEqual([upgradeKey('7'), 'workbench']);
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
