import { api } from '../../api';
import type { Page } from '../../api';
import type { ListRow } from '../records/record_shapes';

export function loadInbox({ signal }: { signal: AbortSignal }): Promise<Page<ListRow>> {
  return api.get<Page<ListRow>>('inbox', { signal, query: { page_size: 100 } });
}
