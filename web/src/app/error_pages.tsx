import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { useSession } from '../session';
import styles from './states.module.css';

/** The error boundary of all routes: says what to do, and that nothing is lost. */
export function RouteErrorPage() {
  const error = useRouteError();
  const { t } = useTranslation('app');
  useEffect(() => console.error(error), [error]);
  return (
    <main className={styles.message} role="alert">
      <h1>{t('crash.title')}</h1>
      <p>{t('crash.text')}</p>
      <Button type="primary" onClick={() => window.location.reload()}>
        {t('reload')}
      </Button>
    </main>
  );
}

export function OfflinePage() {
  const { reload } = useSession();
  const { t } = useTranslation('app');
  return (
    <main className={styles.message} role="alert">
      <h1>{t('offline.title')}</h1>
      <p>{t('offline.text')}</p>
      <Button type="primary" onClick={() => void reload().catch(() => undefined)}>
        {t('retry')}
      </Button>
    </main>
  );
}
