import { describe, expect, it } from 'vitest';
import type { ListAsk } from '../messages';
import { rowOf } from './database';
import { list } from './list';
import { memoryDatabase, told } from './memory_database';

const rows = [
  { key: 'r1', state: 'draft', number: 'QS1', title: '甲公司', year: '2026', day: 1 },
  { key: 'r2', state: 'pending', number: 'QS2', title: '乙公司', year: '2026', day: 2 },
  { key: 'r3', state: 'pending', number: 'QS3', title: 'Acme', year: '2027', day: 3 },
];

function database() {
  const made = memoryDatabase();
  const records = rows.map(({ key, state, number, title, year, day }) =>
    told(key, {
      ...{ state, number, title, version: 2, updated_at: `2026-01-0${day}T00:00:00Z` },
      fields: { fiscal_year: year },
    }),
  );
  made.commit([], { records, generation: 1, sweep: false });
  const offered = [{ action: 'approve', allowed: true }];
  made.commit([
    rowOf('seen', 'r2', { id: 'r2', version: 2, actions: offered }),
    rowOf('seen', 'r3', { id: 'r3', version: 1, actions: offered }),
    rowOf('draft', 'r4', {
      ...{ record: 'r4', entity: 'signing', base_version: 0, mine: { name: '新的' } },
    }),
  ]);
  return made;
}

const ids = (ask: Partial<ListAsk>) => {
  const { items, total } = list(database(), {
    ...{ ask: 'list', entity: 'signing', offset: 0, count: 10 },
    ...ask,
  });
  return [items.map(({ record, draft }) => record?.id ?? draft?.record).join(' '), total];
};

describe('a list without a connection', () => {
  it.each<[string, Partial<ListAsk>, string, number]>([
    ['newest first, what was begun here on top', {}, 'r4 r3 r2 r1', 4],
    ['a page of it', { offset: 1, count: 1 }, 'r2', 4],
    ['a state', { states: ['pending'] }, 'r3 r2', 2],
    ['a text of the title or number', { text: 'acme' }, 'r3', 1],
    ['a text that is no pattern', { text: '%' }, '', 0],
    ['what was begun here, by its answers', { text: '新的' }, 'r4', 1],
    ['a field', { filters: { fiscal_year: '2026' } }, 'r2 r1', 2],
    ['a field that is no field', { filters: { "x' OR 1=1 --": '1' } }, '', 0],
    ['sorted', { sort: { field: 'title', descending: false }, states: ['pending'] }, 'r3 r2', 2],
    ['sorted by nonsense', { sort: { field: "x';", descending: true } }, 'r4 r3 r2 r1', 4],
    ['what may be decided, of records that are as they were', { toDecide: true }, 'r2', 1],
    ['another entity', { entity: 'agent' }, '', 0],
  ])('%s', (_, ask, expected, total) => {
    expect(ids(ask)).toEqual([expected, total]);
  });

  it('leaves out what was decided here and not sent yet', () => {
    const made = database();
    made.commit([rowOf('command', '000000000001', { command: { record: 'r2' } })]);
    const ask = { ask: 'list', entity: 'signing', toDecide: true, offset: 0, count: 10 } as const;
    expect(list(made, ask).total).toBe(0);
  });
});
