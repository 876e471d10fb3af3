/** The row to take up after one was decided: the one below it, at the end of the list the one above. */
export function nextAfter<T extends { id: string }>(rows: readonly T[], id: string): T | undefined {
  const index = rows.findIndex((row) => row.id === id);
  if (index < 0) return rows[0];
  return rows[index + 1] ?? rows[index - 1];
}
