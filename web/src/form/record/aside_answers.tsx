import { useTranslation } from 'react-i18next';
import type { Answer, AsideAnswer, FullRecord } from '../../api';
import { localised } from '../../i18n';
import { attachmentName, attachmentsOf } from '../attachments/attachment';
import { useLoadedDefinition } from '../model/definition_query';
import { displayValue } from '../model/display';
import { useLocale } from '../model/form_context';
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
  return (
    <div>
      <dt>{localised(answer.label, locale)}</dt>
      <dd>{useText(answer, record) || plain(answer.value)}</dd>
    </div>
  );
}

/** As the version of the form that asked for it shows it; empty until that is there. */
function useText({ field, value, version }: AsideAnswer, record: FullRecord): string {
  const { t } = useTranslation('form');
  const locale = useLocale();
  const { data } = useLoadedDefinition(record.entity, version);
  const asked = data?.bundle.definition.fields[field];
  if (!data || !asked || data.bundle.definition.version !== version) return '';
  if (asked.kind === 'attachments') return attachmentsOf(value).map(attachmentName).join(', ');
  const words = { yes: t('yes'), no: t('no') };
  return displayValue(asked, value, {
    bundle: data.bundle,
    locale,
    lookups: record.lookups,
    words,
  });
}

function plain(value: Answer): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
