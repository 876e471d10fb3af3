import { describe, expect, it } from 'vitest';
import { missingYear, spans } from './known_years';

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

  it.each([
    [[2025, 2026], new Date(2026, 8, 30), undefined],
    [[2025, 2026], new Date(2026, 9, 1), 2027],
    [[2025, 2026], new Date(2026, 11, 31), 2027],
    [[2025, 2026, 2027], new Date(2026, 11, 31), undefined],
    [[2025, 2026], new Date(2027, 0, 1), 2027],
    [[2025, 2027], new Date(2026, 5, 1), 2026],
    [[], new Date(2026, 5, 1), 2026],
  ])('of %j, on %s, %s is missing', (years, today, missing) => {
    expect(missingYear(years, today)).toBe(missing);
  });
});
