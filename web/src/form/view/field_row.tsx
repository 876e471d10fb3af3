import { CheckOutlined } from '@ant-design/icons';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { localised } from '../../i18n';
import { controlId } from '../controls/control';
import { FieldControl } from '../controls/field_control';
import { useFieldDefinition, useFieldView, useLocale } from '../model/form_context';
import { isLocked, violationText } from '../model/presentation';
import { WhyAnswer } from '../why/why_answer';
import { WhyButton } from '../why/why_button';
import { ClearedNote } from './cleared_note';
import styles from './field_row.module.css';
import { useLetter } from './letter';
import { WaitingNote } from './waiting_note';

const wide = new Set(['multiline', 'choices', 'attachments']);

/** One field: label, control, and everything there is to say about it, tied together for readers. */
export const FieldRow = memo(function FieldRow({ path }: { path: string }) {
  const { t } = useTranslation('form');
  const field = useFieldDefinition(path);
  const view = useFieldView(path);
  const locale = useLocale();
  const letter = useLetter();
  if (!view.state.relevant) return null;

  const id = controlId(path);
  const labelId = `${id}-label`;
  const hint = localised(field.hint, locale);
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
  const readonly = view.state.readonly || view.state.calculated;
  const ownLabel = field.must_accept === true && letter !== null && !readonly;
  const span = ownLabel ? styles.tick : wide.has(field.kind) ? styles.wide : undefined;
  // Only inputs take a label's click; the others are named by aria-labelledby.
  const Label =
    readonly || field.kind === 'choices' || field.kind === 'attachments' ? 'span' : 'label';

  return (
    <div className={`${styles.field ?? ''} ${span ?? ''}`} data-field={path}>
      <div className={ownLabel ? 'visually-hidden' : styles.head}>
        <Label
          id={labelId}
          {...(Label === 'label' ? { htmlFor: id } : {})}
          className={styles.label}
        >
          {localised(field.label, locale)}
        </Label>
        {view.state.required && !readonly && (
          <span className={styles.required} aria-hidden>
            *
          </span>
        )}
        {view.takenOver && <span className={styles.takenOver}>{t('taken_over')}</span>}
        {view.correct && (
          <span className={styles.correct}>
            <CheckOutlined aria-hidden />
            <span className="visually-hidden">{t('correct')}</span>
          </span>
        )}
      </div>
      <FieldControl
        path={path}
        field={field}
        view={view}
        id={id}
        labelId={labelId}
        describedBy={describedBy}
      />
      <WhyButton path={path} stop={isLocked(view.state)} />
      {faults.length > 0 && (
        <ul id={`${id}-errors`} className={styles.errors}>
          {faults.map((violation) => (
            <li key={violation.rule ?? violation.code + violation.path}>
              {violationText(violation)}
            </li>
          ))}
        </ul>
      )}
      {waiting.length > 0 && <WaitingNote id={`${id}-waiting`} waitsFor={waiting} />}
      {view.cleared && <ClearedNote id={`${id}-cleared`} cleared={view.cleared} field={field} />}
      {hint !== '' && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      <WhyAnswer path={path} />
    </div>
  );
});
