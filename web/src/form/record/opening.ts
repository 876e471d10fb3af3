/** What this device has of a record, as it changes; and the database the form writes to. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useLocal } from '../../sync';
import type { LocalData, LocalRecord } from '../../sync';

export interface Opening {
  local: LocalData | null;
  found: LocalRecord;
}

const nothing: LocalRecord = {
  ...{ record: null, seen: null, draft: null, upgrade: null },
  commands: [],
};

/** Asked for again whenever something of the record changes here (sync/watch). */
export const openingKey = (id: string) => ['local', id] as const;

/** Without an id: of a record that is begun. Without a database `local` is null, and nothing is found. */
function openingQuery(local: LocalData | null, id: string | undefined) {
  return queryOptions({
    queryKey: openingKey(id ?? 'new'),
    queryFn: async (): Promise<Opening> => {
      if (local === null || !(await local.ready())) return { local: null, found: nothing };
      try {
        const found = id === undefined ? nothing : await local.ask({ ask: 'record', record: id });
        return { local, found };
      } catch {
        return { local: null, found: nothing };
      }
    },
    gcTime: 0,
    structuralSharing: false,
  });
}

export function useOpening(id: string | undefined) {
  return useQuery(openingQuery(useLocal(), id));
}
