import { controlId } from '../controls/control';
import { cellOf } from '../model/paths';
import type { Cell } from '../model/paths';

const reveals = new Set<(cell: Cell) => void>();

/** Called when a cell is to be shown whose row is not on the page. */
export function onReveal(listener: (cell: Cell) => void): () => void {
  reveals.add(listener);
  return () => void reveals.delete(listener);
}

/** Brings a field into view and puts the focus into its control. */
export function focusField(path: string): void {
  const cell = cellOf(path);
  if (cell && !document.getElementById(controlId(path))) {
    reveals.forEach((listener) => listener(cell));
    requestAnimationFrame(() => show(path)); // once the row is drawn
    return;
  }
  show(path);
}

function show(path: string): void {
  const control = document.getElementById(controlId(path));
  if (!control) return;
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const field = control.closest('[data-field]') ?? control;
  control.focus({ preventScroll: true });
  // One that waits is disabled: then to the button that says why.
  if (document.activeElement !== control) {
    field.querySelector<HTMLElement>('[data-why]')?.focus({ preventScroll: true });
  }
  field.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
}
