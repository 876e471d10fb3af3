import { expect, it } from 'vitest';
import { nextAfter } from './next_after';

const order = ['a', 'b', 'c', 'd'];

it.each([
  [['b', 'd'], undefined, 'b'],
  [['b', 'd'], 'b', 'd'],
  [['b', 'd'], 'd', 'b'],
  [['d'], 'b', 'd'], // b was mended meanwhile
  [['b'], 'b', 'b'],
  [[], 'b', undefined],
])('of %j after %s comes %s', (wanted, last, next) => {
  expect(nextAfter(order, new Set(wanted), last)).toBe(next);
});
