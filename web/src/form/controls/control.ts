import type { FieldDefinition } from '../model/definition';
import type { FieldView } from '../model/form_store';

/** What every control gets: its field, what it shows now, and the ids that tie it to its texts. */
export interface ControlProps {
  path: string;
  field: FieldDefinition;
  view: FieldView;
  /** id of the element that takes the focus; the label points at it. */
  id: string;
  labelId: string;
  /** ids of hint, notes and errors. */
  describedBy: string | undefined;
}

export function aria({ view, describedBy }: ControlProps) {
  return {
    'aria-invalid': view.shown.length > 0,
    'aria-required': view.state.required,
    'aria-describedby': describedBy,
  } as const;
}

export const statusOf = (view: FieldView) => (view.shown.length > 0 ? 'error' : undefined);

export const isDisabled = (view: FieldView) => view.state.waits_for.length > 0;

export const controlId = (path: string) => `field-${path}`;
