import { useTranslation } from 'react-i18next';
import { Moment } from '../parts/moment';
import styles from './companies.module.css';
import type { RulesTrial } from './rules_api';

const mostShown = 10;

/** What rules would do that are not published yet, by the newest entries and by those that were refused. */
export function TrialSaid({ trial: { entries, refusals, differ } }: { trial: RulesTrial }) {
  return (
    <>
      <Said entries={entries} differ={differ.filter(({ refused }) => !refused)} />
      <Said refused entries={refusals} differ={differ.filter(({ refused }) => refused)} />
    </>
  );
}

type SaidProps = Pick<RulesTrial, 'entries' | 'differ'> & { refused?: boolean };

function Said({ refused = false, entries, differ }: SaidProps) {
  const { t } = useTranslation('companies');
  if (entries === 0) return null;
  const more = differ.length - mostShown;
  return (
    <>
      <p>
        {t(refused ? 'cases.differ_refused' : 'cases.differ', { count: differ.length, entries })}
      </p>
      {differ.length > 0 && (
        <ul className={styles.differ}>
          {differ.slice(0, mostShown).map(({ name, at, was, then }, index) => (
            <li key={`${at} ${index}`}>
              {name || t('cases.unnamed')} · <Moment time={at} />
              {t('colon')}
              {refused
                ? t(`cases.refused.${then}`)
                : t('cases.instead', {
                    was: t(`cases.then.${was}`),
                    then: t(`cases.then.${then}`),
                  })}
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p className="soft">{t('cases.more', { count: more })}</p>}
    </>
  );
}
