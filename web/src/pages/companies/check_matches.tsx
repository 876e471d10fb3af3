import { CheckOutlined, MinusOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useId } from 'react';
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
          <MatchItem key={match.id ?? index} match={match} library={library}>
            {actions?.(match)}
          </MatchItem>
        ))}
      </ol>
      {more > 0 && <p className="soft">{t('check.more', { count: more })}</p>}
    </>
  );
}

/** Whoever mistyped a name sees which one it may have been; nothing follows from it. */
export function SimilarNames({ check, library }: Omit<CheckMatchesProps, 'actions'>) {
  const { t } = useTranslation('companies');
  const title = useId();
  const { similar = [] } = check;
  if (similar.length === 0) return null;
  return (
    <section aria-labelledby={title}>
      <h3 id={title} className={styles.similar}>
        {t('check.similar_names')}
      </h3>
      <p className="soft">{t('check.similar_hint')}</p>
      <ol className={styles.matches} aria-labelledby={title}>
        {similar.map((match, index) => (
          <MatchItem key={match.id ?? index} match={match} library={library} />
        ))}
      </ol>
    </section>
  );
}

const colours = { same: 'error', probable: 'warning', different: 'default' } as const;

interface MatchItemProps {
  match: Match;
  library: string;
  children?: ReactNode;
}

function MatchItem({ match, library, children }: MatchItemProps) {
  const { t } = useTranslation('companies');
  return (
    <li className={styles.match}>
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
          <Tag color={colours[match.outcome]}>{t(`check.${match.outcome}`)}</Tag>
        )}
        {match.outcome !== 'different' && t('check.score', { score: match.score })}
        {match.state === 'owned' && (
          <>
            {match.outcome !== 'different' && ' · '}
            {t('check.owner')} <OwnerText owner={match.owner} />
          </>
        )}
      </p>
      {match.mark && <MarkedBy mark={match.mark} />}
      {match.reasons && <Reasons reasons={match.reasons} />}
      {children}
    </li>
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
