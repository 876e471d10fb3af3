import { FileAddOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { hasRole, useMe } from '../../session';
import { LinkButton } from '../parts/link_button';
import { Loaded } from '../parts/loaded';
import { PageHeading } from '../parts/page_heading';
import { lastKnown } from '../../sync/last_known';
import { Counts } from './counts';
import { greetingAt } from './greeting';
import { MyRecords } from './my_records';
import { News } from './news';
import { Todos } from './todos';
import { loadWorkbench } from './workbench_api';
import styles from './workbench.module.css';

// For few, and not at once.
const CalendarNote = lazy(() => import('./calendar_note'));

/** 工作台: what is to be done, where one's own records stand, what is new. */
export default function WorkbenchPage() {
  const { t } = useTranslation('workbench');
  const me = useMe();
  const workbench = useQuery({
    queryKey: ['workbench'],
    queryFn: ({ signal }) => lastKnown('workbench', () => loadWorkbench(signal)),
    refetchOnWindowFocus: true,
  });
  const greeting = t(`greeting.${greetingAt(new Date().getHours())}`, {
    name: me.user.display_name || me.user.user_name,
  });
  return (
    <>
      <PageHeading
        title={t('title')}
        subtitle={greeting}
        actions={
          hasRole(me, ['partner']) && (
            <LinkButton to="/signings/new" primary icon={<FileAddOutlined aria-hidden />}>
              {t('new_signing')}
            </LinkButton>
          )
        }
      />
      {hasRole(me, ['admin']) && (
        <Suspense fallback={null}>
          <CalendarNote user={me.user.id} />
        </Suspense>
      )}
      <Loaded query={workbench} skeleton={<WorkbenchSkeleton />}>
        {(data) => (
          <>
            <Counts counts={data.counts} />
            <div className={styles.columns}>
              <div className={styles.main}>
                <Todos todos={data.todos} />
                <MyRecords rows={data.my_records} />
              </div>
              <News news={data.news} />
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

function WorkbenchSkeleton() {
  return (
    <>
      <Skeleton active title={false} paragraph={{ rows: 2, width: '100%' }} />
      <div className={styles.columns} style={{ marginBlockStart: 24 }}>
        <Skeleton active paragraph={{ rows: 8 }} />
        <Skeleton active paragraph={{ rows: 8 }} />
      </div>
    </>
  );
}
