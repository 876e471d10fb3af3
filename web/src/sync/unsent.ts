import { localData } from '.';
import type { Outbox } from './messages';

/** What the person has to look at, and what goes by itself. */
export function sorted({ drafts, commands, refused }: Outbox) {
  const needing = drafts.filter(({ phase }) => phase === 'needs_you');
  const others = drafts.filter(({ phase }) => phase === 'editing');
  // A draft that is all under way is shown by its commands.
  const typed = others.filter(
    ({ record }) => !commands.some(({ command }) => command.record === record),
  );
  return { needing, refused, typed, commands };
}

/** How many things of this device the server does not have; 0 without a database. */
export async function countUnsent(): Promise<number> {
  const outbox = await localData()
    ?.ask({ ask: 'outbox' })
    .catch(() => undefined);
  if (!outbox) return 0;
  const { needing, refused, typed, commands } = sorted(outbox);
  return needing.length + refused.length + typed.length + commands.length;
}
