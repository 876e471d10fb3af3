import { App, Button, Popconfirm, Tag } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/use_problem_text';
import { Moment } from '../parts/moment';
import styles from './companies.module.css';
import { useWarned } from './collision_refusal';
import {
  answerApplication,
  type Answer,
  type Application,
  type GoingOn,
  type Library,
} from './companies_api';
import { useTermText } from './term_text';
import { useChanged } from './use_changed';

const colors: Record<Application['state'], string> = {
  open: 'processing',
  allowed: 'success',
  assigned: 'success',
  refused: 'error',
  withdrawn: 'default',
  used: 'default',
  lapsed: 'default',
};

export function ApplicationTag({ state }: { state: Application['state'] }) {
  const { t } = useTranslation('companies');
  return (
    <Tag color={colors[state]} style={{ marginInlineEnd: 0 }}>
      {t(`application.${state}`)}
    </Tag>
  );
}

/** Until when what follows has to be done, in words: the moment, and the rule it comes from. */
export function ApplicationDeadline({
  application,
  library,
}: {
  application: Application;
  library: Library;
}) {
  const { t } = useTranslation('companies');
  const termText = useTermText();
  const { state, due, name_due: nameDue, name } = application;
  if (nameDue) {
    return (
      <>
        <Moment time={nameDue} /> {t('application.name_until', { name })}
        <div className="soft">{t('application.rule', { term: termText(library.terms.name) })}</div>
      </>
    );
  }
  if (state !== 'allowed' || !due) return null;
  return (
    <>
      <Moment time={due} /> {t('application.claim_until')}
      <div className="soft">{t('application.rule', { term: termText(library.terms.entry) })}</div>
    </>
  );
}

/** The buttons of who answers, and of who asked. */
export function ApplicationActions({
  application,
  library,
}: {
  application: Application;
  library: Library;
}) {
  const { t } = useTranslation('companies');
  const { message } = App.useApp();
  const problemText = useProblemText();
  const changed = useChanged(library.id);
  const { asks, dialog } = useWarned(library.id);
  const send = useMutation({
    mutationFn: ({ answer, ...said }: GoingOn & { answer: Answer | 'withdraw' }) =>
      answerApplication(library.id, application.id, answer, said),
    onSuccess: (_done, { answer }) => void message.success(t(`application.done_${answer}`)),
    onError: (error, { answer }) => {
      if (!asks(error, (said) => send.mutate({ answer, ...said })))
        void message.error(problemText(error));
    },
    onSettled: changed,
  });
  const busy = (answer: string) => send.isPending && send.variables.answer === answer;
  const label = (answer: Answer | 'withdraw') =>
    t('do_with', { what: t(`application.${answer}`), name: application.name });
  return (
    <div className={styles.rowButtons}>
      {dialog}
      {application.may_answer &&
        (['allow', 'assign', 'refuse'] as const).map((answer) => (
          <Button
            key={answer}
            size="small"
            aria-label={label(answer)}
            danger={answer === 'refuse'}
            loading={busy(answer)}
            onClick={() => send.mutate({ answer })}
          >
            {t(`application.${answer}`)}
          </Button>
        ))}
      {application.mine && ['open', 'allowed'].includes(application.state) && (
        <Popconfirm
          title={t('application.withdraw_question')}
          okText={t('application.withdraw')}
          cancelText={t('cancel')}
          onConfirm={() => send.mutate({ answer: 'withdraw' })}
        >
          <Button size="small" aria-label={label('withdraw')} loading={busy('withdraw')}>
            {t('application.withdraw')}
          </Button>
        </Popconfirm>
      )}
    </div>
  );
}
