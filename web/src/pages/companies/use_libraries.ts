/** Which libraries of companies the person is in, and which of them the pages are about. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { lastKnown } from '../../sync/last_known';
import { listLibraries } from './companies_api';

export const librariesKey = ['libraries'] as const;

export function useLibraries() {
  return useQuery({
    queryKey: librariesKey,
    queryFn: ({ signal }) => listLibraries(signal),
    staleTime: 15_000,
  });
}

/** The same, as last known on this device when nobody can be asked. */
export function useKnownLibraries() {
  return useQuery({
    queryKey: [...librariesKey, 'known'],
    queryFn: () => lastKnown('libraries', () => listLibraries()),
    staleTime: 15_000,
  });
}

/**
 * Whether there is anything of libraries for the person, and whether they lead a department; as last known on this device when
 * nobody can be asked.
 */
export function useInLibrary(): { some: boolean; leads?: boolean } {
  const { data } = useQuery({
    queryKey: ['in-library'],
    queryFn: () =>
      lastKnown('in-library', async () => {
        const { items } = await listLibraries();
        return { some: items.length > 0, leads: items.some(({ leads }) => leads.length > 0) };
      }),
    staleTime: 300_000,
  });
  return data ?? { some: false };
}

const chosenKey = ['library-chosen'];

/** The one in the address, else the one chosen last, else the first. */
export function useChosenLibrary(): { chosen: string | undefined; choose: (id: string) => void } {
  const client = useQueryClient();
  const [params, setParams] = useSearchParams();
  const chosen = params.get('library') ?? client.getQueryData<string>(chosenKey);
  const choose = (id: string) => {
    client.setQueryData(chosenKey, id);
    setParams({ library: id });
  };
  return { chosen, choose };
}
