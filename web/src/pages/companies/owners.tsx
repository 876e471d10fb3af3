import { useTranslation } from 'react-i18next';
import { Moment } from '../parts/moment';
import { Panel } from '../parts/panel';
import styles from './companies.module.css';
import type { Company, CompanyEvent } from './companies_api';
import { ownersOverTime } from './owners_over_time';

/** 归属: whose it was over time, for those who may read all of its history. */
export function Owners({ company, events }: { company: Company; events: readonly CompanyEvent[] }) {
  const { t } = useTranslation('companies');
  // Only its owner and administrators are told when it is due: they have all of the history, too.
  if (company.touched_at === undefined) return null;
  const tenures = ownersOverTime(events);
  if (tenures.length === 0) return null;
  return (
    <Panel title={t('owners')}>
      <ol className={styles.events}>
        {tenures.map(({ owner, from, until, how }) => (
          <li key={from} className={styles.event}>
            <div className={styles.eventHead}>
              <strong>{owner}</strong>
              <span className="soft">
                <Moment time={from} /> – {until ? <Moment time={until} /> : t('until_now')}
              </span>
              {how && <span className="soft">{t(`ended.${how}`, { defaultValue: '' })}</span>}
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
