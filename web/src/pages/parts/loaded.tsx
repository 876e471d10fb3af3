import { DisconnectOutlined, ReloadOutlined, WarningOutlined } from '@ant-design/icons';
import type { UseQueryResult } from '@tanstack/react-query';
import { Alert, Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, NetworkError } from '../../api';
import { NotFoundPage } from '../../app/not_found_page';
import { useProblemText } from '../../app/use_problem_text';
import { KeptAnswers } from '../../shell/kept_answers';
import { useOffline } from '../../shell/use_offline';
import { Notice } from './notice';

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  /** Stands in while loading; give it the size of what comes, so that nothing jumps. */
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}

/**
 * The faces of everything that comes from the server: loading, not there, failed with a way to try
 * again, and there. What is there stays on the page when a refresh fails, with a note.
 */
export function Loaded<T>({ query, skeleton, children }: LoadedProps<T>) {
  const { t } = useTranslation('parts');
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <StaleNote query={query} />}
        {children(query.data)}
      </>
    );
  }
  if (query.error instanceof ApiError && query.error.status === 404) return <NotFoundPage />;
  if (query.isError) {
    return (
      <LoadFailed error={query.error} busy={query.isFetching} retry={() => void query.refetch()} />
    );
  }
  return (
    <div aria-busy="true" aria-label={t('loading')} role="status">
      {skeleton ?? <Skeleton active paragraph={{ rows: 6 }} />}
    </div>
  );
}

interface FailedProps {
  error: unknown;
  retry: () => void;
  busy?: boolean;
}

/** Something a page can't be without did not come: why, and the way to try again. */
export function LoadFailed({ error, retry, busy = false }: FailedProps) {
  const { t } = useTranslation(['parts', 'shell']);
  const problemText = useProblemText();
  const offline = useOffline() && error instanceof NetworkError;
  return (
    <Notice
      error
      icon={offline ? <DisconnectOutlined aria-hidden /> : <WarningOutlined aria-hidden />}
      title={t(offline ? 'shell:offline.title' : 'failed')}
      text={offline ? t('shell:offline.text') : problemText(error)}
      action={
        <>
          {offline && <KeptAnswers />}
          <Button icon={<ReloadOutlined aria-hidden />} loading={busy} onClick={retry}>
            {t('retry')}
          </Button>
        </>
      }
    />
  );
}

function StaleNote<T>({ query }: { query: UseQueryResult<T> }) {
  const { t } = useTranslation('parts');
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBlockEnd: 16 }}
      title={t('stale')}
      action={
        <Button size="small" loading={query.isFetching} onClick={() => void query.refetch()}>
          {t('retry')}
        </Button>
      }
    />
  );
}
