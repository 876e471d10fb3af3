import { useQuery } from '@tanstack/react-query';
import { useLocal } from '../../sync';
import type { Outbox } from '../../sync';

const empty: Outbox = { drafts: [], commands: [], refused: [], names: {} };

/** What has not come to the server, as it changes; nothing without a database. */
export function useOutbox() {
  const local = useLocal();
  return useQuery({
    queryKey: ['outbox', local !== null],
    queryFn: async () => (await local?.ask({ ask: 'outbox' }).catch(() => empty)) ?? empty,
    staleTime: 0,
  });
}
