import { Alert, Button, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './admin.module.css';

export interface PasswordNews {
  name: string;
  userName: string;
  password: string;
}

/** An initial password, shown once: closing the dialog is forgetting it. */
export function InitialPassword({ news, close }: { news: PasswordNews | null; close: () => void }) {
  const { t } = useTranslation('admin');
  return (
    <Modal
      open={news !== null}
      title={t('password.title', { name: news?.name ?? '' })}
      onCancel={close}
      mask={{ closable: false }}
      destroyOnHidden
      footer={
        <Button type="primary" onClick={close}>
          {t('password.noted')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t('password.once')} />
      <dl className={styles.credentials}>
        <dt>{t('users.user_name')}</dt>
        <dd>{news?.userName}</dd>
        <dt>{t('password.label')}</dt>
        <dd>
          <Typography.Text code copyable>
            {news?.password}
          </Typography.Text>
        </dd>
      </dl>
      <p className={styles.soft}>{t('password.hint')}</p>
    </Modal>
  );
}
