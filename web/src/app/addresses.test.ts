import { describe, expect, it } from 'vitest';
import { safeNext } from './addresses';

describe('safeNext', () => {
  it.each([
    [null, '/'],
    ['', '/'],
    ['/signings/1?tab=2', '/signings/1?tab=2'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
  ])('%s → %s', (next, expected) => {
    expect(safeNext(next)).toBe(expected);
  });
});
