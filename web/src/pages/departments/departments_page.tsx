import { ApartmentOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Skeleton } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataList } from '../parts/data_list';
import { Loaded } from '../parts/loaded';
import { Notice } from '../parts/notice';
import { PageHeading } from '../parts/page_heading';
import { DepartmentActions } from './department_actions';
import { DepartmentDrawer, type Editing } from './department_drawer';
import { departmentsKey, listDepartments, type Department } from './departments_api';
import styles from './departments.module.css';
import { MembersDrawer } from './members_drawer';

/** 部门: all of them for administrators, for whoever manages some those. */
export default function DepartmentsPage() {
  const { t } = useTranslation('departments');
  const departments = useQuery({
    queryKey: departmentsKey,
    queryFn: ({ signal }) => listDepartments(signal),
  });
  const [editing, setEditing] = useState<Editing | null>(null);
  const [members, setMembers] = useState<Department | null>(null);
  // What had the focus in the drawer may be gone when it closes: antd then gives it back to nobody.
  const opener = useRef<Element | null>(null);
  const showMembers = (department: Department) => {
    opener.current = document.activeElement;
    setMembers(department);
  };
  const add = (name = '') => setEditing({ under: null, name });
  return (
    <>
      <PageHeading
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          departments.data?.administers && (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => add()}>
              {t('add')}
            </Button>
          )
        }
      />
      <Loaded query={departments} skeleton={<Skeleton active paragraph={{ rows: 8 }} />}>
        {({ items, unlisted, types }) => (
          <>
            {unlisted.length > 0 && <Unlisted names={unlisted} add={add} />}
            {items.length === 0 ? (
              <Notice icon={<ApartmentOutlined aria-hidden />} title={t('none')} />
            ) : (
              <DataList
                label={t('title')}
                rows={items}
                rowKey={({ id }) => id}
                columns={[
                  { key: 'name', title: t('name'), card: 'title', render: ({ name }) => name },
                  { key: 'type', title: t('type'), render: ({ type }) => t(`type_of.${type}`) },
                  {
                    key: 'managers',
                    title: t('managers'),
                    render: ({ managers }) =>
                      managers.map(({ name }) => name).join(t('and')) || (
                        <span className="soft">{t('no_manager')}</span>
                      ),
                  },
                  {
                    key: 'members',
                    title: t('members'),
                    align: 'right',
                    render: ({ members: count }) => <span className="numeric">{count}</span>,
                  },
                ]}
                actions={(department) => (
                  <DepartmentActions
                    department={department}
                    edit={setEditing}
                    showMembers={showMembers}
                  />
                )}
              />
            )}
            <DepartmentDrawer editing={editing} types={types} close={() => setEditing(null)} />
            <MembersDrawer
              department={members}
              all={items}
              close={() => setMembers(null)}
              closed={() => {
                if (opener.current instanceof HTMLElement) opener.current.focus();
              }}
            />
          </>
        )}
      </Loaded>
    </>
  );
}

/** What accounts have as their department and is none: added, it has them as its members. */
function Unlisted({ names, add }: { names: readonly string[]; add: (name: string) => void }) {
  const { t } = useTranslation('departments');
  return (
    <Alert
      className={styles.unlisted ?? ''}
      type="info"
      showIcon
      title={t('unlisted')}
      description={
        <div className={styles.names}>
          {names.map((name) => (
            <Button key={name} size="small" onClick={() => add(name)}>
              {t('add_named', { name })}
            </Button>
          ))}
        </div>
      }
    />
  );
}
