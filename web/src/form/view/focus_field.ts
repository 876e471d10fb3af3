import { controlId } from '../controls/control';

/** Brings a field into view and puts the focus into its control. */
export function focusField(path: string): void {
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
