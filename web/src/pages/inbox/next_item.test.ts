import { describe, expect, it } from 'vitest';
import { nextAfter } from './next_item';

const rows = ['a', 'b', 'c'].map((id) => ({ id }));

describe('next item of the inbox', () => {
  it.each([
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'b'],
    ['gone', 'a'],
  ])('after %s comes %s', (id, next) => {
    expect(nextAfter(rows, id)?.id).toBe(next);
  });

  it('after the only one comes none', () => {
    expect(nextAfter([{ id: 'a' }], 'a')).toBeUndefined();
    expect(nextAfter<{ id: string }>([], 'a')).toBeUndefined();
  });
});
