import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FullRecord } from '../../api';
import { currentLocale } from '../../i18n';
import { Moment } from '../parts/moment';
import type { Bundle } from '../../form/model/definition';
import { fieldLabel, useFieldText } from './field_text';
import styles from './record_facts.module.css';

interface RecordFactsProps {
  record: FullRecord;
  bundle: Bundle;
  /** The answers worth seeing before the form; those that do not exist are left out. */
  fields?: readonly string[];
}

const headline = [
  'fiscal_year',
  'signing_entity',
  'signing_type',
  'channel_level',
  'channel_manager',
];

/** The few facts that say what a signing is about, and whose turn it is. */
export function RecordFacts({ record, bundle, fields = headline }: RecordFactsProps) {
  const { t } = useTranslation('records');
  const locale = currentLocale();
  const fieldText = useFieldText(bundle);
  const approvers = record.current_approvers.map((person) => person.name).join(t('trail.or'));
  return (
    <dl className={styles.facts}>
      {record.state === 'pending' && <Fact label={t('facts.current_approver')}>{approvers}</Fact>}
      {fields.map((key) => (
        <Fact key={key} label={fieldLabel(bundle, key, locale)}>
          {fieldText(key, record.data[key], record.lookups)}
        </Fact>
      ))}
      <Fact label={t('facts.updated_at')}>
        <Moment time={record.updated_at} />
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children === '' || children === undefined ? '—' : children}</dd>
    </div>
  );
}
