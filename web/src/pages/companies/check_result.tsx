import { FormOutlined, SendOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import { CheckMatches, SimilarNames } from './check_matches';
import { useWarned } from './collision_refusal';
import styles from './companies.module.css';
import { collisionIn, type Check, type GoingOn, type Library, type Match } from './companies_api';
import { GoOn } from './go_on';
import { MatchPairing } from './match_pairing';
import { useAct } from './use_act';

interface CheckResultProps {
  library: Library;
  check: Check;
  /** The form says something else by now. */
  stale?: boolean;
  busy?: boolean;
  enter?: (said: GoingOn) => void;
  /** The name that was asked about; it may be marked as not being a company that was found. */
  name?: string | undefined;
  again?: () => void;
  /** In place of what may be done. */
  note?: ReactNode;
}

const tones = {
  clear: 'success',
  own: 'info',
  pool: 'warning',
  owned: 'error',
  library: 'error',
} as const;

const isProbable = ({ code }: Check) => code.endsWith('.probable');

/** What the check says, in the server's words, and what follows from it. */
export function CheckResult({
  library,
  check,
  stale = false,
  note,
  name,
  again,
  ...rest
}: CheckResultProps) {
  const { t } = useTranslation('companies');
  const place = useRef<HTMLDivElement>(null);
  // One hand: Enter checks, and Enter again does what follows.
  useEffect(() => {
    const next = place.current?.querySelector<HTMLElement>('button.ant-btn-primary');
    (next ?? place.current)?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={place} tabIndex={-1} className={styles.result}>
      <Panel title={t('check.result')}>
        {note ?? (
          <Alert
            type={check.warning ? 'warning' : tones[check.outcome]}
            showIcon
            title={check.message}
            description={
              !check.may_enter && isProbable(check) ? t('check.may_not_enter') : undefined
            }
          />
        )}
        {stale && <p className={styles.hint}>{t('check.stale')}</p>}
        {!note && !stale && <Follows check={check} {...rest} />}
        <CheckMatches
          check={check}
          library={library.id}
          actions={(match) =>
            !stale && (
              <>
                {match.state === 'pool' && <FromPool match={match} library={library} />}
                <MatchPairing
                  match={match}
                  first={check.matches[0]}
                  library={library}
                  name={name}
                  again={again}
                />
              </>
            )
          }
        />
        <SimilarNames check={check} library={library.id} />
      </Panel>
    </div>
  );
}

function Follows({
  check,
  busy = false,
  enter = () => undefined,
}: Pick<CheckResultProps, 'check' | 'busy' | 'enter'>) {
  const { t } = useTranslation('companies');
  const binds = check.then === 'bind';
  if (check.then === 'warn')
    return (
      <GoOn
        check={check}
        text={t('check.enter_all_the_same')}
        icon={<FormOutlined aria-hidden />}
        busy={busy}
        go={(reason) => enter({ warned: true, ...(reason ? { reason } : {}) })}
      />
    );
  const offered = check.may_enter
    ? { text: 'check.enter', primary: !check.warning }
    : check.outcome === 'own' && binds
      ? { text: 'check.add_to_own', primary: true }
      : check.outcome === 'owned' && binds
        ? { text: 'check.hand_to_owner', primary: false }
        : null;
  if (!offered) return null;
  return (
    <div className={styles.buttons}>
      <Button
        type={offered.primary ? 'primary' : 'default'}
        icon={
          check.outcome === 'owned' && !check.warning ? (
            <SendOutlined aria-hidden />
          ) : (
            <FormOutlined aria-hidden />
          )
        }
        loading={busy}
        onClick={() => enter({})}
      >
        {t(offered.text)}
      </Button>
    </div>
  );
}

/** What is in the pool is claimed, not entered. */
function FromPool({ match, library }: { match: Match; library: Library }) {
  const { t } = useTranslation('companies');
  const navigate = useNavigate();
  const address = `/companies/${library.id}/${match.id ?? ''}`;
  const company = { id: match.id ?? '', library: library.id };
  const claim = useAct(company, () => void navigate(address));
  const { asks, dialog } = useWarned(library.id);
  const take = (said: GoingOn = {}) =>
    claim.mutate({ action: 'claim', ...said }, { onError: (error) => void asks(error, take) });
  const members = library.pools.filter(({ member }) => member);
  const open = members.some((pool) => pool.claim === 'open');
  return (
    <div className={styles.buttons}>
      {open && (
        <Button type="primary" loading={claim.isPending} onClick={() => take()}>
          {t('do.claim')}
        </Button>
      )}
      <Button onClick={() => void navigate(address)}>{t('check.look')}</Button>
      {!collisionIn(claim.error) && <ProblemNote error={claim.error} />}
      {dialog}
    </div>
  );
}
