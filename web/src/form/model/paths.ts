/**
 * Paths of a form: `total` is a field, `lines` a repeat, `lines/2/amount` the answer to `amount` in its third row. Rows have
 * no names: when one is removed those behind it move up.
 */
import type { FormDefinition } from './definition';

export interface Cell {
  repeat: string;
  /** From 0. */
  row: number;
  column: string;
}

export function cellOf(path: string): Cell | undefined {
  const [, repeat, row, column] = /^([^/]+)\/(\d+)\/([^/]+)$/.exec(path) ?? [];
  if (repeat === undefined || column === undefined) return undefined;
  return { repeat, row: Number(row), column };
}

export const rowPath = (repeat: string, row: number) => `${repeat}/${row}`;
export const cellPath = (repeat: string, row: number, column: string) =>
  `${repeat}/${row}/${column}`;

/** What the definition calls it: of a cell its column. */
export const keyOf = (path: string) => cellOf(path)?.column ?? path;

/** The field a record keeps it in: of a cell its repeat. */
export const rootOf = (path: string) => path.split('/', 1)[0] ?? path;

/**
 * Where a path is once row `at` was taken out (`by` −1) or put in (`by` 1): other paths stay, of the row taken out nothing
 * is left.
 */
export function shifted(path: string, repeat: string, at: number, by: 1 | -1): string | undefined {
  const cell = cellOf(path);
  if (cell?.repeat !== repeat || cell.row < at) return path;
  if (by < 0 && cell.row === at) return undefined;
  return cellPath(repeat, cell.row + by, cell.column);
}

/** Everything a form shows, in its order: a repeat comes before its rows. */
export function displayOrder(
  { sections, fields }: FormDefinition,
  rowsOf: (repeat: string) => number,
): string[] {
  return sections.flatMap((section) =>
    section.fields.flatMap((path) => [path, ...cellsOf(path, fields[path]?.fields, rowsOf)]),
  );
}

/** The cells of a repeat, row by row; none of any other field. */
export function cellsOf(
  repeat: string,
  columns: readonly string[] | undefined,
  rowsOf: (repeat: string) => number,
): string[] {
  if (!columns) return [];
  const rows = Array.from({ length: rowsOf(repeat) }, (_, row) => row);
  return rows.flatMap((row) => columns.map((column) => cellPath(repeat, row, column)));
}

/**
 * The field a violation belongs to: "attachments/0/type", "/attachments" and "/data/attachments" all belong to
 * "attachments", "/data/lines/2/files/0/type" to "lines/2/files", and "lines/7/amount" to "lines" when there is no such row.
 */
export function ownerOf(path: string, has: (path: string) => boolean): string {
  const parts = path.replace(/^\/?(data\/)?/, '').split(/[/.[\]]+/);
  for (let length = parts.length; length > 1; length -= 1) {
    const candidate = parts.slice(0, length).join('/');
    if (has(candidate)) return candidate;
  }
  return parts[0] ?? '';
}
