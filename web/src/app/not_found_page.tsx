import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from './states.module.css';
import { usePageTitle } from './use_page_title';

export function NotFoundPage() {
  const { t } = useTranslation('app');
  usePageTitle(t('not_found.title'));
  return (
    <div className={styles.message}>
      <h1>{t('not_found.title')}</h1>
      <p>{t('not_found.text')}</p>
      <Link to="/">{t('back_home')}</Link>
    </div>
  );
}
