import { MailOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from '../parts/data_list';
import { Moment } from '../parts/moment';
import { Notice } from '../parts/notice';
import { PageHeading } from '../parts/page_heading';
import { PagedList } from '../parts/paged_list';
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
  return (
    <>
      <PageHeading title={t('mail.title')} subtitle={t('mail.subtitle')} />
      <PagedList
        label={t('mail.title')}
        cache={['admin', 'mail']}
        query={query}
        show={setQuery}
        load={listMail}
        refresh={15_000}
        rowKey={(message) => message.id}
        columns={mailColumns(t)}
        none={
          <Notice
            icon={<MailOutlined aria-hidden />}
            title={t('mail.none')}
            text={t('mail.none_text')}
          />
        }
      />
    </>
  );
}

function mailColumns(
  t: ReturnType<typeof useTranslation<'admin'>>['t'],
): DataColumn<MailMessage>[] {
  return [
    {
      key: 'subject',
      title: t('mail.subject'),
      card: 'title',
      render: (mail) => <div className={styles.address}>{mail.subject}</div>,
    },
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
    {
      key: 'to',
      title: t('mail.to'),
      render: (mail) => <div className={styles.address}>{mail.recipient}</div>,
    },
    {
      key: 'last_error',
      title: t('mail.error'),
      render: (mail) =>
        mail.last_error ? <div className={styles.detail}>{mail.last_error}</div> : null,
    },
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
  ];
}
