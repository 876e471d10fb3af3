import { TeamOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataList } from '../parts/data_list';
import { Loaded } from '../parts/loaded';
import { Notice } from '../parts/notice';
import { Panel } from '../parts/panel';
import { listUsers } from './admin_api';
import { InitialPassword, type PasswordNews } from './initial_password';
import { UserActions } from './user_actions';
import { useUserColumns } from './user_columns';

const shown = ['name', 'state', 'last_sign_in_at'];

/** The accounts of a partner: who forgot the password gets an initial one here. */
export function PartnerAccounts({ partnerId }: { partnerId: string }) {
  const { t } = useTranslation('admin');
  const client = useQueryClient();
  const [password, setPassword] = useState<PasswordNews | null>(null);
  const columns = useUserColumns().filter(({ key }) => shown.includes(key));
  const key = ['admin', 'users', 'partner', partnerId];
  const users = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => listUsers({ partner_id: partnerId, page: 1, page_size: 100 }, signal),
  });
  return (
    <Panel title={t('users.accounts')}>
      <Loaded query={users} skeleton={<Skeleton active />}>
        {(page) =>
          page.items.length === 0 ? (
            <Notice icon={<TeamOutlined aria-hidden />} title={t('users.nobody')} />
          ) : (
            <DataList
              label={t('users.accounts')}
              rows={page.items}
              rowKey={(user) => user.id}
              columns={columns}
              actions={(user) => (
                <UserActions
                  user={user}
                  changed={() => client.invalidateQueries({ queryKey: key })}
                  showPassword={setPassword}
                />
              )}
            />
          )
        }
      </Loaded>
      <InitialPassword news={password} close={() => setPassword(null)} />
    </Panel>
  );
}
