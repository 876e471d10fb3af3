import { Alert, Button, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './profile.module.css';

/** Recovery codes, shown once: closing the dialog is forgetting them. */
export function RecoveryCodes({ codes, close }: { codes: string[] | null; close: () => void }) {
  const { t } = useTranslation('profile');
  return (
    <Modal
      open={codes !== null}
      title={t('second_factor.codes_title')}
      onCancel={close}
      mask={{ closable: false }}
      destroyOnHidden
      footer={
        <Button type="primary" onClick={close}>
          {t('second_factor.codes_noted')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t('second_factor.codes_once')} />
      <ul className={styles.codes}>
        {codes?.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Typography.Text copyable={{ text: codes?.join('\n') ?? '' }}>
        {t('second_factor.codes_copy')}
      </Typography.Text>
    </Modal>
  );
}
