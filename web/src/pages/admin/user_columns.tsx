import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api';
import type { DataColumn } from '../parts/data_list';
import { Moment } from '../parts/moment';
import type { AdminUser } from './admin_api';
import styles from './admin.module.css';

const stateColors: Record<User['state'], string> = {
  active: 'success',
  locked: 'warning',
  disabled: 'default',
};

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
          <div className={styles.soft}>{user.user_name}</div>
        </div>
      ),
    },
    {
      key: 'state',
      title: t('users.state'),
      card: 'mark',
      render: (user) => (
        <Tag color={stateColors[user.state]} style={{ marginInlineEnd: 0 }}>
          {t(`user_state.${user.state}`)}
        </Tag>
      ),
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
