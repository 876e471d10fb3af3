import { describe, expect, it } from 'vitest';
import { startingPoint } from './starting_point';

const copy = (data: Record<string, string>) => ({ data, version: 2, time: 'then' });
const isTyped = (path: string) => path !== 'calculated';

describe('startingPoint', () => {
  const stored = { data: { a: '1' }, restored: 0, time: '', version: 3 };

  it('is the stored record when there is no copy', () => {
    expect(startingPoint({ a: '1' }, 3, null, isTyped)).toEqual(stored);
  });
  it('is the stored record when the copy arrived after all', () => {
    expect(startingPoint({ a: '1' }, 3, copy({ a: '1' }), isTyped)).toEqual(stored);
    expect(startingPoint({ a: '1' }, 3, copy({ a: '1', calculated: 'x' }), isTyped)).toEqual(
      stored,
    );
  });
  it('is the copy, of its own version, when it has answers the server never got', () => {
    expect(startingPoint({ a: '1', c: '3' }, 3, copy({ a: '2', b: '3' }), isTyped)).toEqual({
      data: { a: '2', b: '3' },
      restored: 3,
      time: 'then',
      version: 2,
    });
  });
});
