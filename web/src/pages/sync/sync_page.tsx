import { CheckCircleOutlined, DownloadOutlined, SyncOutlined } from '@ant-design/icons';
import { App, Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/use_problem_text';
import { useOffline } from '../../shell/use_offline';
import { useLocal, useLocalFiles, useLocalState, useStanding } from '../../sync';
import type { LocalData, Standing } from '../../sync';
import { countsOf, sorted } from '../../sync/unsent';
import { Loaded } from '../parts/loaded';
import { Moment } from '../parts/moment';
import { Notice } from '../parts/notice';
import { PageHeading } from '../parts/page_heading';
import { Panel } from '../parts/panel';
import { DeviceStorage } from './device_storage';
import { exportFile } from './export_file';
import { NeedsYouList } from './needs_you_list';
import { NoDatabase } from './no_database';
import { useOutbox } from './outbox';
import styles from './sync.module.css';
import { WaitingList } from './waiting_list';

/** 同步: what of this device waits for the server or for the person, and how the conversation stands. */
export default function SyncPage() {
  const { t } = useTranslation('sync');
  const local = useLocal();
  const state = useLocalState();
  if (local === null || state.state === 'none') {
    const fault = state.state === 'none' ? state : ({ fault: 'unsupported', detail: '' } as const);
    return (
      <>
        <PageHeading title={t('title')} subtitle={t('subtitle')} />
        <NoDatabase {...fault} local={local} />
      </>
    );
  }
  return (
    <>
      <PageHeading
        title={t('title')}
        subtitle={t('subtitle')}
        actions={<Actions local={local} />}
      />
      {state.state === 'ready' && <Status standing={state.standing} />}
      <Waiting local={local} />
      <DeviceStorage />
    </>
  );
}

function Actions({ local }: { local: LocalData }) {
  const { t } = useTranslation('sync');
  const { message } = App.useApp();
  const problemText = useProblemText();
  const run = async (action: () => Promise<unknown>) => {
    try {
      await action();
    } catch (error) {
      void message.error(problemText(error));
    }
  };
  const exportAll = async () => {
    const files = await Promise.all(
      local.files().files.map(async ({ id, file_name }) => {
        const content = await local.ask({ ask: 'content', id });
        // It has arrived meanwhile.
        return content ? [{ file_name, content }] : [];
      }),
    );
    await exportFile(await local.ask({ ask: 'export' }), files.flat());
    void message.success(t('exported'));
  };
  return (
    <>
      <Button icon={<DownloadOutlined aria-hidden />} onClick={() => void run(exportAll)}>
        {t('export')}
      </Button>
      <Button
        type="primary"
        icon={<SyncOutlined aria-hidden />}
        onClick={() => void run(() => local.ask({ ask: 'hurry' }))}
      >
        {t('now')}
      </Button>
    </>
  );
}

function Status({ standing }: { standing: Standing }) {
  const { t } = useTranslation('sync');
  const offline = useOffline();
  const { link, complete, pulled_at } = standing;
  const word = offline && (link === 'idle' || link === 'busy') ? 'offline' : link;
  return (
    <div className={styles.status} role="status" data-link={word}>
      <strong>{t(`link.${word}`)}</strong>
      <span className="soft">
        {t('pulled')}{' '}
        {pulled_at > 0 ? <Moment time={new Date(pulled_at).toISOString()} relative /> : t('never')}
      </span>
      {!complete && <span className="soft">{t('incomplete')}</span>}
    </div>
  );
}

function Waiting({ local }: { local: LocalData }) {
  const { t } = useTranslation('sync');
  const outbox = useOutbox();
  const { files } = useLocalFiles();
  const standing = useStanding();
  return (
    <Loaded query={outbox} skeleton={<Skeleton active />}>
      {(all) => {
        const { needing, refused, typed, commands } = sorted(all);
        const needs = needing.length + refused.length;
        const waits = typed.length + commands.length + files.length;
        const total = standing ? countsOf(standing) : { needs, waits };
        const more = total.needs + total.waits + files.length - needs - waits;
        if (needs + waits === 0) {
          const icon = <CheckCircleOutlined aria-hidden />;
          return <Notice icon={icon} title={t('all_sent')} text={t('all_sent_text')} />;
        }
        return (
          <div className={styles.panels}>
            {needs > 0 && (
              <Panel title={t('needs_you')} flush>
                <NeedsYouList {...{ local, needing, refused }} names={all.names} />
              </Panel>
            )}
            {waits > 0 && (
              <Panel title={t('waiting')} flush>
                <WaitingList {...{ typed, commands }} names={all.names} />
              </Panel>
            )}
            {more > 0 && <p className="soft">{t('more', { count: more })}</p>}
          </div>
        );
      }}
    </Loaded>
  );
}
