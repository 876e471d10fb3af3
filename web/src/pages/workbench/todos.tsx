import { CheckCircleOutlined, RightOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Moment } from '../parts/moment';
import { Notice } from '../parts/notice';
import { Panel } from '../parts/panel';
import type { Todo, TodoKind } from './workbench_api';
import styles from './workbench.module.css';

const colors: Record<TodoKind, string> = {
  decide: 'processing',
  correct: 'error',
  finish: 'default',
};

/** 待办: what waits for this person and nobody else. */
export function Todos({ todos }: { todos: readonly Todo[] }) {
  const { t } = useTranslation('workbench');
  return (
    <Panel title={t('todos')} flush={todos.length > 0}>
      {todos.length === 0 ? (
        <Notice
          icon={<CheckCircleOutlined aria-hidden />}
          title={t('no_todos')}
          text={t('no_todos_text')}
        />
      ) : (
        <ul className={styles.rows}>
          {todos.map((todo) => (
            <li key={todo.id}>
              <Link
                to={todo.kind === 'decide' ? `/inbox/${todo.id}` : `/signings/${todo.id}`}
                className={styles.row}
              >
                <Tag color={colors[todo.kind]}>{t(`todo.${todo.kind}`)}</Tag>
                <span className={styles.rowText}>
                  <span className={styles.rowTitle}>{todo.title || todo.number}</span>
                  <span className={`${styles.rowAbout ?? ''} soft numeric`}>{todo.number}</span>
                </span>
                <span className={`${styles.rowTime ?? ''} soft`}>
                  <Moment time={todo.updated_at} relative />
                </span>
                <RightOutlined aria-hidden className={styles.rowArrow} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
