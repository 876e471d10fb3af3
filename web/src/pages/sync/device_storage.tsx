import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileSize } from '../../form/model/presentation';
import { Panel } from '../parts/panel';
import styles from './sync.module.css';

/** How much of this device is used, and whether the browser may take it away. */
export function DeviceStorage() {
  const { t } = useTranslation('sync');
  const [refused, setRefused] = useState(false);
  const { data, refetch } = useQuery({
    queryKey: ['device-storage'],
    queryFn: async () => {
      const [{ usage = 0 }, isKept] = await Promise.all([
        navigator.storage.estimate(),
        navigator.storage.persisted(),
      ]);
      return { usage, isKept };
    },
  });
  if (!data) return null;
  const ask = async () => {
    setRefused(!(await navigator.storage.persist()));
    await refetch();
  };
  return (
    <Panel title={t('storage')}>
      <div className={styles.storage}>
        <span>{t('used', { used: fileSize(data.usage) })}</span>
        <span className="soft">{t(data.isKept ? 'persistent' : 'not_persistent')}</span>
        {!data.isKept && (
          <Button size="small" onClick={() => void ask()}>
            {t('persist')}
          </Button>
        )}
        {refused && <span role="status">{t('persist_refused')}</span>}
      </div>
    </Panel>
  );
}
