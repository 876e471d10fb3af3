import { describe, expect, it } from 'vitest';
import { recordPath, safeNext } from './addresses';

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

describe('recordPath', () => {
  it.each([
    ['signing', '1', '/signings/1'],
    ['agent', '1', '/records/agent/1'],
    ['company', 'agents/1', '/companies/agents/1'],
    ['company', '', '/companies'],
  ])('%s %s → %s', (entity, id, expected) => {
    expect(recordPath(entity, id)).toBe(expected);
  });
});
