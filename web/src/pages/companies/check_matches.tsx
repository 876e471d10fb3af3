import { CheckOutlined, MinusOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from './companies.module.css';
import type { Check, Match } from './companies_api';
import { foundBy } from './found_by';
import { MarkedBy } from './marked_by';
import { OwnerText } from './owner_text';
import { StateTag } from './state_tag';

interface CheckMatchesProps {
  check: Check;
  /** Id of the library asked in, for the addresses of what was found. */
  library: string;
  actions?: (match: Match) => ReactNode;
}

/** What a collision check found, each with how sure it is and why. */
export function CheckMatches({ check, library, actions }: CheckMatchesProps) {
  const { t } = useTranslation('companies');
  const more = check.total - check.matches.length;
  if (check.matches.length === 0) return null;
  return (
    <>
      <ol className={styles.matches} aria-label={t('check.found', { count: check.total })}>
        {check.matches.map((match, index) => (
          <li key={match.id ?? index} className={styles.match}>
            <div className={styles.matchHead}>
              <strong className={styles.matchName}>
                {match.id ? (
                  <Link to={`/companies/${library}/${match.id}`}>{match.name}</Link>
                ) : (
                  t('check.elsewhere', { library: match.library })
                )}
              </strong>
              <StateTag state={match.state} />
            </div>
            <p className={styles.matchFacts}>
              {match.marked_different ? (
                <Tag>{t('pair.different')}</Tag>
              ) : (
                <Tag color={match.outcome === 'same' ? 'error' : 'warning'}>
                  {t(`check.${match.outcome}`)}
                </Tag>
              )}
              {t('check.score', { score: match.score })}
              {match.state === 'owned' && (
                <>
                  {' · '}
                  {t('check.owner')} <OwnerText owner={match.owner} />
                </>
              )}
            </p>
            {match.mark && <MarkedBy mark={match.mark} />}
            {match.reasons && <Reasons reasons={match.reasons} />}
            {actions?.(match)}
          </li>
        ))}
      </ol>
      {more > 0 && <p className="soft">{t('check.more', { count: more })}</p>}
    </>
  );
}

/** Why two are taken for the same or not, as sales people read it. */
export function Reasons({ reasons }: { reasons: NonNullable<Match['reasons']> }) {
  const { t } = useTranslation('companies');
  const searches = foundBy(reasons);
  return (
    <>
      {searches.length > 0 && (
        <p className="soft">
          {t('check.by', { searches: searches.map((one) => t(`search.${one}`)).join(t('and')) })}
        </p>
      )}
      <ul className={styles.reasons}>
        {reasons.map((reason) => {
          const speaksFor = reason.points > 0 || foundBy([reason]).length > 0;
          return (
            <li
              key={`${reason.code} ${reason.message}`}
              className={speaksFor ? styles.speaksFor : 'soft'}
            >
              {speaksFor ? (
                <CheckOutlined aria-label={t('check.for')} />
              ) : (
                <MinusOutlined aria-label={t('check.against')} />
              )}{' '}
              {reason.message}
            </li>
          );
        })}
      </ul>
    </>
  );
}
