/** Who is offered to merge two companies or to mark them as different; whether it is possible, the server decides. */
import type { Company, Library, Match } from './companies_api';

type Pools = Pick<Library, 'pools'>;

export function administers({ pools }: Pools): boolean {
  return pools.some(({ administrator }) => administrator);
}

export function mayPair(
  company: Pick<Company, 'state'> | Pick<Match, 'state'>,
  library: Pools,
): boolean {
  return company.state === 'own' || administers(library);
}

/** Where two are looked at side by side; the first is the one that is kept. */
export function pairAddress(library: string, kept: string, other: string): string {
  return `/companies/${library}/${kept}/compare/${other}`;
}
