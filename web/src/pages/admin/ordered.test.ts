import { describe, expect, it } from 'vitest';
import { moved, replaced, without } from './ordered';

describe('ordered list', () => {
  it.each([
    [0, 1, 'bac'],
    [2, -1, 'acb'],
    [0, -1, 'abc'],
    [2, 1, 'abc'],
    [7, 1, 'abc'],
  ] as const)('moves %i by %i', (from, by, expected) => {
    expect(moved(['a', 'b', 'c'], from, by).join('')).toBe(expected);
  });

  it('replaces and removes without touching the original', () => {
    const list = ['a', 'b'];
    expect(replaced(list, 1, 'x')).toEqual(['a', 'x']);
    expect(without(list, 0)).toEqual(['b']);
    expect(list).toEqual(['a', 'b']);
  });
});
