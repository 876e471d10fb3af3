import {
  CheckOutlined,
  ClockCircleOutlined,
  CloseOutlined,
  EllipsisOutlined,
  SendOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FullRecord } from '../../api';
import { currentLocale } from '../../i18n';
import { Moment } from '../parts/moment';
import styles from './approval_trail.module.css';
import type { Bundle } from '../../form/model/definition';
import { levelLabel } from './field_text';
import { trailRounds, type Decision, type TrailRound, type TrailStep } from './trail_view';

interface ApprovalTrailProps {
  record: FullRecord;
  bundle: Bundle;
}

/** All rounds of the approval, the newest first: who decided what, when and why, and who is next. */
export function ApprovalTrail({ record, bundle }: ApprovalTrailProps) {
  const { t } = useTranslation('records');
  const rounds = trailRounds(record.trail, record.outlook, record.state === 'pending');
  if (rounds.length === 0) return <p className={styles.nothing}>{t('trail.nothing')}</p>;
  return (
    <div className={styles.trail}>
      {rounds.toReversed().map((round) => (
        <Round key={round.round} round={round} only={rounds.length === 1} bundle={bundle} />
      ))}
    </div>
  );
}

interface RoundProps {
  round: TrailRound;
  only: boolean;
  bundle: Bundle;
}

function Round({ round, only, bundle }: RoundProps) {
  const { t } = useTranslation('records');
  const ahead = round.steps.every((step) => step.kind !== 'done');
  return (
    <section className={styles.round}>
      <h3 className={only && !ahead ? 'visually-hidden' : styles.roundTitle}>
        {ahead ? t('trail.ahead') : t('trail.round', { round: round.round })}
      </h3>
      <ol className={styles.steps}>
        {round.steps.map((step) => (
          <Step key={step.key} step={step} bundle={bundle} />
        ))}
      </ol>
    </section>
  );
}

const icons: Record<Decision | 'current' | 'coming', ReactNode> = {
  submit: <SendOutlined />,
  resubmit: <SendOutlined />,
  approve: <CheckOutlined />,
  reject: <CloseOutlined />,
  withdraw: <UndoOutlined />,
  current: <ClockCircleOutlined />,
  coming: <EllipsisOutlined />,
};

function Step({ step, bundle }: { step: TrailStep; bundle: Bundle }) {
  const { t } = useTranslation('records');
  const look = step.decision ?? (step.kind === 'current' ? 'current' : 'coming');
  const isDecision = step.decision === 'approve' || step.decision === 'reject';
  return (
    <li
      className={styles.step}
      data-look={look}
      aria-current={look === 'current' ? 'step' : undefined}
    >
      <span className={styles.icon} aria-hidden>
        {icons[look]}
      </span>
      <div className={styles.body}>
        <div className={styles.head}>
          <span className={styles.what}>{t(`trail.${look}`)}</span>
          {step.time && (
            <span className={styles.time}>
              <Moment time={step.time} />
            </span>
          )}
        </div>
        <div className={styles.who}>
          {step.people.length > 0
            ? step.people.map((person) => person.name).join(t('trail.or'))
            : t('trail.nobody')}
          {(isDecision || step.kind !== 'done') && (
            <span className={styles.level}>
              {t('trail.level', {
                level: step.level,
                label: levelLabel(bundle, step.levelId, currentLocale()),
              })}
            </span>
          )}
        </div>
        {step.opinion && <blockquote className={styles.opinion}>{step.opinion}</blockquote>}
      </div>
    </li>
  );
}
