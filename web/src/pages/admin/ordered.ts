// Changes of an ordered list, each a new list: for approval levels and dictionary items alike.

/** The list with item `from` moved one place up (-1) or down (+1); unchanged at the ends. */
export function moved<T>(items: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by;
  const copy = [...items];
  const item = copy[from];
  const other = copy[to];
  if (item === undefined || other === undefined) return copy;
  copy[from] = other;
  copy[to] = item;
  return copy;
}

export function replaced<T>(items: readonly T[], at: number, item: T): T[] {
  return items.map((old, index) => (index === at ? item : old));
}

export function without<T>(items: readonly T[], at: number): T[] {
  return items.filter((_, index) => index !== at);
}
