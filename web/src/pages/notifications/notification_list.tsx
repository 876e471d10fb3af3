import { BellOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { recordPath } from '../../app/addresses';
import { Loaded } from '../parts/loaded';
import { Moment } from '../parts/moment';
import { Notice } from '../parts/notice';
import { ProblemNote } from '../parts/problem_note';
import styles from './notifications.module.css';
import { markRead, type Notification } from './notifications_api';
import { useNotifications, useUnread } from './use_unread';

export function NotificationList({ close }: { close: () => void }) {
  const { t } = useTranslation('notifications');
  const client = useQueryClient();
  const notifications = useNotifications();
  const unread = useUnread();
  const read = useMutation({
    mutationFn: markRead,
    onSuccess: () => client.invalidateQueries({ queryKey: ['notifications'] }),
  });
  return (
    <div className={styles.popover}>
      <div className={styles.head}>
        <h2>{t('title')}</h2>
        <Button
          type="link"
          size="small"
          disabled={unread === 0}
          loading={read.isPending}
          onClick={() => read.mutate({ all: true })}
        >
          {t('mark_all')}
        </Button>
      </div>
      <ProblemNote error={read.error} />
      <Loaded
        query={notifications}
        skeleton={<Skeleton active className={styles.skeleton ?? ''} />}
      >
        {(page) =>
          page.items.length === 0 ? (
            <Notice
              icon={<BellOutlined aria-hidden />}
              title={t('nothing')}
              text={t('nothing_text')}
            />
          ) : (
            <ul className={styles.list}>
              {page.items.map((item) => (
                <Item
                  key={item.id}
                  item={item}
                  opened={() => {
                    if (!item.read) read.mutate({ ids: [item.id] });
                    close();
                  }}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

function Item({ item, opened }: { item: Notification; opened: () => void }) {
  const { t } = useTranslation('notifications');
  const toDecide = item.kind === 'decide';
  return (
    <li>
      <Link
        to={toDecide ? `/inbox/${item.record_id}` : recordPath(item.entity, item.record_id)}
        className={styles.item}
        data-unread={!item.read}
        onClick={opened}
      >
        <span className={styles.text}>
          {!item.read && <span className="visually-hidden">{t('unread')}</span>}
          {item.subject}
        </span>
        <span className={styles.time}>
          <Moment time={item.created_at} relative />
        </span>
      </Link>
    </li>
  );
}
