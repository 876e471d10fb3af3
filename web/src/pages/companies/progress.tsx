import { useTranslation } from 'react-i18next';
import styles from './companies.module.css';
import type { Library } from './companies_api';

/** How full the inventory is, and how the day goes: what may be had, and what is aimed at. */
export function Progress({ library }: { library: Library }) {
  const { t } = useTranslation('companies');
  const { today } = library;
  return (
    <dl className={styles.meters} aria-label={t('progress.title')}>
      <Meter name={t('progress.owned')} value={library.owned} most={library.owned_limit} isLimit />
      <Meter
        name={t('progress.claims')}
        value={library.claims_today}
        most={library.claims_limit}
        isLimit
      />
      <Meter name={t('progress.new')} value={today.new} most={today.new_target || null} />
      <Meter
        name={t('progress.contacts')}
        value={today.contacts}
        most={today.contacts_target || null}
      />
    </dl>
  );
}

interface MeterProps {
  name: string;
  value: number;
  /** Nothing: there is no limit, or no target. */
  most: number | null;
  /** Full is bad; of a target it is good. */
  isLimit?: boolean;
}

function Meter({ name, value, most, isLimit = false }: MeterProps) {
  const { t } = useTranslation('companies');
  const share = most ? Math.min(1, value / most) : 0;
  const tone = isLimit ? (share >= 1 ? 'full' : share >= 0.9 ? 'near' : 'fine') : 'aim';
  return (
    <div className={styles.meter}>
      <dt>{name}</dt>
      <dd>
        <span className="numeric">
          <strong>{value}</strong>
          {most === null ? ` ${t('progress.no_limit')}` : `/${most}`}
        </span>
        {most !== null && (
          <div
            className={styles.bar}
            role="progressbar"
            aria-label={name}
            aria-valuemin={0}
            aria-valuemax={most}
            aria-valuenow={Math.min(value, most)}
            aria-valuetext={t('progress.of', { value, most })}
          >
            <div
              data-tone={share >= 1 && !isLimit ? 'done' : tone}
              style={{ inlineSize: `${share * 100}%` }}
            />
          </div>
        )}
      </dd>
    </div>
  );
}
