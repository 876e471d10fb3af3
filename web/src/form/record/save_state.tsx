import {
  CheckOutlined,
  CloudSyncOutlined,
  ExclamationCircleOutlined,
  LaptopOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { displayTime } from '../model/display';
import styles from './save_state.module.css';
import type { KeeperView } from '../keeper/keeper';

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
      {status === 'waiting' && (
        <>
          <LaptopOutlined aria-hidden /> {t('save.waiting')}
        </>
      )}
      {(status === 'conflict' || status === 'needs_you') && (
        <span className={styles.failed}>
          <ExclamationCircleOutlined aria-hidden />{' '}
          {t(status === 'conflict' ? 'save.conflict' : 'save.needs_you')}
        </span>
      )}
    </div>
  );
}
