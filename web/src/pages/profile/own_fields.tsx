import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Messenger, User } from '../../api';
import { DictionarySelect } from '../admin/dictionary_select';
import styles from './profile.module.css';

export const ownInputs = ['display_name', 'email', 'mobile', 'messengers'] as const;

export interface OwnDraft {
  display_name: string;
  email: string;
  mobile: string;
  messengers: Partial<Messenger>[];
}

export function ownDraft(user: User): OwnDraft {
  return {
    display_name: user.display_name,
    email: user.email ?? '',
    mobile: user.mobile ?? '',
    messengers: user.messengers ?? [],
  };
}

/** As the server wants it: a row that was added and left alone is none. */
export function ownChange(draft: OwnDraft) {
  return {
    ...draft,
    messengers: draft.messengers
      .map(({ type = '', name = '' }) => ({ type, name }))
      .filter(({ type, name }) => type !== '' || name !== ''),
  };
}

/** What people say of themselves, as inputs of a form. */
export function OwnFields() {
  const { t } = useTranslation('profile');
  return (
    <>
      <Form.Item name="display_name" label={t('display_name')}>
        <Input maxLength={60} autoComplete="name" />
      </Form.Item>
      <Form.Item name="email" label={t('email')}>
        <Input maxLength={254} inputMode="email" autoComplete="email" />
      </Form.Item>
      <Form.Item name="mobile" label={t('mobile')}>
        <Input maxLength={20} inputMode="tel" autoComplete="tel" />
      </Form.Item>
      <Form.List name="messengers">
        {(rows, { add, remove }, { errors }) => (
          <fieldset className={styles.messengers}>
            <legend>{t('messengers')}</legend>
            {rows.map(({ key, name }, index) => (
              <div key={key} className={styles.messenger}>
                <Form.Item name={[name, 'type']} noStyle>
                  <DictionarySelect
                    dictionary="messenger_type"
                    aria-label={t('messenger_type', { number: index + 1 })}
                    placeholder={t('messenger_choose')}
                  />
                </Form.Item>
                <Form.Item name={[name, 'name']} noStyle>
                  <Input
                    maxLength={60}
                    autoComplete="off"
                    aria-label={t('messenger_name', { number: index + 1 })}
                    placeholder={t('messenger_account')}
                  />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t('messenger_remove', { number: index + 1 })}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            {errors.length > 0 && (
              <div role="alert" className={styles.wrong}>
                {errors}
              </div>
            )}
            <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>
              {t('messenger_add')}
            </Button>
          </fieldset>
        )}
      </Form.List>
    </>
  );
}
