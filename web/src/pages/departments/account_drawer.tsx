import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../api';
import type { PasswordNews } from '../admin/initial_password';
import { FormDrawer } from '../parts/form_drawer';
import { createAccount, type AccountDraft, type Department } from './departments_api';

interface AccountDrawerProps {
  open: boolean;
  department: Department;
  /** Departments of the company that the viewer sees. */
  places: readonly Department[];
  /** Those the account may have. */
  roles: readonly Role[];
  close: () => void;
  saved: (news: PasswordNews) => Promise<void>;
}

const inputs = ['user_name', 'display_name', 'department', 'roles', 'email', 'mobile'] as const;

/** A new account in a department or one below it, with an initial password. */
export function AccountDrawer({ department, places, roles, ...rest }: AccountDrawerProps) {
  const { t } = useTranslation(['departments', 'admin']);
  const below = within(department, places);
  const text = (name: (typeof inputs)[number], required = false) => (
    <Form.Item name={name} label={t(`admin:users.${name}`)} required={required}>
      <Input maxLength={100} autoComplete="off" />
    </Form.Item>
  );
  return (
    <FormDrawer<AccountDraft, PasswordNews>
      {...rest}
      title={t('add_account')}
      size={420}
      initial={{ department: department.name, roles: roles.slice(0, 1) }}
      inputs={inputs}
      save={async (draft) => {
        const created = await createAccount(department.id, {
          roles: roles.slice(0, 1),
          ...draft,
        });
        return {
          name: created.display_name || created.user_name,
          userName: created.user_name,
          password: created.initial_password,
        };
      }}
    >
      {text('user_name', true)}
      {text('display_name')}
      <Form.Item name="department" label={t('name')}>
        <Select options={below.map(({ name }) => ({ value: name, label: name }))} />
      </Form.Item>
      {roles.length > 1 && (
        <Form.Item name="roles" label={t('admin:users.roles')}>
          <Checkbox.Group
            options={roles.map((role) => ({ value: role, label: t(`admin:role.${role}`) }))}
          />
        </Form.Item>
      )}
      {text('email')}
      {text('mobile')}
    </FormDrawer>
  );
}

function within(department: Department, places: readonly Department[]): Department[] {
  const found = [department];
  // What lies under one that was found is found as well; the list grows while it is walked.
  for (const one of found) found.push(...places.filter(({ parent }) => parent === one.id));
  return found;
}
