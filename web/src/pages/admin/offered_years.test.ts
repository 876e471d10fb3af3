import { expect, it } from 'vitest';
import { offeredYears } from './offered_years';

it('offers the years around now and keeps what is open', () => {
  expect(offeredYears([2016, 2026], 2026)).toEqual([2016, 2025, 2026, 2027, 2028]);
});
