import { useMutation } from '@tanstack/react-query';
import { App, Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../parts/problem_note';
import styles from './companies.module.css';
import { undoMerge, type Merge } from './pairs_api';
import { useChanged } from './use_changed';

/** Two again; when that can't be, why stays beside the button. */
export function UndoMerge({ library, merge }: { library: string; merge: Merge }) {
  const { t } = useTranslation('companies');
  const { message } = App.useApp();
  const changed = useChanged(library);
  const undo = useMutation({
    mutationFn: () => undoMerge(library, merge.id),
    onSuccess: async () => {
      void message.success(t('pair.undone', { name: merge.name }));
      await changed();
    },
  });
  return (
    <div className={styles.buttons}>
      <Popconfirm
        title={t('pair.undo_question', { name: merge.name })}
        okText={t('pair.undo')}
        cancelText={t('cancel')}
        onConfirm={() => undo.mutate()}
      >
        <Button
          size="small"
          loading={undo.isPending}
          aria-label={t('do_with', { what: t('pair.undo'), name: merge.name })}
        >
          {t('pair.undo')}
        </Button>
      </Popconfirm>
      <ProblemNote error={undo.error} />
    </div>
  );
}
