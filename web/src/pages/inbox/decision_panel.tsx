import { ArrowLeftOutlined, ExportOutlined } from '@ant-design/icons';
import { Skeleton } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { FullRecord } from '../../api';
import { Loaded } from '../parts/loaded';
import { Notice } from '../parts/notice';
import { offered } from '../records/action_view';
import { ApprovalTrail } from '../records/approval_trail';
import { useRecord } from '../records/commands';
import { DecisionForm } from '../records/decision_form';
import type { Bundle } from '../../form/model/definition';
import { RecordFacts } from '../records/record_facts';
import { StateTag } from '../records/state_tag';
import { useDefinition } from '../records/use_definition';
import styles from './inbox.module.css';

interface DecisionPanelProps {
  id: string;
  decided: React.ComponentProps<typeof DecisionForm>['decided'];
  /** On a phone the panel is the page, with a way back to the list. */
  back?: boolean;
}

export function DecisionPanel({ id, decided, back = false }: DecisionPanelProps) {
  const { t } = useTranslation('inbox');
  const record = useRecord('signing', id);
  const bundle = useDefinition('signing', record.data?.definition_version);
  const skeleton = <Skeleton active paragraph={{ rows: 8 }} />;
  return (
    <section className={styles.panel} aria-label={t('decision')}>
      {back && (
        <Link to="/inbox" className={styles.back}>
          <ArrowLeftOutlined aria-hidden /> {t('back')}
        </Link>
      )}
      <Loaded query={bundle} skeleton={skeleton}>
        {(bundle) => (
          <Loaded query={record} skeleton={skeleton}>
            {(record) => <InHand record={record} bundle={bundle} decided={decided} />}
          </Loaded>
        )}
      </Loaded>
    </section>
  );
}

/** What the approver looks at in a hurry, in the order of the questions they have. */
const telling = [
  'customer',
  'fiscal_year',
  'signing_entity',
  'signing_type',
  'channel_level',
  'channel_manager',
  'province',
  'annual_turnover',
];

interface InHandProps {
  record: FullRecord;
  bundle: Bundle;
  decided: DecisionPanelProps['decided'];
}

function InHand({ record, bundle, decided }: InHandProps) {
  const { t } = useTranslation('inbox');
  const heading = useFocusAfterNavigation();
  const mine = offered(record.actions, 'approve') ?? offered(record.actions, 'reject');
  return (
    <>
      <header className={styles.panelHead}>
        <div>
          <h2 ref={heading} tabIndex={-1} className={styles.panelTitle}>
            {record.title ?? record.number}
          </h2>
          <span className="numeric">{record.number}</span>
        </div>
        <StateTag state={record.state} />
      </header>
      <RecordFacts
        record={record}
        bundle={bundle}
        fields={telling.filter((key) => key in bundle.definition.fields)}
      />
      <p className={styles.whole}>
        <Link to={`/signings/${record.id}`}>
          <ExportOutlined aria-hidden /> {t('whole_record')}
        </Link>
      </p>
      {mine ? (
        <DecisionForm key={`${record.id}.${record.version}`} record={record} decided={decided} />
      ) : (
        <Notice
          icon={<ExportOutlined aria-hidden />}
          title={t('not_waiting')}
          text={t('not_waiting_text')}
        />
      )}
      <h3 className={styles.trailTitle}>{t('trail')}</h3>
      <ApprovalTrail record={record} bundle={bundle} />
    </>
  );
}

/** Whoever came from the list or from the last decision goes on reading at the heading. */
function useFocusAfterNavigation() {
  const heading = useRef<HTMLHeadingElement>(null);
  const { key } = useLocation();
  useEffect(() => {
    // "default" is the first page of the visit: there the focus belongs to the browser.
    if (key !== 'default') heading.current?.focus({ preventScroll: true });
  }, [key]);
  return heading;
}
