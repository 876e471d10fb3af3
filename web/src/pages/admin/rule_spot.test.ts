import { expect, it } from 'vitest';
import { spotIn } from './rule_spot';

it.each([
  ['  a <= b\n    ^', 3, ['a ', '<=', ' b']],
  ['  total > 5\n  ^', 1, ['', 'total', ' > 5']],
  ['  "渠😀道" + 名称1\n            ^', 9, ['"渠😀道" + ', '名称1', '']],
  ['  f(a)\n   ^', 2, ['f', '(', 'a)']],
  ['  a &&\n      ^', 5, ['a &&', '', '']],
  ['', 4, ['', '', '']],
])('%j at %i', (excerpt, column, [before, word, after]) => {
  expect(spotIn(excerpt, column)).toEqual({ before, word, after });
});
