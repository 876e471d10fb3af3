import { Button } from 'antd';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { updates } from '.';
import styles from './update_notice.module.css';

/** A new version is here: quiet, in a corner, and only as long as the person wants to know. */
export default function UpdateNotice() {
  const { t } = useTranslation('shell');
  const state = useSyncExternalStore(updates.subscribe, updates.snapshot);
  const [later, setLater] = useState(false);
  if (state === 'none' || later) return null;
  const leave = () => {
    updates.leave();
    setLater(true);
  };
  return (
    <aside className={styles.notice} role="status" data-update={state}>
      <p>{t(state === 'held' ? 'update.held' : 'update.offered')}</p>
      <div className={styles.buttons}>
        {state === 'offered' && (
          <Button type="primary" size="small" onClick={() => updates.take()}>
            {t('update.take')}
          </Button>
        )}
        <Button size="small" onClick={leave}>
          {t('update.later')}
        </Button>
      </div>
    </aside>
  );
}
