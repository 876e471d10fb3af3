import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api';
import type { DataColumn } from '../parts/data_list';
import { Moment } from '../parts/moment';
import { momentTexts } from '../parts/moment_texts';
import type { AdminUser } from './admin_api';
import styles from './admin.module.css';

const stateColors: Record<User['state'], string> = {
  active: 'success',
  locked: 'warning',
  disabled: 'default',
};

/** The state, and for a lock its reason where it is not an administrator's. */
export function StateTag({ user }: { user: AdminUser }) {
  const { t } = useTranslation('admin');
  const { lock, state } = user;
  const waits = lock !== undefined && lock.reason !== 'administrator';
  const until =
    lock?.until === undefined ? undefined : momentTexts(lock.until, new Date(), 'en')?.time;
  return (
    <Tag color={waits ? 'warning' : stateColors[state]} style={{ marginInlineEnd: 0 }}>
      {waits ? t(`lock.${lock.reason}`, { until }) : t(`user_state.${state}`)}
    </Tag>
  );
}

const orNone = (text: string | undefined) => (text === '' ? null : text);

export function useUserColumns(): DataColumn<AdminUser>[] {
  const { t } = useTranslation('admin');
  return [
    {
      key: 'name',
      title: t('users.name'),
      card: 'title',
      render: (user) => (
        <div>
          <div className={styles.strong}>{user.display_name || user.user_name}</div>
          <div className="soft">{user.user_name}</div>
        </div>
      ),
    },
    {
      key: 'state',
      title: t('users.state'),
      card: 'mark',
      render: (user) => <StateTag user={user} />,
    },
    {
      key: 'roles',
      title: t('users.roles'),
      render: (user) => user.roles.map((role) => t(`role.${role}`)).join(t('and')),
    },
    {
      key: 'employee_no',
      title: t('users.employee_no'),
      render: (user) => orNone(user.employee_no),
    },
    { key: 'department', title: t('users.department'), render: (user) => orNone(user.department) },
    { key: 'area', title: t('users.area'), render: (user) => orNone(user.area) },
    {
      key: 'last_sign_in_at',
      title: t('users.last_sign_in'),
      render: (user) =>
        user.last_sign_in_at ? <Moment time={user.last_sign_in_at} relative /> : null,
    },
  ];
}
