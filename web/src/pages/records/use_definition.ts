import { queryOptions, useQuery } from '@tanstack/react-query';
import { getDefinition } from '../../shell/kept_definitions';
import type { Bundle } from '../../form/model/definition';

/** The definition of an entity with its dictionaries, for labels and choices: the newest, or that of a record's version. */
export function useDefinition(entity: string, version?: number) {
  const newest = useQuery(bundleQuery(entity));
  const differs =
    version !== undefined && newest.data && newest.data.definition.version !== version;
  const exact = useQuery({ ...bundleQuery(entity, version), enabled: differs === true });
  return differs ? exact : newest;
}

function bundleQuery(entity: string, version?: number) {
  const path = version === undefined ? entity : `${entity}/${version}`;
  return queryOptions({
    queryKey: ['definitions', path],
    queryFn: ({ signal }) => getDefinition<Bundle>(path, { signal }),
    staleTime: 5 * 60_000,
  });
}
