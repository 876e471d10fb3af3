import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, Drawer, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showProblems } from '../parts/form_problems';
import { ProblemNote } from '../parts/problem_note';
import { createUser, updateUser, type AdminUser, type UserDraft } from './admin_api';
import styles from './admin.module.css';
import { DictionarySelect } from './dictionary_select';
import type { PasswordNews } from './initial_password';
import { roles } from './user_words';

const inputs = [
  'user_name',
  'display_name',
  'roles',
  'employee_no',
  'department',
  'area',
  'province',
  'industry',
  'email',
  'mobile',
] as const;

interface UserDrawerProps {
  user: AdminUser | 'new' | null;
  close: () => void;
  /** With the initial password when the account is new. */
  saved: (password: PasswordNews | null) => Promise<void>;
}

export function UserDrawer({ user, close, saved }: UserDrawerProps) {
  const { t } = useTranslation('admin');
  return (
    <Drawer
      open={user !== null}
      onClose={close}
      size={480}
      destroyOnHidden
      title={user === 'new' ? t('users.create') : t('users.change')}
    >
      {user !== null && (
        <UserForm user={user === 'new' ? null : user} close={close} saved={saved} />
      )}
    </Drawer>
  );
}

interface UserFormProps {
  user: AdminUser | null;
  close: () => void;
  saved: UserDrawerProps['saved'];
}

function UserForm({ user, close, saved }: UserFormProps) {
  const { t } = useTranslation('admin');
  const [form] = Form.useForm<UserDraft>();
  const [left, setLeft] = useState<unknown>(null);
  const save = useMutation({
    mutationFn: async (draft: UserDraft): Promise<PasswordNews | null> => {
      if (user) {
        await updateUser(user.id, { ...draft, version: user.version ?? 1 });
        return null;
      }
      const created = await createUser(draft);
      return {
        name: created.display_name || created.user_name,
        userName: created.user_name,
        password: created.initial_password,
      };
    },
    onSuccess: saved,
    onError: (error) => setLeft(showProblems(form, error, inputs) ? null : error),
  });
  const text = (name: (typeof inputs)[number], required = false) => (
    <Form.Item name={name} label={t(`users.${name}`)} required={required}>
      <Input maxLength={100} autoComplete="off" />
    </Form.Item>
  );
  return (
    <Form<UserDraft>
      form={form}
      layout="vertical"
      initialValues={user ?? { roles: ['manager'] }}
      onFinish={(draft) => {
        setLeft(null);
        save.mutate(draft);
      }}
    >
      <Form.Item name="user_name" label={t('users.user_name')} required={!user}>
        <Input maxLength={64} disabled={user !== null} autoComplete="off" autoFocus={!user} />
      </Form.Item>
      {text('display_name', true)}
      <Form.Item name="roles" label={t('users.roles')}>
        <Checkbox.Group
          className={styles.roles ?? ''}
          options={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        />
      </Form.Item>
      {text('employee_no')}
      {text('department')}
      {text('area')}
      <Form.Item name="province" label={t('users.province')} extra={t('users.province_hint')}>
        <DictionarySelect dictionary="region" top />
      </Form.Item>
      <Form.Item name="industry" label={t('users.industry')}>
        <DictionarySelect dictionary="industry" />
      </Form.Item>
      {text('email')}
      {text('mobile')}
      <ProblemNote error={left} />
      <div className={styles.formButtons}>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
        <Button onClick={close}>{t('cancel')}</Button>
      </div>
    </Form>
  );
}
