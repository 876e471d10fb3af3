import type { FieldDefinition } from '../model/definition';
import type { FieldView } from '../model/form_store';
import { controlId } from '../controls/control';
import { violationText } from '../model/presentation';
import { ClearedNote } from './cleared_note';
import styles from './field_row.module.css';
import { WaitingNote } from './waiting_note';

/** Not one input but several, or none: named by aria-labelledby. */
export const isGroup = ({ kind }: FieldDefinition) =>
  kind === 'choices' || kind === 'attachments' || kind === 'repeat';

/** What stands below a control, and the ids that tie it to that. */
export function partsOf(path: string, view: FieldView, hint: string) {
  const id = controlId(path);
  const waiting = view.state.waits_for;
  // The note below says what it waits for, and leads there.
  const faults = view.shown.filter(({ code }) => waiting.length === 0 || code !== 'waits');
  const parts = [
    hint !== '' && `${id}-hint`,
    waiting.length > 0 && `${id}-waiting`,
    view.cleared && `${id}-cleared`,
    faults.length > 0 && `${id}-errors`,
  ].filter((part) => typeof part === 'string');
  const describedBy = parts.length > 0 ? parts.join(' ') : undefined;
  return { id, labelId: `${id}-label`, waiting, faults, describedBy };
}

interface Props {
  parts: ReturnType<typeof partsOf>;
  view: FieldView;
  field: FieldDefinition;
}

/** What is wrong with a field, what it waits for, and what was cleared in it. */
export function FieldNotes({ parts, view, field }: Props) {
  const { id, faults, waiting } = parts;
  return (
    <>
      {faults.length > 0 && (
        <ul id={`${id}-errors`} className={styles.errors}>
          {faults.map((violation) => (
            <li key={violation.rule ?? violation.code + violation.path}>
              {violationText(violation)}
            </li>
          ))}
        </ul>
      )}
      {waiting.length > 0 && (
        <WaitingNote id={`${id}-waiting`} path={view.state.path} waitsFor={waiting} />
      )}
      {view.cleared && <ClearedNote id={`${id}-cleared`} cleared={view.cleared} field={field} />}
    </>
  );
}
