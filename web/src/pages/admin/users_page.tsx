import { SearchOutlined, UserAddOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../parts/notice';
import { PageHeading } from '../parts/page_heading';
import { PagedList } from '../parts/paged_list';
import { listUsers, type AdminUser, type UserQuery } from './admin_api';
import styles from './admin.module.css';
import { InitialPassword, type PasswordNews } from './initial_password';
import { UserActions } from './user_actions';
import { useUserColumns } from './user_columns';
import { UserDrawer } from './user_drawer';
import { roles, userStates } from './user_words';

const nobody: UserQuery = { q: '', role: null, state: null, page: 1, page_size: 20 };

/** Accounts: find, create, change, initial password, lock and disable. */
export default function UsersPage() {
  const { t } = useTranslation('admin');
  const client = useQueryClient();
  const [query, setQuery] = useState(nobody);
  const [editing, setEditing] = useState<AdminUser | 'new' | null>(null);
  const [password, setPassword] = useState<PasswordNews | null>(null);
  const columns = useUserColumns();
  const changed = () => client.invalidateQueries({ queryKey: ['admin', 'users'] });
  return (
    <>
      <PageHeading
        title={t('users.title')}
        actions={
          <Button
            type="primary"
            icon={<UserAddOutlined aria-hidden />}
            onClick={() => setEditing('new')}
          >
            {t('users.create')}
          </Button>
        }
      />
      <UserFilters query={query} show={setQuery} />
      <PagedList
        label={t('users.title')}
        cache={['admin', 'users']}
        query={query}
        show={setQuery}
        load={listUsers}
        rowKey={(user) => user.id}
        columns={columns}
        actions={(user) => (
          <UserActions
            user={user}
            edit={() => setEditing(user)}
            changed={changed}
            showPassword={setPassword}
          />
        )}
        none={<Notice icon={<SearchOutlined aria-hidden />} title={t('users.nobody')} />}
      />
      <UserDrawer
        user={editing}
        close={() => setEditing(null)}
        saved={async (news) => {
          setEditing(null);
          setPassword(news);
          await changed();
        }}
      />
      <InitialPassword news={password} close={() => setPassword(null)} />
    </>
  );
}

function UserFilters({ query, show }: { query: UserQuery; show: (query: UserQuery) => void }) {
  const { t } = useTranslation('admin');
  return (
    <div className={styles.toolbar} role="search">
      <Input.Search
        className={styles.search}
        allowClear
        aria-label={t('users.search')}
        placeholder={t('users.search')}
        onSearch={(q) => show({ ...query, q: q.trim(), page: 1 })}
      />
      <Select
        className={styles.filter}
        allowClear
        aria-label={t('users.role')}
        placeholder={t('users.role')}
        value={query.role}
        options={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        onChange={(role: UserQuery['role'] | undefined) =>
          show({ ...query, role: role ?? null, page: 1 })
        }
      />
      <Select
        className={styles.filter}
        allowClear
        aria-label={t('users.state')}
        placeholder={t('users.state')}
        value={query.state}
        options={userStates.map((state) => ({ value: state, label: t(`user_state.${state}`) }))}
        onChange={(state: UserQuery['state'] | undefined) =>
          show({ ...query, state: state ?? null, page: 1 })
        }
      />
    </div>
  );
}
