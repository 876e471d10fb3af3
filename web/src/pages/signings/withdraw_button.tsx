import { UndoOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FullRecord } from '../../api';
import { useProblemText } from '../../app/use_problem_text';
import { offered } from '../records/action_view';
import { useCommand } from '../records/commands';

/** Takes a submission back before anybody has decided; asks first, because approvers were told. */
export function WithdrawButton({ record }: { record: FullRecord }) {
  const { t } = useTranslation('signings');
  const { modal, message } = App.useApp();
  const problemText = useProblemText();
  const withdraw = useCommand(
    record,
    (_, waiting) => void message.success(t(waiting ? 'withdrawal_waiting' : 'withdrawn')),
  );
  if (!offered(record.actions, 'withdraw')?.allowed) return null;
  const ask = () =>
    modal.confirm({
      title: t('withdraw_question'),
      content: t('withdraw_text'),
      okText: t('withdraw'),
      onOk: () =>
        withdraw.mutateAsync({ command: 'withdraw' }).catch((error: unknown) => {
          void message.error(problemText(error));
        }),
    });
  return (
    <Button
      icon={<UndoOutlined aria-hidden />}
      loading={withdraw.isPending}
      onClick={() => void ask()}
    >
      {t('withdraw')}
    </Button>
  );
}
