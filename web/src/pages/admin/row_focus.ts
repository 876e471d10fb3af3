// Where the focus goes in a list whose rows have their place as identity: the rows that stay are in the page before the
// list changes, so it is moved beforehand and never gets lost. Buttons are found by their data-move and data-remove.

/** Along with a row that is moved, so that it can be moved on. */
export function followRow(button: HTMLElement, by: -1 | 1): void {
  const row = button.closest('li');
  const neighbour = by === -1 ? row?.previousElementSibling : row?.nextElementSibling;
  const same = neighbour?.querySelector<HTMLElement>(`[data-move="${by}"]:enabled`);
  const other = neighbour?.querySelector<HTMLElement>('[data-move]:enabled');
  (same ?? other)?.focus();
}

/** Stays where a row is removed when the next one takes its place, else goes to the one above or to `otherwise`. */
export function leaveRow(button: HTMLElement, otherwise: HTMLElement | null): void {
  const row = button.closest('li');
  if (row?.nextElementSibling?.querySelector('[data-remove]')) return;
  const above = row?.previousElementSibling?.querySelector<HTMLElement>('[data-remove]');
  (above ?? otherwise)?.focus();
}
