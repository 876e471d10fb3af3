import { useQuery } from '@tanstack/react-query';
import { api } from '../../api';
import type { Bundle } from '../../form/model/definition';

/** The definition of an entity with its dictionaries, for labels and choices; rarely changes. */
export function useDefinition(entity: string) {
  return useQuery({
    queryKey: ['definitions', entity],
    queryFn: ({ signal }) => api.get<Bundle>(`definitions/${entity}`, { signal }),
    staleTime: 5 * 60_000,
  });
}
