import { Checkbox, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { currentLocale, localised } from '../../i18n';
import { FormDrawer } from '../parts/form_drawer';
import { Moment } from '../parts/moment';
import { createUser, updateUser, type AdminUser, type UserDraft } from './admin_api';
import styles from './admin.module.css';
import { DepartmentSelect } from './department_select';
import { DictionarySelect, useDictionary } from './dictionary_select';
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
  const known = user === 'new' ? null : user;
  const text = (name: (typeof inputs)[number], required = false) => (
    <Form.Item name={name} label={t(`users.${name}`)} required={required}>
      <Input maxLength={100} autoComplete="off" />
    </Form.Item>
  );
  return (
    <FormDrawer<Partial<UserDraft>, PasswordNews | null>
      open={user !== null}
      title={t(known ? 'users.change' : 'users.create')}
      size={480}
      initial={known ?? { roles: ['manager'] }}
      inputs={inputs}
      save={(draft) => store(known, draft)}
      saved={saved}
      close={close}
    >
      <Form.Item name="user_name" label={t('users.user_name')} required={!known}>
        <Input maxLength={64} disabled={known !== null} autoComplete="off" />
      </Form.Item>
      {text('display_name', true)}
      <Form.Item name="roles" label={t('users.roles')}>
        <Checkbox.Group
          className={styles.roles ?? ''}
          options={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        />
      </Form.Item>
      {text('employee_no')}
      <Form.Item name="department" label={t('users.department')}>
        <DepartmentSelect company={known?.partner_id ?? ''} known={known?.department ?? ''} />
      </Form.Item>
      {text('area')}
      <Form.Item name="province" label={t('users.province')} extra={t('users.province_hint')}>
        <DictionarySelect dictionary="region" top />
      </Form.Item>
      <Form.Item name="industry" label={t('users.industry')}>
        <DictionarySelect dictionary="industry" />
      </Form.Item>
      {text('email')}
      {text('mobile')}
      {known && <SaidByThem user={known} />}
    </FormDrawer>
  );
}

/** What only they say of themselves, and when they said last that all of it holds. */
function SaidByThem({ user }: { user: AdminUser }) {
  const { t } = useTranslation('admin');
  const { data: types } = useDictionary('messenger_type');
  const typeName = (code: string) => {
    const item = types?.items.find((one) => one.code === code);
    return item ? localised(item.label, currentLocale()) : code;
  };
  const messengers = user.messengers ?? [];
  return (
    <dl className={styles.saidByThem}>
      {messengers.length > 0 && (
        <>
          <dt>{t('users.messengers')}</dt>
          {messengers.map(({ type, name }) => (
            <dd key={`${type} ${name}`}>
              {typeName(type)} {name}
            </dd>
          ))}
        </>
      )}
      <dt>{t('users.data_confirmed')}</dt>
      <dd>
        {user.data_confirmed_at ? <Moment time={user.data_confirmed_at} /> : t('users.data_never')}
      </dd>
    </dl>
  );
}

async function store(user: AdminUser | null, draft: UserDraft): Promise<PasswordNews | null> {
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
}
