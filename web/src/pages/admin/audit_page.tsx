import { AuditOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from '../parts/data_list';
import { Moment } from '../parts/moment';
import { Notice } from '../parts/notice';
import { PageHeading } from '../parts/page_heading';
import { PagedList } from '../parts/paged_list';
import { listAudit, type AuditEntry, type AuditQuery } from './admin_api';
import styles from './admin.module.css';
import { AuditFilters } from './audit_filters';
import { AuditSubject } from './audit_subject';
import { actionName } from './audit_words';

const everything: AuditQuery = {
  from: null,
  to: null,
  actor: '',
  action: null,
  subject: '',
  page: 1,
  page_size: 50,
};

/** 审计日志: every change, as the hash-chained trail holds it, newest first. */
export default function AuditPage() {
  const { t } = useTranslation('admin');
  const [query, setQuery] = useState<AuditQuery>(everything);
  return (
    <>
      <PageHeading title={t('audit.title')} subtitle={t('audit.subtitle')} />
      <AuditFilters query={query} show={setQuery} />
      <PagedList
        label={t('audit.title')}
        cache={['admin', 'audit']}
        query={query}
        show={setQuery}
        load={listAudit}
        rowKey={(entry) => String(entry.number)}
        columns={auditColumns(t)}
        none={<Notice icon={<AuditOutlined aria-hidden />} title={t('audit.none')} />}
      />
    </>
  );
}

function auditColumns(
  t: ReturnType<typeof useTranslation<'admin'>>['t'],
): DataColumn<AuditEntry>[] {
  return [
    {
      key: 'number',
      title: t('audit.number'),
      card: 'mark',
      render: (entry) => <span className="numeric">{entry.number}</span>,
    },
    { key: 'time', title: t('audit.time'), render: (entry) => <Moment time={entry.time} /> },
    {
      key: 'who',
      title: t('audit.who'),
      render: (entry) =>
        entry.user_name ??
        (['', 'system'].includes(entry.user_id) ? t('audit.system') : entry.user_id),
    },
    {
      key: 'action',
      title: t('audit.action'),
      card: 'title',
      render: (entry) => actionName(t, entry.action),
    },
    { key: 'subject', title: t('audit.subject'), render: (entry) => <AuditSubject {...entry} /> },
    {
      key: 'detail',
      title: t('audit.detail'),
      render: (entry) =>
        Object.keys(entry.detail).length === 0 ? null : (
          <pre className={styles.detail}>{detailText(entry.detail)}</pre>
        ),
    },
    { key: 'address', title: t('audit.address'), render: (entry) => entry.address ?? null },
  ];
}

function detailText(detail: Record<string, unknown>): string {
  return Object.entries(detail)
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n');
}
