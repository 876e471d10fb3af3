import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { useSession } from '../session';
import { startOver } from '../shell';
import styles from './states.module.css';

/** The error boundary of all routes: says what to do, and that nothing is lost. */
export function RouteErrorPage() {
  const error = useRouteError();
  const { t } = useTranslation('app');
  useEffect(() => console.error(error), [error]);
  const kind = isMissingFile(error) ? 'missing' : 'crash';
  return (
    <main className={styles.message} role="alert">
      <h1>{t(`${kind}.title`)}</h1>
      <p>{t(`${kind}.text`)}</p>
      <Button type="primary" onClick={kind === 'missing' ? startOver : reload}>
        {t('reload')}
      </Button>
    </main>
  );
}

const reload = () => window.location.reload();

/** A file of the app did not come: no connection, or a newer version has replaced it. Browsers and Vite word it differently. */
function isMissingFile(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|importing a module script|unable to preload css/i.test(
      error.message,
    )
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
