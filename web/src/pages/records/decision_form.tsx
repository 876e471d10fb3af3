import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FullRecord, RecordAction, RecordData } from '../../api';
import { ApproverFields } from '../../form/approver_fields';
import { useOpening } from '../../form/record/opening';
import { WaitingNotice } from '../../form/record/waiting_notice';
import { ProblemNote } from '../parts/problem_note';
import { fieldsToFill, offered, outstanding } from './action_view';
import { useCommand } from './commands';
import styles from './decision_form.module.css';

type Verdict = 'approve' | 'reject';

interface DecisionFormProps {
  record: FullRecord;
  /** The server has taken the decision, or this device has and it waits to be sent. */
  decided: (record: FullRecord, verdict: Verdict, waiting: boolean) => void;
}

/**
 * Approve or reject: the answers this level gives on the partner's behalf, the opinion, and the two
 * buttons. What is needed is the core's answer in `record.actions`.
 */
export function DecisionForm({ record, decided }: DecisionFormProps) {
  const { t } = useTranslation('records');
  const [opinion, setOpinion] = useState('');
  const [answers, setAnswers] = useState<RecordData>({});
  const [asked, setAsked] = useState<Verdict>('approve');
  const [opinionMissing, setOpinionMissing] = useState(false);
  const opinionId = useId();
  const send = useCommand(record, (answer, waiting) => decided(answer, asked, waiting));
  const isWaiting = (useOpening(record.id).data?.found.commands.length ?? 0) > 0;
  const approve = offered(record.actions, 'approve');
  const reject = offered(record.actions, 'reject');
  const fields = fieldsToFill(record.actions);
  const obstacles = approve ? outstanding(approve, answers) : [];

  const decide = (verdict: Verdict, action: RecordAction) => {
    const missing = action.opinion_required === true && opinion.trim() === '';
    setAsked(verdict);
    setOpinionMissing(missing);
    if (missing) {
      document.getElementById(opinionId)?.focus();
      return;
    }
    send.mutate({
      command: verdict,
      ...(opinion.trim() ? { opinion: opinion.trim() } : {}),
      ...(verdict === 'approve' && fields.length > 0 ? { data: answers } : {}),
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (approve && obstacles.length === 0 && !send.isPending) decide('approve', approve);
  };

  if (isWaiting && !send.isPending) return <WaitingNotice />;
  return (
    <Form layout="vertical" component="div" onKeyDown={onKeyDown}>
      {fields.length > 0 && (
        <div className={styles.fields}>
          <ApproverFields record={record} fields={fields} onChange={setAnswers} />
        </div>
      )}
      <Form.Item
        label={t('decision.opinion')}
        htmlFor={opinionId}
        validateStatus={opinionMissing ? 'error' : ''}
        extra={t('decision.opinion_hint')}
        {...(opinionMissing ? { help: t('decision.opinion_missing') } : {})}
      >
        <Input.TextArea
          id={opinionId}
          value={opinion}
          maxLength={2000}
          autoSize={{ minRows: 3, maxRows: 8 }}
          onChange={(event) => {
            setOpinion(event.target.value);
            setOpinionMissing(false);
          }}
        />
      </Form.Item>
      <ProblemNote error={send.error} />
      {obstacles.length > 0 && (
        <ul className={styles.obstacles}>
          {obstacles.map((violation) => (
            <li key={violation.code + violation.path}>{violation.message ?? violation.code}</li>
          ))}
        </ul>
      )}
      <div className={styles.buttons}>
        {approve && (
          <Button
            type="primary"
            size="large"
            icon={<CheckOutlined aria-hidden />}
            disabled={obstacles.length > 0}
            loading={send.isPending && asked === 'approve'}
            onClick={() => decide('approve', approve)}
          >
            {t('decision.approve')}
          </Button>
        )}
        {reject && (
          <Button
            danger
            size="large"
            icon={<CloseOutlined aria-hidden />}
            disabled={outstanding(reject, answers).length > 0}
            loading={send.isPending && asked === 'reject'}
            onClick={() => decide('reject', reject)}
          >
            {t('decision.reject')}
          </Button>
        )}
      </div>
      <p className={styles.keys}>{t('decision.keys')}</p>
    </Form>
  );
}
