import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { localised } from '../../../i18n';
import { FieldControl } from '../../controls/field_control';
import { useFieldDefinition, useFieldView, useLocale } from '../../model/form_context';
import { cellOf } from '../../model/paths';
import { isLocked } from '../../model/presentation';
import { WhyButton } from '../../why/why_button';
import { FieldNotes, isGroup, partsOf } from '../field_parts';
import styles from './rows.module.css';

/** One answer in a row. Its label is that of the column with the number of the row; in a table the eye has both already. */
export const Cell = memo(function Cell({ path }: { path: string }) {
  const { t } = useTranslation('form');
  const field = useFieldDefinition(path);
  const view = useFieldView(path);
  const locale = useLocale();
  const hint = localised(field.hint, locale);
  const parts = partsOf(path, view, hint);
  const { id, labelId, describedBy } = parts;
  const row = (cellOf(path)?.row ?? 0) + 1;
  const { relevant, required, readonly, calculated } = view.state;
  // As in a row of its own: only inputs take a label's click.
  const Label = !relevant || readonly || calculated || isGroup(field) ? 'span' : 'label';
  return (
    <td className={relevant ? undefined : styles.notAsked} data-field={path} data-kind={field.kind}>
      <div className={styles.label}>
        <Label id={labelId} {...(Label === 'label' ? { htmlFor: id } : {})}>
          {localised(field.label, locale)}
          <span className="visually-hidden"> {t('rows.row', { row })}</span>
        </Label>
        {required && !isLocked(view.state) && (
          <span className={styles.required} aria-hidden>
            *
          </span>
        )}
      </div>
      {relevant ? (
        <FieldControl {...{ path, field, view, id, labelId, describedBy }} />
      ) : (
        <span className={styles.soft}>{t('rows.not_asked')}</span>
      )}
      <WhyButton path={path} stop={!relevant || isLocked(view.state)} />
      <FieldNotes parts={parts} view={view} field={field} />
      {hint !== '' && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </td>
  );
});
