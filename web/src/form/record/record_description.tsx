import { useTranslation } from 'react-i18next';
import { attachmentsOf } from '../attachments/attachment';
import { AttachmentLink } from '../attachments/attachment_link';
import { localised } from '../../i18n';
import { choiceItems, fieldAt } from '../model/definition';
import { displayValue } from '../model/display';
import { useFieldDefinition, useFieldView, useForm, useLocale } from '../model/form_context';
import { cellPath } from '../model/paths';
import { fileSize } from '../model/presentation';
import { AnswersTable } from './answers_table';
import styles from './readonly_record.module.css';

/** Every relevant answer of the form in context, by section, as a description list. */
export function RecordDescription() {
  const { bundle, view } = useForm();
  const locale = useLocale();
  return (
    <div className={styles.sections}>
      {bundle.definition.sections.map((section) => {
        const fields = section.fields.filter((path) => view(path).state.relevant);
        if (fields.length === 0) return null;
        return (
          <section
            key={section.id}
            className={styles.card}
            aria-label={localised(section.label, locale)}
          >
            <h2>{localised(section.label, locale)}</h2>
            <dl className={styles.list}>
              {fields.map((path) => (
                <Entry key={path} path={path} />
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}

const wide = new Set(['multiline', 'attachments', 'choices', 'repeat']);

function Entry({ path }: { path: string }) {
  const field = useFieldDefinition(path);
  const locale = useLocale();
  return (
    <div className={wide.has(field.kind) ? styles.wide : undefined} data-field={path}>
      <dt className={field.kind === 'attachments' ? 'visually-hidden' : undefined}>
        {localised(field.label, locale)}
      </dt>
      <dd>{field.kind === 'repeat' ? <RowsOf path={path} /> : <AnswerOf path={path} />}</dd>
    </div>
  );
}

/** One answer; a field that is not asked, in a row where others are, has none. */
function AnswerOf({ path }: { path: string }) {
  const { t } = useTranslation('form');
  const { bundle, lookups } = useForm();
  const field = useFieldDefinition(path);
  const { state } = useFieldView(path);
  const locale = useLocale();
  if (field.kind === 'attachments') return <Files path={path} />;
  const words = { yes: t('yes'), no: t('no') };
  const text = displayValue(field, state.value, { bundle, locale, lookups, words });
  return text === '' ? <span className={styles.nothing}>{t('nothing_yet')}</span> : text;
}

function RowsOf({ path }: { path: string }) {
  const { bundle, rowNames } = useForm();
  const { label, fields: columns = [] } = useFieldDefinition(path);
  const locale = useLocale();
  return (
    <AnswersTable
      label={localised(label, locale)}
      columns={columns.map((column) => localised(fieldAt(bundle, column)?.label, locale))}
      rows={rowNames(path).map((name, row) =>
        columns.map((column) => <AnswerOf key={name} path={cellPath(path, row, column)} />),
      )}
    />
  );
}

function Files({ path }: { path: string }) {
  const { t } = useTranslation('form');
  const { bundle } = useForm();
  const field = useFieldDefinition(path);
  const { state } = useFieldView(path);
  const locale = useLocale();
  const types = new Map(choiceItems(bundle, field).map((item) => [item.code, item.label]));
  const files = attachmentsOf(state.value);
  if (files.length === 0) return <span className={styles.nothing}>{t('nothing_yet')}</span>;
  return (
    <ul className={styles.files}>
      {files.map((file) => (
        <li key={file.id}>
          <span className={styles.type}>
            {localised(types.get(file.type), locale) || file.type}
          </span>
          <AttachmentLink attachment={file} />
          {typeof file.size === 'number' && (
            <span className={styles.nothing}>{fileSize(file.size)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
