import { expect, it } from 'vitest';
import { foundBy } from './found_by';

it('names the searches that found a company, not what speaks against it', () => {
  expect(
    foundBy([
      { code: 'match.trade_name.equal', points: 50 },
      { code: 'match.region.equal', points: 10 },
      { code: 'match.phone.landline', points: 40 },
      { code: 'match.registration.different', points: -100 },
      { code: 'match.trade_name.different', points: -30 },
    ]),
  ).toEqual(['name', 'number']);
  expect(foundBy([{ code: 'match.registration.equal', points: 0 }])).toEqual(['code']);
  expect(foundBy([])).toEqual([]);
});
