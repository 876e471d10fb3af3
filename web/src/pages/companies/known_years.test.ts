import { describe, expect, it } from 'vitest';
import { spans } from './known_years';

describe('the years whose working days are known', () => {
  it.each([
    [[], []],
    [[2026], ['2026']],
    [
      [2007, 2008, 2010],
      ['2007–2008', '2010'],
    ],
  ])('%j are said as %j', (years, said) => {
    expect(spans(years)).toEqual(said);
  });
});
