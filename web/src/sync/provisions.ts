/** What work without a connection needs beside the records: the form, and what a new one begins with. */
import { api } from '../api';
import type { Me } from '../api';
import { getDefinition } from '../shell/kept_definitions';
import { lastKnown } from './last_known';

/** Fetched once in the life of a page, when the person has what they came for; what does not come is there next time. */
export async function provide({ user }: Me): Promise<void> {
  const isPartner = user.roles.includes('partner');
  await Promise.allSettled([
    getDefinition('signing'),
    ...(isPartner ? [loadBeginning('signing')] : []),
  ]);
}

/** What a new record starts from; without a connection as it was last told. */
export function loadBeginning<T>(entity: string): Promise<T> {
  return lastKnown(`beginning ${entity}`, () => api.get<T>(`records/${entity}/new`));
}
