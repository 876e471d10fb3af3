import { Suspense, lazy } from 'react';
import type { ComponentType } from 'react';
import type { FieldKind } from '../model/definition';
import { BooleanControl } from './boolean_control';
import { ChoiceControl, ChoicesControl } from './choice_control';
import type { ControlProps } from './control';
import { DateControl } from './date_control';
import { LookupControl } from './lookup_control';
import { NumberControl } from './number_control';
import { ReadonlyValue } from './readonly_value';
import { MultilineControl, TextControl } from './text_control';

// Seldom on a page, and heavy.
const RegionControl = lazy(() =>
  import('./region_control').then((module) => ({ default: module.RegionControl })),
);
const AttachmentsControl = lazy(() =>
  import('../attachments/attachments_control').then((module) => ({
    default: module.AttachmentsControl,
  })),
);

const RowsControl = lazy(() =>
  import('../view/rows/rows_control').then((module) => ({ default: module.RowsControl })),
);

const controls: Partial<Record<FieldKind, ComponentType<ControlProps>>> = {
  multiline: MultilineControl,
  integer: NumberControl,
  decimal: NumberControl,
  money: NumberControl,
  boolean: BooleanControl,
  date: DateControl,
  datetime: DateControl,
  choice: ChoiceControl,
  choices: ChoicesControl,
  region: RegionControl,
  lookup: LookupControl,
  attachments: AttachmentsControl,
  repeat: RowsControl,
};

/** The control of a field's kind; kinds that are text with a format share the text input. */
export function FieldControl(props: ControlProps) {
  const { state } = props.view;
  const readonly = state.readonly || state.calculated;
  if (readonly && props.field.kind !== 'attachments' && props.field.kind !== 'repeat')
    return <ReadonlyValue {...props} />;
  const Control = controls[props.field.kind] ?? TextControl;
  return (
    <Suspense fallback={null}>
      <Control {...props} />
    </Suspense>
  );
}
