import { CheckCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Loaded } from '../parts/loaded';
import { Notice } from '../parts/notice';
import { PageHeading } from '../parts/page_heading';
import { useMedia, wideScreen } from '../parts/use_media';
import type { ListRow } from '../records/record_shapes';
import { DecisionPanel } from './decision_panel';
import { loadInbox } from './inbox_api';
import { InboxList } from './inbox_list';
import { nextAfter } from './next_item';
import styles from './inbox.module.css';

/** What waits for my decision: the list, and beside it (on a phone: instead of it) the one in hand. */
export default function InboxPage() {
  const { t } = useTranslation('inbox');
  const waiting = useQuery({ queryKey: ['inbox'], queryFn: loadInbox });
  return (
    <>
      <PageHeading
        title={t('title')}
        subtitle={waiting.data ? t('waiting', { count: waiting.data.total }) : undefined}
      />
      <Loaded query={waiting} skeleton={<Skeleton active paragraph={{ rows: 8, width: '100%' }} />}>
        {(page) => <Inbox rows={page.items} />}
      </Loaded>
    </>
  );
}

function Inbox({ rows }: { rows: readonly ListRow[] }) {
  const { t } = useTranslation('inbox');
  const { id } = useParams();
  const wide = useMedia(wideScreen);
  const navigate = useNavigate();
  const { message } = App.useApp();
  const selected = id ?? (wide ? rows[0]?.id : undefined);

  const decided: React.ComponentProps<typeof DecisionPanel>['decided'] = (
    record,
    verdict,
    waiting,
  ) => {
    const done = waiting ? 'done_waiting' : (`done_${verdict}` as const);
    void message.success(t(done, { number: record.number }));
    const next = nextAfter(rows, record.id);
    void navigate(next && wide ? `/inbox/${next.id}` : '/inbox', { replace: true });
  };

  if (rows.length === 0 && selected === undefined) return <AllDone />;
  if (!wide && selected !== undefined)
    return <DecisionPanel id={selected} decided={decided} back />;
  return (
    <div className={styles.split}>
      <InboxList rows={rows} selected={selected} />
      {selected !== undefined && <DecisionPanel key={selected} id={selected} decided={decided} />}
    </div>
  );
}

function AllDone() {
  const { t } = useTranslation('inbox');
  return (
    <Notice
      icon={<CheckCircleOutlined aria-hidden />}
      title={t('all_done')}
      text={t('all_done_text')}
    />
  );
}
