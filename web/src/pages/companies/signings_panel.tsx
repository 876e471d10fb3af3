import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Loaded } from '../parts/loaded';
import { Moment } from '../parts/moment';
import { Panel } from '../parts/panel';
import { StateTag } from '../records/state_tag';
import styles from './companies.module.css';
import type { Company } from './companies_api';
import { listSignings } from './files_api';
import { companyKey } from './use_changed';

/** 签约: of the partner that the company is, as far as the person may see them. */
export function SigningsPanel({ company }: { company: Company }) {
  const { t } = useTranslation('companies');
  const signings = useQuery({
    queryKey: [...companyKey(company.library, company.id), 'signings', company.version],
    queryFn: ({ signal }) => listSignings(company, signal),
  });
  return (
    <Panel title={t('signings.title')}>
      <Loaded query={signings} skeleton={<Skeleton active paragraph={{ rows: 2 }} />}>
        {({ items, total }) =>
          items.length === 0 ? (
            <p className={styles.hint}>{t('signings.none')}</p>
          ) : (
            <>
              <ul className={styles.events}>
                {items.map(({ id, number, title, state, updated_at }) => (
                  <li key={id} className={styles.event}>
                    <div className={styles.matchHead}>
                      <Link to={`/signings/${id}`}>{number}</Link>
                      <StateTag state={state} />
                    </div>
                    <div>{title}</div>
                    <span className="soft">
                      <Moment time={updated_at} />
                    </span>
                  </li>
                ))}
              </ul>
              {total > items.length && (
                <p className="soft">{t('signings.more', { count: total - items.length })}</p>
              )}
            </>
          )
        }
      </Loaded>
    </Panel>
  );
}
