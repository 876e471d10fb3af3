import { useTranslation } from 'react-i18next';
import styles from './states.module.css';

/** Shown only when it takes a moment: a flash of "loading" is worse than a short wait. */
export function PageLoading() {
  const { t } = useTranslation('app');
  return (
    <div className={styles.loading} role="status">
      <span className={styles.bar} aria-hidden />
      <span className="visually-hidden">{t('loading')}</span>
    </div>
  );
}
