import { LockOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useLabel } from '../model/form_context';
import { focusField } from './focus_field';
import styles from './notes.module.css';

/** Why a field can't be answered yet, and the way to what it waits for. */
export function WaitingNote({ id, waitsFor }: { id: string; waitsFor: readonly string[] }) {
  const { t } = useTranslation('form');
  const label = useLabel();
  return (
    <p id={id} className={styles.waiting}>
      <LockOutlined aria-hidden /> {t('waits_for')}{' '}
      {waitsFor.map((path) => (
        <button key={path} type="button" onClick={() => focusField(path)}>
          {label(path)}
        </button>
      ))}
    </p>
  );
}
