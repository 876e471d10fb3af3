import { useQuery } from '@tanstack/react-query';
import { api } from '../../api';
import type { LocalisedText } from '../../api';

export interface DictionaryName {
  name: string;
  label: LocalisedText;
}

export function useDictionaryNames() {
  return useQuery({
    queryKey: ['admin', 'dictionaries'],
    queryFn: async ({ signal }) => {
      const page = await api.get<{ items: DictionaryName[] }>('admin/dictionaries', { signal });
      // Regions are the national standard, thousands of rows: not for editing by hand.
      return page.items.filter((dictionary) => dictionary.name !== 'region');
    },
  });
}
