import { PrinterOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Skeleton, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import type { FullRecord } from '../../api';
import { recordPath } from '../../app/addresses';
import { NewSigning } from '../../form/new_signing';
import { isEditable } from '../../form/record/editable';
import { RecordForm } from '../../form/record_form';
import { Loaded } from '../parts/loaded';
import { PageHeading } from '../parts/page_heading';
import { Panel } from '../parts/panel';
import { largeScreen, useMedia, wideScreen } from '../parts/use_media';
import { offered } from '../records/action_view';
import { ApprovalTrail } from '../records/approval_trail';
import { recordKey, recordQuery, useRecord } from '../records/commands';
import { DecisionForm } from '../records/decision_form';
import type { Bundle } from '../../form/model/definition';
import { RecordFacts } from '../records/record_facts';
import { StateTag } from '../records/state_tag';
import { useDefinition } from '../records/use_definition';
import styles from './signings.module.css';
import { DeleteButton } from './delete_button';
import { WithdrawButton } from './withdraw_button';

/** The new signing of this page: which one, the id it got, and whether the address says so by now. */
interface Begun {
  serial: number;
  id: string | undefined;
  arrived: boolean;
}

/** A signing by its address: a new one keeps its form when its first save gives it an address of its own. */
export default function SigningPage() {
  const { id } = useParams();
  const [begun, setBegun] = useState<Begun>({ serial: 0, id: undefined, arrived: false });
  const navigate = useNavigate();
  const client = useQueryClient();
  if (id !== undefined && id === begun.id && !begun.arrived) {
    setBegun({ ...begun, arrived: true });
  } else if (id === undefined && begun.arrived) {
    // 新建 once more, from the form of one that has been stored.
    setBegun({ serial: begun.serial + 1, id: undefined, arrived: false });
  }
  if (id !== undefined && id !== begun.id) return <StoredSigning id={id} />;
  return (
    <NewSigning
      key={begun.serial}
      onChanged={(record, why) => {
        setBegun({ ...begun, id: why === 'saved' ? record.id : undefined, arrived: false });
        void navigate(recordPath('signing', record.id), { replace: true });
        // Whoever creates a signing has opened it: it belongs to the recent items.
        const opened = { ...recordQuery(client, 'signing', record.id), staleTime: 0 };
        void client.query(opened).catch(() => undefined);
        for (const list of ['signings', 'workbench']) {
          void client.invalidateQueries({ queryKey: [list] });
        }
      }}
    />
  );
}

/** One signing: where it stands, what may be done with it, its approval, and the form itself. */
function StoredSigning({ id }: { id: string }) {
  const record = useRecord('signing', id);
  const bundle = useDefinition('signing', record.data?.definition_version);
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
  // A form to fill in needs the width: only on a large screen the approval stands beside it.
  const wide = useMedia(isEditable(record.actions) ? largeScreen : wideScreen);
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
        <InTurns record={record} bundle={bundle} />
      )}
    </>
  );
}

/** Where there is no room for both, form and approval take turns; whoever must decide sees that first. */
function InTurns({ record, bundle }: SigningProps) {
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
  const [opening, setOpening] = useState(0);
  return (
    <RecordForm
      key={opening}
      record={record}
      onChanged={(changed) => {
        client.setQueryData(key, changed);
        void client.invalidateQueries({ queryKey: ['signings'] });
        void client.invalidateQueries({ queryKey: ['workbench'] });
      }}
      onReload={async () => {
        await client.refetchQueries({ queryKey: key });
        setOpening(opening + 1);
      }}
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
