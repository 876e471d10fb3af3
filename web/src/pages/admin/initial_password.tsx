import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { ShownOnce } from '../parts/shown_once';
import styles from './admin.module.css';

export interface PasswordNews {
  name: string;
  userName: string;
  password: string;
}

export function InitialPassword({ news, close }: { news: PasswordNews | null; close: () => void }) {
  const { t } = useTranslation('admin');
  return (
    <ShownOnce
      open={news !== null}
      title={t('password.title', { name: news?.name ?? '' })}
      warning={t('password.once')}
      noted={t('password.noted')}
      close={close}
    >
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
      <p className="soft">{t('password.hint')}</p>
    </ShownOnce>
  );
}
