import { DeleteOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { FullRecord } from '../../api';
import { useProblemText } from '../../app/use_problem_text';
import { removeRecord } from '../records/commands';

/** Drafts that were never submitted may be thrown away; the server says which those are. */
export function DeleteButton({ record }: { record: FullRecord }) {
  const { t } = useTranslation('signings');
  const { modal, message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const remove = useMutation({
    mutationFn: () => removeRecord(record),
    onSuccess: async () => {
      for (const list of ['signings', 'workbench', 'recent-items']) {
        void client.invalidateQueries({ queryKey: [list] });
      }
      void message.success(t('deleted', { number: record.number }));
      await navigate('/signings', { replace: true });
    },
    onError: (error) => void message.error(problemText(error)),
  });
  // What only this device has is its person's to throw away.
  if (!record.removable && record.version > 0) return null;
  const ask = () =>
    void modal.confirm({
      title: t('delete_question', { number: record.number }),
      content: t('delete_text'),
      okText: t('delete'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync().catch(() => undefined),
    });
  return (
    <Button icon={<DeleteOutlined aria-hidden />} onClick={ask}>
      {t('delete')}
    </Button>
  );
}
