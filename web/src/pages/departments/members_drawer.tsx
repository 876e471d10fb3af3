import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Drawer, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../parts/loaded';
import { ProblemNote } from '../parts/problem_note';
import { departmentsKey, listMembers, placeMember, type Department } from './departments_api';
import styles from './departments.module.css';

interface MembersDrawerProps {
  department: Department | null;
  all: readonly Department[];
  close: () => void;
}

/** Who is in a department and in those below it, each to be put into another one of the company. */
export function MembersDrawer({ department, all, close }: MembersDrawerProps) {
  const { t } = useTranslation('departments');
  return (
    <Drawer
      open={department !== null}
      onClose={close}
      size={480}
      title={department ? t('members_of', { name: department.name }) : ''}
      destroyOnHidden
    >
      {department && <Members department={department} all={all} />}
    </Drawer>
  );
}

function Members({ department, all }: { department: Department; all: readonly Department[] }) {
  const { t } = useTranslation('departments');
  const client = useQueryClient();
  const members = useQuery({
    queryKey: [...departmentsKey, department.id, 'members'],
    queryFn: ({ signal }) => listMembers(department.id, signal),
  });
  const place = useMutation({
    mutationFn: ({ to, person }: { to: string; person: string }) => placeMember(to, person),
    onSuccess: () => client.invalidateQueries({ queryKey: departmentsKey }),
  });
  const options = all
    .filter(({ company }) => company === department.company)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Loaded query={members}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="soft">{t('no_members')}</p>
        ) : (
          <>
            <ProblemNote error={place.error} />
            <ul className={styles.members}>
              {items.map(({ id, name, department: lies_in }) => (
                <li key={id}>
                  <span>{name}</span>
                  <Select
                    className={styles.department ?? ''}
                    aria-label={t('department_of', { name })}
                    value={all.find((one) => one.name === lies_in)?.id ?? null}
                    options={options}
                    disabled={place.isPending}
                    onChange={(to) => to && place.mutate({ to, person: id })}
                  />
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Loaded>
  );
}
