import { DisconnectOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import styles from './offline_note.module.css';
import { useOffline } from './use_offline';

/** On top of every page while the server can't be reached. */
export function OfflineNote() {
  const { t } = useTranslation('shell');
  const offline = useOffline();
  if (!offline) return null;
  return (
    <p className={styles.note} role="status" data-connection="offline">
      <DisconnectOutlined aria-hidden /> {t('offline.note')}
    </p>
  );
}
