import { PrinterOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Skeleton, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { FullRecord } from '../../api';
import { RecordForm } from '../../form/record_form';
import { Loaded } from '../parts/loaded';
import { PageHeading } from '../parts/page_heading';
import { Panel } from '../parts/panel';
import { useMedia, wideScreen } from '../parts/use_media';
import { offered } from '../records/action_view';
import { ApprovalTrail } from '../records/approval_trail';
import { loadRecord, recordKey } from '../records/commands';
import { DecisionForm } from '../records/decision_form';
import type { Bundle } from '../../form/model/definition';
import { RecordFacts } from '../records/record_facts';
import { StateTag } from '../records/state_tag';
import { useDefinition } from '../records/use_definition';
import styles from './signings.module.css';
import { DeleteButton } from './delete_button';
import { WithdrawButton } from './withdraw_button';

/** One signing: where it stands, what may be done with it, its approval, and the form itself. */
export default function SigningPage() {
  const { id = '' } = useParams();
  const bundle = useDefinition('signing');
  const record = useQuery({
    queryKey: recordKey('signing', id),
    queryFn: ({ signal }) => loadRecord('signing', id, signal),
  });
  return (
    <Loaded query={bundle} skeleton={<SigningSkeleton />}>
      {(bundle) => (
        <Loaded query={record} skeleton={<SigningSkeleton />}>
          {(record) => <Signing key={id} record={record} bundle={bundle} />}
        </Loaded>
      )}
    </Loaded>
  );
}

interface SigningProps {
  record: FullRecord;
  bundle: Bundle;
}

function Signing({ record, bundle }: SigningProps) {
  const { t } = useTranslation('signings');
  const wide = useMedia(wideScreen);
  return (
    <>
      <PageHeading
        title={record.title ?? record.number}
        marks={<StateTag state={record.state} />}
        subtitle={<span className="numeric">{record.number}</span>}
        actions={
          <>
            <DeleteButton record={record} />
            <WithdrawButton record={record} />
            <Link to={`/signings/${record.id}/print`} className={styles.print}>
              <PrinterOutlined aria-hidden /> {t('print')}
            </Link>
          </>
        }
      />
      <Rejection record={record} />
      <RecordFacts record={record} bundle={bundle} />
      {wide ? (
        <div className={styles.columns}>
          <div className={styles.content}>
            <Content record={record} />
          </div>
          <aside className={styles.aside}>
            <Decision record={record} />
            <Trail record={record} bundle={bundle} />
          </aside>
        </div>
      ) : (
        <NarrowTabs record={record} bundle={bundle} />
      )}
    </>
  );
}

/** On a phone the long form and the approval take turns; whoever must decide sees that first. */
function NarrowTabs({ record, bundle }: SigningProps) {
  const { t } = useTranslation('signings');
  const decides = offered(record.actions, 'approve') !== undefined;
  return (
    <Tabs
      defaultActiveKey={decides ? 'approval' : 'content'}
      items={[
        { key: 'content', label: t('content'), children: <Content record={record} /> },
        {
          key: 'approval',
          label: t('approval'),
          children: (
            <div className={styles.aside}>
              <Decision record={record} />
              <Trail record={record} bundle={bundle} />
            </div>
          ),
        },
      ]}
    />
  );
}

function Content({ record }: { record: FullRecord }) {
  const client = useQueryClient();
  const key = recordKey(record.entity, record.id);
  return (
    <RecordForm
      record={record}
      onChanged={(changed) => {
        client.setQueryData(key, changed);
        void client.invalidateQueries({ queryKey: ['signings'] });
        void client.invalidateQueries({ queryKey: ['workbench'] });
      }}
      onReload={() => void client.invalidateQueries({ queryKey: key })}
    />
  );
}

function Trail({ record, bundle }: SigningProps) {
  const { t } = useTranslation('signings');
  return (
    <Panel title={t('trail')}>
      <ApprovalTrail record={record} bundle={bundle} />
    </Panel>
  );
}

function Decision({ record }: { record: FullRecord }) {
  const { t } = useTranslation('signings');
  if (!offered(record.actions, 'approve') && !offered(record.actions, 'reject')) return null;
  return (
    <Panel title={t('decide')}>
      {/* keyed: another level is another decision, with an empty opinion */}
      <DecisionForm key={record.version} record={record} decided={() => undefined} />
    </Panel>
  );
}

/** What the partner has to mend, on top where it cannot be missed. */
function Rejection({ record }: { record: FullRecord }) {
  const { t } = useTranslation('signings');
  const last = record.trail.at(-1);
  if (record.state !== 'rejected' || last?.decision !== 'reject') return null;
  return (
    <Alert
      className={styles.rejection ?? ''}
      type="error"
      showIcon
      title={t('rejected_by', { name: last.actor_name ?? last.actor })}
      description={<span className={styles.opinion}>{last.opinion}</span>}
    />
  );
}

function SigningSkeleton() {
  return (
    <>
      <Skeleton active title={{ width: '40%' }} paragraph={{ rows: 2, width: ['60%', '30%'] }} />
      <Skeleton active style={{ marginBlockStart: 32 }} paragraph={{ rows: 12, width: '100%' }} />
    </>
  );
}
