import { Button, Flex, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/use_problem_text';

interface Props {
  open: boolean;
  isNew: boolean;
  onStay: () => void;
  onKeep: () => Promise<void>;
  onDiscard: () => Promise<void>;
}

/** 取消: what was typed is stored already, so the question is whether it stays. */
export function LeaveDialog({ open, isNew, onStay, onKeep, onDiscard }: Props) {
  const { t } = useTranslation('form');
  const problemText = useProblemText();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const run = async (action: () => Promise<void>) => {
    setBusy(true);
    setProblem('');
    try {
      await action();
    } catch (error) {
      setProblem(problemText(error));
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      title={t('leave.title')}
      onCancel={onStay}
      footer={
        <Flex wrap gap={8} justify="flex-end">
          <Button onClick={onStay}>{t('leave.stay')}</Button>
          <Button danger disabled={busy} onClick={() => void run(onDiscard)}>
            {t(isNew ? 'leave.remove' : 'leave.discard')}
          </Button>
          <Button type="primary" loading={busy} onClick={() => void run(onKeep)}>
            {t('leave.keep')}
          </Button>
        </Flex>
      }
    >
      <p>{t(isNew ? 'leave.text_new' : 'leave.text')}</p>
      {problem !== '' && <p role="alert">{problem}</p>}
    </Modal>
  );
}
