import { UserAddOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Drawer, Input, Pagination } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InitialPassword, type PasswordNews } from '../admin/initial_password';
import { KeepFocus } from '../parts/keep_focus';
import { Loaded } from '../parts/loaded';
import { AccountDrawer } from './account_drawer';
import {
  departmentsKey,
  listAccounts,
  type AccountQuery,
  type Department,
} from './departments_api';
import styles from './departments.module.css';
import { MemberRow } from './member_row';

interface MembersDrawerProps {
  department: Department | null;
  all: readonly Department[];
  close: () => void;
  /** It is gone. */
  closed: () => void;
}

/** Who is in a department and in those below it, and their accounts: created, put elsewhere, given a password, restored. */
export function MembersDrawer({ department, all, close, closed }: MembersDrawerProps) {
  const { t } = useTranslation('departments');
  // What is shown stays until the drawer is gone.
  const [shown, setShown] = useState(department);
  if (department !== null && department !== shown) setShown(department);
  return (
    <Drawer
      open={department !== null}
      onClose={close}
      afterOpenChange={(open) => {
        if (!open) closed();
      }}
      size={560}
      title={shown ? t('members_of', { name: shown.name }) : ''}
      destroyOnHidden
    >
      {shown && <Members department={shown} all={all} />}
    </Drawer>
  );
}

const everybody: AccountQuery = { q: '', page: 1, page_size: 50 };

function Members({ department, all }: { department: Department; all: readonly Department[] }) {
  const { t } = useTranslation('departments');
  const client = useQueryClient();
  const [query, setQuery] = useState(everybody);
  const [adding, setAdding] = useState(false);
  const [password, setPassword] = useState<PasswordNews | null>(null);
  const accounts = useQuery({
    queryKey: [...departmentsKey, department.id, 'accounts', query],
    queryFn: ({ signal }) => listAccounts(department.id, query, signal),
    placeholderData: keepPreviousData,
  });
  const changed = () => client.invalidateQueries({ queryKey: departmentsKey });
  const filtered = query.q !== '' || query.state !== undefined;
  const places = all.filter(({ company }) => company === department.company);
  return (
    <>
      <div className={styles.tools}>
        <Input.Search
          allowClear
          className={styles.search ?? ''}
          aria-label={t('search')}
          placeholder={t('search')}
          onSearch={(q) => setQuery({ ...query, q: q.trim(), page: 1 })}
        />
        <Checkbox
          checked={query.state !== undefined}
          onChange={({ target }) =>
            setQuery({ ...query, state: target.checked ? 'locked' : undefined, page: 1 })
          }
        >
          {t('locked_only')}
        </Checkbox>
        <Button icon={<UserAddOutlined aria-hidden />} onClick={() => setAdding(true)}>
          {t('add_account')}
        </Button>
      </div>
      <Loaded query={accounts}>
        {({ items, total, roles }) => (
          <>
            <KeepFocus of={items.map(({ id, may }) => `${id} ${may.join('+')}`).join()}>
              {items.length === 0 ? (
                <p className="soft">{t(filtered ? 'no_match' : 'no_members')}</p>
              ) : (
                <ul className={styles.members}>
                  {items.map((account) => (
                    <MemberRow
                      key={account.id}
                      account={account}
                      department={department}
                      places={places}
                      changed={changed}
                      showPassword={setPassword}
                    />
                  ))}
                </ul>
              )}
            </KeepFocus>
            {total > query.page_size && (
              <Pagination
                size="small"
                current={query.page}
                pageSize={query.page_size}
                total={total}
                showSizeChanger={false}
                onChange={(page) => setQuery({ ...query, page })}
              />
            )}
            <AccountDrawer
              open={adding}
              department={department}
              places={places}
              roles={roles}
              close={() => setAdding(false)}
              saved={async (news) => {
                setAdding(false);
                setPassword(news);
                await changed();
              }}
            />
          </>
        )}
      </Loaded>
      <InitialPassword news={password} close={() => setPassword(null)} />
    </>
  );
}
