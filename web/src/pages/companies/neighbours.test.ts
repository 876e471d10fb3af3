import { expect, it } from 'vitest';
import { neighboursIn, neighboursOf } from './neighbours';

it('leads from company to company in the order of the list, and nowhere without one', () => {
  const state = neighboursOf([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
  expect(neighboursIn(state, 'a')).toEqual({ previous: undefined, next: 'b' });
  expect(neighboursIn(state, 'b')).toEqual({ previous: 'a', next: 'c' });
  expect(neighboursIn(state, 'x')).toEqual({});
  expect(neighboursIn(null, 'a')).toEqual({});
  expect(neighboursIn({ ids: [1, 'a', {}] }, 'a')).toEqual({});
});
