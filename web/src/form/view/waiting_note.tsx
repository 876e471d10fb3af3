import { LockOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useLabel } from '../model/form_context';
import { focusField } from './focus_field';
import styles from './notes.module.css';

interface Props {
  id: string;
  path: string;
  waitsFor: readonly string[];
}

/** Why a field can't be answered yet, and the way to what it waits for. */
export function WaitingNote({ id, path, waitsFor }: Props) {
  const { t } = useTranslation('form');
  const label = useLabel();
  return (
    <p id={id} className={styles.waiting}>
      <LockOutlined aria-hidden /> {t('waits_for')}{' '}
      {waitsFor.map((other) => (
        <button key={other} type="button" onClick={() => focusField(other)}>
          {label(other, path)}
        </button>
      ))}
    </p>
  );
}
