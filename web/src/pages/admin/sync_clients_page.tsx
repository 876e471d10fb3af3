import { LaptopOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from '../parts/data_list';
import { Moment } from '../parts/moment';
import { Notice } from '../parts/notice';
import { PageHeading } from '../parts/page_heading';
import { PagedList } from '../parts/paged_list';
import { useCommandName } from '../sync/use_command_name';
import styles from './admin.module.css';
import { listSyncClients, type SyncClient } from './sync_clients_api';

/** 同步设备: which devices of whom synchronise, how far they are, and what of them is held back. */
export default function SyncClientsPage() {
  const { t } = useTranslation('admin');
  const [query, setQuery] = useState({ page: 1, page_size: 50 });
  return (
    <>
      <PageHeading title={t('devices.title')} subtitle={t('devices.subtitle')} />
      <PagedList
        label={t('devices.title')}
        cache={['admin', 'sync']}
        query={query}
        show={setQuery}
        load={listSyncClients}
        refresh={15_000}
        rowKey={(client) => client.client_id}
        columns={useColumns()}
        none={
          <Notice
            icon={<LaptopOutlined aria-hidden />}
            title={t('devices.none')}
            text={t('devices.none_text')}
          />
        }
      />
    </>
  );
}

function useColumns(): DataColumn<SyncClient>[] {
  const { t } = useTranslation('admin');
  return [
    {
      key: 'user',
      title: t('devices.user'),
      card: 'title',
      render: ({ user, client_id }) => (
        <div>
          {user.name} <small className="soft numeric">{client_id.slice(0, 8)}</small>
        </div>
      ),
    },
    {
      key: 'seen_at',
      title: t('devices.seen'),
      render: ({ seen_at }) => <Moment time={seen_at} relative />,
    },
    {
      key: 'lag',
      title: t('devices.lag'),
      align: 'right',
      render: ({ lag }) => <span className="numeric">{lag}</span>,
    },
    {
      key: 'last_seq',
      title: t('devices.commands'),
      align: 'right',
      render: ({ last_seq }) => <span className="numeric">{last_seq}</span>,
    },
    { key: 'held', title: t('devices.held'), render: ({ held }) => <Held held={held} /> },
    {
      key: 'created_at',
      title: t('devices.first'),
      render: ({ created_at }) => <Moment time={created_at} />,
    },
  ];
}

/** What is kept back until its files arrive, or what it depends on. */
function Held({ held }: Pick<SyncClient, 'held'>) {
  const { t } = useTranslation('admin');
  const name = useCommandName();
  if (held.length === 0) return <span className="soft">{t('devices.nothing_held')}</span>;
  return (
    <ul className={styles.detail}>
      {held.map(({ seq, name: command, since, waits_for: files, waits_for_command: before }) => (
        <li key={seq}>
          {name(command)} · <Moment time={since} relative /> ·{' '}
          {before > 0
            ? t('devices.behind', { seq: before })
            : t('devices.files', { count: files.length })}
        </li>
      ))}
    </ul>
  );
}
