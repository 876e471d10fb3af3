import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import { savePath, type ApprovalPath } from './admin_api';
import styles from './admin.module.css';
import { OrderButtons } from './order_buttons';
import { moved, replaced, without } from './ordered';
import { leaveRow } from './row_focus';
import { UserSelect } from './user_select';

type Levels = ApprovalPath['levels'];

/**
 * The ordered levels of one path; on each, one of its people decides. What is not saved is kept by the page, which shows one
 * path at a time.
 */
export function PathEditor({
  path,
  name,
  setLevels,
  saved,
}: {
  path: ApprovalPath;
  name: string;
  setLevels: (levels: Levels) => void;
  saved: (levels: Levels) => void;
}) {
  const { t } = useTranslation('admin');
  const { message } = App.useApp();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (sent: Levels) => savePath({ ...path, levels: sent }),
    onSuccess: async (_, sent) => {
      void message.success(t('saved'));
      await client.invalidateQueries({ queryKey: ['admin', 'approval-paths'] });
      saved(sent);
    },
  });
  const { levels } = path;
  const addButton = useRef<HTMLButtonElement>(null);
  const levelName = (index: number) => t('paths.level', { level: index + 2 });
  return (
    <Panel title={name}>
      <ol className={styles.levels}>
        <li className={`${styles.level ?? ''} ${styles.fixedLevel ?? ''}`}>
          <span className={styles.levelName}>{t('paths.level', { level: 1 })}</span>
          <span className="soft">{t('paths.first_level')}</span>
        </li>
        {levels.map((users, index) => (
          // The place is the identity of a level: two of them may name the same people.
          <li key={index} className={styles.level}>
            <span className={styles.levelName}>{levelName(index)}</span>
            <UserSelect
              label={t('paths.approvers', { level: levelName(index) })}
              value={users}
              wrong={save.isError && users.length === 0}
              known={path.users ?? {}}
              onChange={(next) => setLevels(replaced(levels, index, next))}
            />
            <span className={styles.levelButtons}>
              <OrderButtons
                name={levelName(index)}
                index={index}
                count={levels.length}
                move={(by) => setLevels(moved(levels, index, by))}
              />
              <Button
                type="text"
                danger
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t('remove', { name: levelName(index) })}
                data-remove
                onClick={(event) => {
                  leaveRow(event.currentTarget, addButton.current);
                  setLevels(without(levels, index));
                }}
              />
            </span>
          </li>
        ))}
      </ol>
      <ProblemNote error={save.error} />
      <div className={styles.formButtons}>
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate(levels)}>
          {t('save')}
        </Button>
        <Button
          ref={addButton}
          icon={<PlusOutlined aria-hidden />}
          onClick={() => setLevels([...levels, []])}
        >
          {t('paths.add_level')}
        </Button>
      </div>
    </Panel>
  );
}
