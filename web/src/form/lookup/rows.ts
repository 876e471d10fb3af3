import { api } from '../../api';
import type { Answer, RecordData } from '../../api';
import { rowName } from '../model/display';

/** A row of a look-up: its id, what it is called, and the columns. */
export interface LookupRow extends RecordData {
  id: string;
}

interface Answered {
  items: LookupRow[];
  total: number;
}

/** The server answers at most this many; more is a reason to search, not to page. */
export const mostRows = 100;

export async function loadRows(
  entity: string,
  search: string,
  narrowedBy: Record<string, string>,
  signal?: AbortSignal,
): Promise<Answered> {
  return api.get<Answered>(`lookups/${entity}`, {
    query: { q: search, page_size: mostRows, ...narrowedBy },
    signal,
  });
}

/** Values a column has, for its filter; a column with one value needs none. */
export function filterValues(rows: readonly LookupRow[], column: string): string[] {
  const values = new Set(rows.map((row) => cellText(row[column])).filter((text) => text !== ''));
  return values.size > 1 ? [...values].sort((a, b) => a.localeCompare(b, 'zh-CN')) : [];
}

export function filterRows(
  rows: readonly LookupRow[],
  filters: Readonly<Record<string, string | undefined>>,
): LookupRow[] {
  return rows.filter((row) =>
    Object.entries(filters).every(
      ([column, value]) => value === undefined || cellText(row[column]) === value,
    ),
  );
}

export function cellText(value: Answer | undefined): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}

export function nameOf(row: LookupRow): string {
  return rowName(row) ?? row.id;
}
