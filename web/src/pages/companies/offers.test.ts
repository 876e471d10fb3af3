import { describe, expect, it } from 'vitest';
import type { Company, Pool } from './companies_api';
import { offersFor } from './offers';

const company = (state: Company['state'], more: Partial<Company> = {}) =>
  ({ pool: 'p', state, ...more }) as Company;
const open: Pool = { id: 'p', label: '', claim: 'open', member: true, administrator: false };
const library = (pool: Partial<Pool>, may_request = false) => ({
  pools: [{ ...open, ...pool }],
  may_request,
});

describe('what is offered of a company', () => {
  it('its owner gives it up or on, and corrects a name that was applied for', () => {
    expect(offersFor(company('own'), library({}))).toEqual(['release', 'hand_over']);
    const named = company('own', { name_due: '2026-01-01T00:00:00Z' });
    expect(offersFor(named, library({}))[0]).toBe('correct');
  });

  it('of somebody else’s nothing, but to who administers', () => {
    expect(offersFor(company('owned'), library({}, true))).toEqual([]);
    expect(offersFor(company('owned'), library({ administrator: true }))).toContain('hand_over');
  });

  it('of what a department owns its manager gives up and hands over', () => {
    const led = company('owned', { led: true });
    expect(offersFor(led, library({}))).toEqual(['release', 'hand_over']);
    expect(offersFor(led, library({ administrator: true }))).toContain('protect');
  });

  it('out of the pool by what the pool is open to', () => {
    expect(offersFor(company('pool'), library({}))).toEqual(['claim', 'apply']);
    expect(offersFor(company('pool'), library({ claim: 'application' }, true))).toEqual([
      'apply',
      'special',
    ]);
    const admin = library({ member: false, administrator: true });
    expect(offersFor(company('pool'), admin)).toEqual(['distribute', 'protect']);
  });
});
