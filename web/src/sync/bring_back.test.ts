import { describe, expect, it } from 'vitest';
import { bringBack } from './bring_back';
import type { Ask, Draft, Recovered } from './messages';

const draft = (record: string, base: Draft['base'], mine: Draft['mine']): Draft => ({
  record,
  entity: 'signing',
  phase: 'submitting',
  base_version: Object.keys(base).length === 0 ? 0 : 4,
  base,
  mine,
  definition_version: 2,
  calculated: ['total'],
  attachments: [],
  edited_at: 1,
  conflicts: [],
  violations: [],
  theirs_version: 0,
  gone: false,
});

const recovered = (drafts: Draft[], files: Recovered['files'] = []): Recovered => ({
  drafts,
  seen: { new: { id: 'new' } as never },
  commands: [],
  refused: [],
  files,
  lostFiles: [],
  lostPages: 0,
});

/** A new database that refuses what names `refuse`. */
function asked(refuse = '') {
  const asks: Ask[] = [];
  const ask = (one: Ask) => {
    asks.push(one);
    const isRefused = refuse !== '' && JSON.stringify(one).includes(refuse);
    return isRefused ? Promise.reject(new Error('refused')) : Promise.resolve(null);
  };
  return { asks, local: { ask: ask as never } };
}

describe('what was recovered', () => {
  it('is typed again from what it started with, after its files', async () => {
    const { asks, local } = asked();
    const changed = draft(
      'old',
      { brands: '甲', area: '华东', rows: [1] },
      { brands: '乙', rows: [1], scan: 'f1' },
    );
    const content = new Blob(['x']);
    const files = [{ id: 'f1', file_name: 'a.png', content }];
    expect(
      await bringBack(local, recovered([changed, draft('new', {}, { brands: '丙' })], files)),
    ).toBe(0);
    expect(asks).toEqual([
      { ask: 'attach', id: 'f1', file_name: 'a.png', content },
      {
        ask: 'edit',
        entity: 'signing',
        record: 'old',
        changes: { brands: '乙', area: null, scan: 'f1' },
        definition_version: 2,
        calculated: ['total'],
        stored: changed.base,
        stored_version: 4,
        seen: undefined,
      },
      expect.objectContaining({ record: 'new', changes: { brands: '丙' }, seen: { id: 'new' } }),
    ]);
  });

  it('is counted where it could not be kept, and the rest is brought back', async () => {
    const { asks, local } = asked('full');
    const drafts = ['full', 'other'].map((record) => draft(record, {}, { brands: '丙' }));
    expect(await bringBack(local, recovered(drafts))).toBe(1);
    expect(asks).toHaveLength(2);
  });
});
