import { expect, it } from 'vitest';
import { pairFields } from './pair_fields';

it('takes of lists both, of texts the one that is there, the kept one’s first', () => {
  const kept = { name: '甲', phone: ['1'], remark: '同' };
  const other = { name: '乙', phone: ['2', '3'], address: '路', remark: '同' };
  const fields = pairFields(kept, other);
  expect(fields.map(({ field, take }) => [field, take])).toEqual([
    ['name', 'kept'],
    ['phone', 'both'],
    ['address', 'other'],
    ['remark', 'kept'],
  ]);
  expect(fields.map(({ same }) => same)).toEqual([false, false, false, true]);
  expect(fields[1]?.takes).toEqual(['kept', 'other', 'both']);
  // What only one has may be left out.
  expect(fields[2]).toMatchObject({ kept: [], takes: ['kept', 'other'] });
});
