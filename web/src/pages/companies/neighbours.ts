/** What is before and after a company in the list one came from; kept in the history entry, so that it survives a reload. */
import { isObject } from '../../api/problem';

export interface Neighbours {
  previous?: string | undefined;
  next?: string | undefined;
}

export function neighboursOf(rows: readonly { id: string }[]): { ids: string[] } {
  return { ids: rows.map(({ id }) => id) };
}

export function neighboursIn(state: unknown, id: string): Neighbours {
  const ids = isObject(state) && Array.isArray(state.ids) ? (state.ids as unknown[]) : [];
  const at = ids.indexOf(id);
  if (at < 0) return {};
  const text = (one: unknown) => (typeof one === 'string' ? one : undefined);
  return { previous: text(ids[at - 1]), next: text(ids[at + 1]) };
}
