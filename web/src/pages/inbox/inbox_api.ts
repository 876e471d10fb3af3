import { api } from '../../api';
import type { Page } from '../../api';
import { listed } from '../records/local_list';
import { rowsWithLookups, type ListRow } from '../records/record_shapes';

export function loadInbox({ signal }: { signal: AbortSignal }): Promise<Page<ListRow>> {
  const page = { offset: 0, count: 100 };
  const sort = { field: 'updated_at', descending: false };
  const ask = {
    ask: 'list',
    entity: 'signing',
    states: ['pending'],
    toDecide: true,
    sort,
  } as const;
  return listed({ ...ask, ...page }, () =>
    api
      .get<Page<ListRow>>('inbox', { signal, query: { page_size: 100, sort: 'updated_at' } })
      .then(rowsWithLookups),
  );
}
