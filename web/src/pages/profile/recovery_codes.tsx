import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { ShownOnce } from '../parts/shown_once';
import styles from './profile.module.css';

interface RecoveryCodesProps {
  codes: string[] | null;
  close: () => void;
  closed: () => void;
}

export function RecoveryCodes({ codes, close, closed }: RecoveryCodesProps) {
  const { t } = useTranslation('profile');
  return (
    <ShownOnce
      open={codes !== null}
      title={t('second_factor.codes_title')}
      warning={t('second_factor.codes_once')}
      noted={t('second_factor.codes_noted')}
      close={close}
      closed={closed}
    >
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
    </ShownOnce>
  );
}
