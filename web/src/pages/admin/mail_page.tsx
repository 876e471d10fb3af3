import { MailOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataList, type DataColumn } from '../parts/data_list';
import { Loaded } from '../parts/loaded';
import { Moment } from '../parts/moment';
import { Notice } from '../parts/notice';
import { PageHeading } from '../parts/page_heading';
import { listMail, type MailMessage } from './admin_api';
import styles from './admin.module.css';

const colors: Record<MailMessage['state'], string> = {
  queued: 'processing',
  sent: 'success',
  failed: 'error',
};

/** 邮件队列: what was sent, what waits for the mail server, what was given up and why. */
export default function MailPage() {
  const { t } = useTranslation('admin');
  const [query, setQuery] = useState({ page: 1, page_size: 50 });
  const mail = useQuery({
    queryKey: ['admin', 'mail', query],
    queryFn: ({ signal }) => listMail(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
  return (
    <>
      <PageHeading title={t('mail.title')} subtitle={t('mail.subtitle')} />
      <Loaded query={mail} skeleton={<Skeleton active paragraph={{ rows: 12, width: '100%' }} />}>
        {(page) =>
          page.items.length === 0 ? (
            <Notice
              icon={<MailOutlined aria-hidden />}
              title={t('mail.none')}
              text={t('mail.none_text')}
            />
          ) : (
            <DataList
              label={t('mail.title')}
              rows={page.items}
              rowKey={(message) => message.id}
              columns={mailColumns(t)}
              busy={mail.isPlaceholderData}
              paging={{
                page: query.page,
                pageSize: query.page_size,
                total: page.total,
                onChange: (page) => setQuery({ ...query, page }),
              }}
            />
          )
        }
      </Loaded>
    </>
  );
}

function mailColumns(
  t: ReturnType<typeof useTranslation<'admin'>>['t'],
): DataColumn<MailMessage>[] {
  return [
    { key: 'subject', title: t('mail.subject'), card: 'title', render: (mail) => mail.subject },
    {
      key: 'state',
      title: t('mail.state'),
      card: 'mark',
      render: (mail) => (
        <Tag color={colors[mail.state]} style={{ marginInlineEnd: 0 }}>
          {t(`mail_state.${mail.state}`)}
        </Tag>
      ),
    },
    { key: 'to', title: t('mail.to'), render: (mail) => mail.recipient },
    {
      key: 'created_at',
      title: t('mail.queued'),
      render: (mail) => <Moment time={mail.created_at} />,
    },
    {
      key: 'sent_at',
      title: t('mail.sent'),
      render: (mail) => (mail.sent_at ? <Moment time={mail.sent_at} /> : null),
    },
    { key: 'attempts', title: t('mail.attempts'), align: 'right', render: (mail) => mail.attempts },
    {
      key: 'last_error',
      title: t('mail.error'),
      render: (mail) =>
        mail.last_error ? <span className={styles.detail}>{mail.last_error}</span> : null,
    },
  ];
}
