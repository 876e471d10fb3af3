import { api } from '../../api';
import type { RecordState } from '../../api';
import type { ListRow } from '../records/record_shapes';

/** decide: waits for my approval; correct: came back with an opinion; finish: a draft of mine. */
export type TodoKind = 'decide' | 'correct' | 'finish';

export interface Todo extends ListRow {
  kind: TodoKind;
  entity?: string;
}

export interface NewsItem {
  id: string;
  title: string;
  body: string;
  published_at: string;
}

export interface Workbench {
  todos: Todo[];
  my_records: ListRow[];
  news: NewsItem[];
  counts: Partial<Record<RecordState | 'inbox', number>>;
}

export function loadWorkbench(signal: AbortSignal): Promise<Workbench> {
  return api.get<Workbench>('workbench', { signal });
}
