/** Which actions are worth offering; whether one is possible, the server decides when it is tried. */
import type { Action, Company, Library } from './companies_api';

export type Doing = Exclude<Action['action'], 'note' | 'deal'>;

export function offersFor(
  company: Company,
  library: Pick<Library, 'pools' | 'may_request'>,
): Doing[] {
  const pool = library.pools.find(({ id }) => id === company.pool);
  const rules = pool?.administrator ?? false;
  if (company.state === 'own') {
    const correct: Doing[] = company.name_due ? ['correct'] : [];
    return [...correct, 'release', 'hand_over', ...(rules ? (['protect'] as const) : [])];
  }
  if (company.state === 'owned') {
    const led: Doing[] = company.led ? ['release', 'hand_over'] : rules ? ['hand_over'] : [];
    return rules ? [...led, 'protect'] : led;
  }
  const offers: Doing[] = [];
  if (pool?.member && pool.claim === 'open') offers.push('claim');
  if (rules) offers.push('distribute');
  if (pool?.member) offers.push('apply');
  if (library.may_request) offers.push('special');
  if (rules) offers.push('protect');
  return offers;
}
