import { queryOptions, useQuery } from '@tanstack/react-query';
import { loadDefinition } from './open_form';
import type { LoadedDefinition } from './open_form';

/** A definition with its compiled form, the newest or of one version; loaded once while the page lives. */
export function definitionQuery(entity: string, version?: number) {
  return queryOptions({
    queryKey: ['definition', entity, version ?? 'newest'],
    queryFn: () => loadDefinition(entity, version),
    staleTime: Infinity,
    gcTime: Infinity,
    // Holds a handle into core: never compared or copied.
    structuralSharing: false,
  });
}

/** The definition a record was filled in under; without a version, or while that is the newest, the newest. */
export function useLoadedDefinition(entity: string, version: number | undefined) {
  const newest = useQuery(definitionQuery(entity));
  const differs = version !== undefined && newest.data && versionOf(newest.data) !== version;
  const exact = useQuery({ ...definitionQuery(entity, version), enabled: differs === true });
  return differs ? exact : newest;
}

export const versionOf = ({ bundle }: LoadedDefinition) => bundle.definition.version;
