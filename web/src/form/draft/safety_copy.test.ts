import { describe, expect, it } from 'vitest';
import { memory } from './memory';
import { copyKey, difference, keysOf, readCopy, same, writeCopy } from './safety_copy';

describe('safety copy', () => {
  const copy = { data: { name: '甲' }, version: 3, time: '2026-01-01T00:00:00Z' };

  it('comes back as it was written, to its own account only', () => {
    const store = memory();
    expect(writeCopy(store, copyKey('u1', 'signing', 'r1'), copy)).toBe(true);
    expect(readCopy(store, copyKey('u1', 'signing', 'r1'))).toEqual(copy);
    expect(readCopy(store, copyKey('u2', 'signing', 'r1'))).toBeNull();
  });

  it.each(['', '{', '7', '{"data":3}'])('does not trip over %s', (text) => {
    const store = memory();
    store.setItem('k', text);
    expect(readCopy(store, 'k')).toBeNull();
  });

  it('says when the storage is full', () => {
    const full = {
      ...memory(),
      setItem: () => {
        throw new Error('quota');
      },
    };
    expect(writeCopy(full, 'k', copy)).toBe(false);
  });

  it('knows those of one account', () => {
    const store = memory();
    writeCopy(store, copyKey('u1', 'signing', 'a'), copy);
    writeCopy(store, copyKey('u2', 'signing', 'b'), copy);
    store.setItem('qudao.locale', 'en');
    expect(keysOf(store, 'u1')).toEqual([copyKey('u1', 'signing', 'a')]);
  });
});

describe('difference', () => {
  it.each([
    [{}, {}, {}],
    [{ a: 1 }, { a: 1, b: 2 }, { b: 2 }],
    [{ a: 1, b: 2 }, { b: 3 }, { a: null, b: 3 }],
    [{ a: null }, {}, {}],
    [{ a: [{ id: '1', type: 't' }] }, { a: [{ type: 't', id: '1' }] }, {}],
    [{ a: ['x', 'y'] }, { a: ['y', 'x'] }, { a: ['y', 'x'] }],
  ])('%o → %o', (stored, typed, changes) => {
    expect(difference(stored, typed)).toEqual(changes);
  });

  it('tells 1 from "1"', () => expect(same(1, '1')).toBe(false));
});
