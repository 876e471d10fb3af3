import { api } from '../../api';
import type { Page } from '../../api';
import { listed } from '../records/local_list';
import { rowsWithLookups, type ListRow } from '../records/record_shapes';
import { requestParams, type ListQuery } from './list_query';

export interface SavedSearch {
  id: string;
  entity: string;
  name: string;
  /** The criteria as the address bar writes them. */
  query: string;
}

export interface LookupRow {
  id: string;
  label: string;
}

export function listSignings(query: ListQuery, signal: AbortSignal): Promise<Page<ListRow>> {
  const { q: text, state, filters, sort, page, pageSize: count } = query;
  const states = state === null ? [] : [state];
  const narrowed = { text, states, filters, sort, offset: (page - 1) * count, count };
  return listed({ ask: 'list', entity: 'signing', ...narrowed }, () =>
    api
      .get<Page<ListRow>>('records/signing', { query: requestParams(query), signal })
      .then(rowsWithLookups),
  );
}

export async function listSavedSearches(signal: AbortSignal): Promise<SavedSearch[]> {
  const page = await api.get<Page<SavedSearch>>('saved-searches', {
    query: { entity: 'signing' },
    signal,
  });
  return page.items;
}

export function saveSearch(name: string, query: string): Promise<SavedSearch> {
  return api.post('saved-searches', { entity: 'signing', name, query });
}

export function deleteSavedSearch(id: string): Promise<unknown> {
  return api.delete(`saved-searches/${id}`);
}

export async function findManagers(q: string, signal: AbortSignal): Promise<LookupRow[]> {
  const page = await api.get<Page<LookupRow>>('lookups/manager', { query: { q }, signal });
  return page.items;
}
