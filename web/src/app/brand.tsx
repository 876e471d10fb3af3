import { useTranslation } from 'react-i18next';
import styles from './brand.module.css';

/** The mark of the favicon with the name; decoration beside the name, so hidden from readers. */
export function Brand() {
  const { t } = useTranslation('app');
  return (
    <span className={styles.brand}>
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden>
        <rect width="32" height="32" rx="8" fill="var(--accent)" />
        <path
          d="M8 11h7a5 5 0 0 1 5 5 5 5 0 0 0 5 5M8 21h5"
          fill="none"
          stroke="#fff"
          strokeWidth="2.6"
          strokeLinecap="round"
        />
        <circle cx="24.5" cy="21" r="2.2" fill="#fff" />
        <circle cx="8" cy="11" r="2.2" fill="#fff" />
      </svg>
      <span>{t('brand')}</span>
    </span>
  );
}
