import { localData } from '.';
import type { Outbox, Standing } from './messages';

/** What the person has to look at, and what goes by itself. */
export function sorted({ drafts, commands, refused }: Outbox) {
  const needing = drafts.filter(({ phase }) => phase === 'needs_you');
  const typed = drafts.filter(({ phase }) => phase === 'editing');
  return { needing, refused, typed, commands };
}

/** How many things need the person, and how many go by themselves. */
export function countsOf({ needs_you, refused, not_queued, waiting, held }: Standing) {
  return { needs: needs_you + refused, waits: not_queued + waiting + held };
}

/** How many things of this device the server does not have; 0 without a database. */
export async function countUnsent(): Promise<number> {
  const standing = await localData()
    ?.ask({ ask: 'status' })
    .catch(() => undefined);
  if (!standing) return 0;
  const { needs, waits } = countsOf(standing);
  return needs + waits;
}
