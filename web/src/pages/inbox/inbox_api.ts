import { api } from '../../api';
import type { Page } from '../../api';
import { rowsWithLookups, type ListRow } from '../records/record_shapes';

export function loadInbox({ signal }: { signal: AbortSignal }): Promise<Page<ListRow>> {
  return api
    .get<Page<ListRow>>('inbox', { signal, query: { page_size: 100, sort: 'updated_at' } })
    .then(rowsWithLookups);
}
