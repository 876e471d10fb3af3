import { CheckOutlined } from '@ant-design/icons';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { localised } from '../../i18n';
import { FieldControl } from '../controls/field_control';
import { useFieldDefinition, useFieldView, useLocale } from '../model/form_context';
import { isLocked } from '../model/presentation';
import { WhyAnswer } from '../why/why_answer';
import { WhyButton } from '../why/why_button';
import { FieldNotes, isGroup, partsOf } from './field_parts';
import styles from './field_row.module.css';
import { useLetter } from './letter';

const wide = new Set(['multiline', 'choices', 'attachments', 'repeat']);

/** One field: label, control, and everything there is to say about it, tied together for readers. */
export const FieldRow = memo(function FieldRow({ path }: { path: string }) {
  const { t } = useTranslation('form');
  const field = useFieldDefinition(path);
  const view = useFieldView(path);
  const locale = useLocale();
  const letter = useLetter();
  if (!view.state.relevant) return null;

  const hint = localised(field.hint, locale);
  const parts = partsOf(path, view, hint);
  const { id, labelId, describedBy } = parts;
  const readonly = view.state.readonly || view.state.calculated;
  const ownLabel = field.must_accept === true && letter !== null && !readonly;
  const span = ownLabel ? styles.tick : wide.has(field.kind) ? styles.wide : undefined;
  // Only inputs take a label's click.
  const Label = readonly || isGroup(field) ? 'span' : 'label';

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
      <FieldNotes parts={parts} view={view} field={field} />
      {hint !== '' && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      <WhyAnswer path={path} />
    </div>
  );
});
