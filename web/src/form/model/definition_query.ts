import { queryOptions } from '@tanstack/react-query';
import { loadDefinition } from './open_form';

/** A definition with its compiled form; loaded once while the page lives. */
export function definitionQuery(entity: string) {
  return queryOptions({
    queryKey: ['definition', entity],
    queryFn: () => loadDefinition(entity),
    staleTime: Infinity,
    gcTime: Infinity,
    // Holds a handle into core: never compared or copied.
    structuralSharing: false,
  });
}
