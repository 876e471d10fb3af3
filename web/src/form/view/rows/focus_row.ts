const controls =
  'input:not([type="hidden"]):not(:disabled), textarea:not(:disabled), select:not(:disabled), ' +
  '[data-field] button:not(:disabled):not([tabindex="-1"])';

/** The first control of a row takes the focus; without such a row, the button that adds one. */
export function focusRow(box: HTMLElement | null, row: number): void {
  const line = box?.querySelector(`[data-row="${row}"]`);
  const target =
    line?.querySelector<HTMLElement>(controls) ?? box?.querySelector<HTMLElement>('[data-add-row]');
  target?.focus();
}
