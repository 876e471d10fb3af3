import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { hasRole, useMe } from '../../session';
import type { Workbench } from './workbench_api';
import styles from './workbench.module.css';

const states = ['draft', 'pending', 'rejected', 'approved'] as const;

/** How many signings stand where; each number opens the list behind it. */
export function Counts({ counts }: { counts: Workbench['counts'] }) {
  const { t } = useTranslation(['workbench', 'records']);
  const decides = hasRole(useMe(), ['manager', 'approver']);
  return (
    <ul className={styles.counts} aria-label={t('workbench:counts')}>
      {decides && (
        <Count to="/inbox" label={t('workbench:inbox')} value={counts.inbox ?? 0} accent />
      )}
      {states.map((state) => (
        <Count
          key={state}
          to={`/signings?state=${state}`}
          label={t(`records:state.${state}`)}
          value={counts[state] ?? 0}
        />
      ))}
    </ul>
  );
}

interface CountProps {
  to: string;
  label: string;
  value: number;
  accent?: boolean;
}

function Count({ to, label, value, accent = false }: CountProps) {
  return (
    <li>
      <Link to={to} className={styles.count} data-accent={accent && value > 0}>
        <span className={styles.countLabel}>{label}</span>
        <span className={`${styles.countValue ?? ''} numeric`}>{value}</span>
      </Link>
    </li>
  );
}
