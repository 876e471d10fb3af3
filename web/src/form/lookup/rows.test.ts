import { describe, expect, it } from 'vitest';
import { filterRows, filterValues, nameOf } from './rows';
import type { LookupRow } from './rows';

const rows: LookupRow[] = [
  { id: '1', name: '王芳', area: '江苏', department: '渠道部' },
  { id: '2', name: '李雷', area: '北京', department: '渠道部' },
  { id: '3', label: '无名', area: '江苏' },
];

describe('look-up rows', () => {
  it('offers a filter only where it divides', () => {
    expect(filterValues(rows, 'area')).toEqual(['北京', '江苏']);
    expect(filterValues(rows, 'department')).toEqual([]);
    expect(filterValues(rows, 'unknown')).toEqual([]);
  });

  it.each([
    [{ area: '江苏' }, ['1', '3']],
    [{ area: '江苏', department: '渠道部' }, ['1']],
    [{ area: undefined }, ['1', '2', '3']],
    [{}, ['1', '2', '3']],
  ])('filters by %o', (filters, ids) => {
    expect(filterRows(rows, filters).map((row) => row.id)).toEqual(ids);
  });

  it('calls a row by its name, label or id', () => {
    expect(rows.map(nameOf)).toEqual(['王芳', '李雷', '无名']);
    expect(nameOf({ id: 'x' })).toBe('x');
  });
});
