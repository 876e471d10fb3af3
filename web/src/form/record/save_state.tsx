import { CheckOutlined, CloudSyncOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { displayTime } from '../model/display';
import styles from './save_state.module.css';
import type { KeeperView } from './record_keeper';

interface Props {
  view: KeeperView;
  onRetry: () => void;
}

/** Whether what was typed is stored; the person never has to wonder. */
export function SaveState({ view, onRetry }: Props) {
  const { t } = useTranslation('form');
  const { status, stored } = view;
  const time = stored.savedAt === undefined ? '' : displayTime(stored.savedAt).slice(-5);
  return (
    <div className={styles.state} role="status" data-status={status}>
      {status === 'saved' && stored.id !== undefined && (
        <>
          <CheckOutlined aria-hidden /> {t('save.saved', { time })}
        </>
      )}
      {(status === 'dirty' || status === 'saving') && (
        <>
          <CloudSyncOutlined aria-hidden /> {t('save.saving')}
        </>
      )}
      {status === 'failed' && (
        <span className={styles.failed}>
          <ExclamationCircleOutlined aria-hidden />{' '}
          {t(view.kept ? 'save.failed' : 'save.failed_unkept')}
          <Button type="link" size="small" onClick={onRetry}>
            {t('retry')}
          </Button>
        </span>
      )}
      {status === 'conflict' && (
        <span className={styles.failed}>
          <ExclamationCircleOutlined aria-hidden /> {t('save.conflict')}
        </span>
      )}
    </div>
  );
}
