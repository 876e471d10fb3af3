import { LaptopOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/use_problem_text';
import type { DataColumn } from '../parts/data_list';
import { Moment } from '../parts/moment';
import { Notice } from '../parts/notice';
import { PageHeading } from '../parts/page_heading';
import { PagedList } from '../parts/paged_list';
import { useCommandName } from '../sync/use_command_name';
import styles from './admin.module.css';
import { giveUp, listSyncClients, type SyncClient } from './sync_clients_api';

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
    { key: 'held', title: t('devices.held'), render: (client) => <Held {...client} /> },
    {
      key: 'created_at',
      title: t('devices.first'),
      render: ({ created_at }) => <Moment time={created_at} />,
    },
  ];
}

/** What is kept back until its files arrive, or what it depends on. */
function Held({ held, client_id }: Pick<SyncClient, 'held' | 'client_id'>) {
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
          {before === 0 && <GiveUp client={client_id} seq={seq} name={name(command)} />}
        </li>
      ))}
    </ul>
  );
}

/** For files that will never come: their device is lost, or they were given up there. */
function GiveUp({ client, seq, name }: { client: string; seq: number; name: string }) {
  const { t } = useTranslation('admin');
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  const problemText = useProblemText();
  const run = async () => {
    try {
      await giveUp(client, seq);
      await queries.invalidateQueries({ queryKey: ['admin', 'sync'] });
      void message.success(t('devices.given_up'));
    } catch (error) {
      void message.error(problemText(error));
    }
  };
  const ask = () =>
    modal.confirm({
      title: t('devices.give_up_question', { name }),
      content: t('devices.give_up_text'),
      okText: t('devices.give_up'),
      onOk: run,
    });
  return (
    <Button type="link" size="small" onClick={() => void ask()}>
      {t('devices.give_up')}
    </Button>
  );
}
