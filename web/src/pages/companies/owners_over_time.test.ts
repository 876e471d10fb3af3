import { expect, it } from 'vitest';
import type { CompanyEvent } from './companies_api';
import { ownersOverTime } from './owners_over_time';

const event = (at: string, kind: string, from: string, to: string): CompanyEvent => ({
  at,
  kind,
  from,
  to,
  actor: '',
  counts: false,
  detail: {},
});

it('tells who had it from when until when, and how that ended', () => {
  const history = [
    event('1', 'entered', '', '甲'),
    event('2', 'noted', '甲', '甲'),
    event('3', 'handed_over', '甲', '乙'),
    event('4', 'released', '乙', ''),
    event('5', 'applied', '', ''),
    event('6', 'claimed', '', '甲'),
  ];
  expect(ownersOverTime(history.reverse())).toEqual([
    { owner: '甲', from: '6' },
    { owner: '乙', from: '3', until: '4', how: 'released' },
    { owner: '甲', from: '1', until: '3', how: 'handed_over' },
  ]);
  expect(ownersOverTime([])).toEqual([]);
});
