import { useTranslation } from 'react-i18next';
import type { Answer, AsideAnswer, FullRecord, RecordData } from '../../api';
import { isObject } from '../../api/problem';
import { localised } from '../../i18n';
import { attachmentName, attachmentsOf } from '../attachments/attachment';
import { useLoadedDefinition } from '../model/definition_query';
import { displayValue } from '../model/display';
import { useLocale } from '../model/form_context';
import { AnswersTable } from './answers_table';
import styles from './readonly_record.module.css';

/** Answers whose field newer versions of the form no longer have: nothing anybody typed is ever gone. */
export function AsideAnswers({ record }: { record: FullRecord }) {
  const { t } = useTranslation('form');
  if (record.aside.length === 0) return null;
  return (
    <section className={styles.card} aria-label={t('aside.title')}>
      <h2>{t('aside.title')}</h2>
      <p className="soft">{t('aside.text')}</p>
      <dl className={styles.list}>
        {record.aside.map((answer, at) => (
          <Entry key={at} answer={answer} record={record} />
        ))}
      </dl>
    </section>
  );
}

function Entry({ answer, record }: { answer: AsideAnswer; record: FullRecord }) {
  const locale = useLocale();
  const wordingOf = useWording(answer, record);
  const label = localised(answer.label, locale);
  const { value } = answer;
  const rows = (Array.isArray(value) ? value.filter(isObject) : []) as RecordData[];
  const columns = wordingOf.columns ?? [];
  return (
    <div className={columns.length > 0 ? styles.wide : undefined}>
      <dt>{label}</dt>
      <dd>
        {columns.length > 0 ? (
          <AnswersTable
            label={label}
            columns={columns.map((column) => wordingOf.label(column))}
            rows={rows.map((row) => columns.map((column) => wordingOf.text(column, row[column])))}
          />
        ) : (
          wordingOf.text(answer.field, value) || plain(value)
        )}
      </dd>
    </div>
  );
}

/** Words of the version of the form that asked for an answer; none until that is there. */
function useWording({ field, version }: AsideAnswer, record: FullRecord) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  const { data } = useLoadedDefinition(record.entity, version);
  const bundle = data?.bundle.definition.version === version ? data.bundle : undefined;
  const words = { yes: t('yes'), no: t('no') };
  return {
    /** Of a repeat. */
    columns: bundle?.definition.fields[field]?.fields,
    label: (key: string) => localised(bundle?.definition.fields[key]?.label, locale) || key,
    text: (key: string, value: Answer | undefined): string => {
      const asked = bundle?.definition.fields[key];
      if (!bundle || !asked) return '';
      if (asked.kind === 'attachments') {
        return attachmentsOf(value ?? null)
          .map(attachmentName)
          .join(', ');
      }
      return displayValue(asked, value, { bundle, locale, lookups: record.lookups, words });
    },
  };
}

function plain(value: Answer): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
