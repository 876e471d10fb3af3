import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { librariesKey } from './use_libraries';

export const companiesKey = (library: string) => ['companies', library] as const;
export const companyKey = (library: string, id: string) =>
  [...companiesKey(library), 'one', id] as const;
export const applicationsKey = (library: string) => ['company-applications', library] as const;

/** What happened to a company changes lists, counts and applications of its library. */
export function useChanged(library: string): () => Promise<unknown> {
  const client = useQueryClient();
  return useCallback(
    () =>
      Promise.all(
        [companiesKey(library), applicationsKey(library), librariesKey].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
    [client, library],
  );
}
