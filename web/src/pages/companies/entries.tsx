import { useTranslation } from 'react-i18next';
import { Moment } from '../parts/moment';
import { Panel } from '../parts/panel';
import styles from './companies.module.css';
import type { CompanyView, DataField } from './companies_api';
import { inputs } from './company_fields';

/** What others entered of a company that was there first: kept for its owner. */
export function Entries({ entries }: Pick<CompanyView, 'entries'>) {
  const { t } = useTranslation('companies');
  if (entries.length === 0) return null;
  return (
    <Panel title={t('entries')}>
      <p className={styles.hint}>{t('entries_hint')}</p>
      <ol className={styles.events}>
        {entries.map(({ by, at, data }) => (
          <li key={`${by} ${at}`} className={styles.event}>
            <div className={styles.eventHead}>
              <strong>{by}</strong>
              <span className="soft">
                <Moment time={at} />
              </span>
            </div>
            <dl className={styles.facts}>
              {inputs
                .filter((field: DataField) => data[field] !== undefined)
                .map((field) => (
                  <div key={field} style={{ display: 'contents' }}>
                    <dt>{t(`field.${field}`)}</dt>
                    <dd>{[data[field] ?? ''].flat().join('、')}</dd>
                  </div>
                ))}
            </dl>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
