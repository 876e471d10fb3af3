import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api';
import { useDraftForm } from '../parts/draft_form';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import styles from './profile.module.css';

interface PasswordDraft {
  current: string;
  password: string;
  again: string;
}

const inputs = ['current', 'password', 'again'] as const;

export function PasswordForm() {
  const { t } = useTranslation('profile');
  const { message } = App.useApp();
  const client = useQueryClient();
  const { form, submit, left, busy } = useDraftForm({
    inputs,
    save: (draft: PasswordDraft) =>
      api.post('me/password', { current: draft.current, new: draft.password }),
    saved: async () => {
      form.resetFields();
      void message.success(t('password_changed'));
      await client.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  return (
    <Panel title={t('password')}>
      <Form<PasswordDraft>
        form={form}
        layout="vertical"
        className={styles.narrow ?? ''}
        onFinish={(draft) => {
          // A typing slip in a hidden field is no rule of the domain: only the two fields know.
          if (draft.password !== draft.again) {
            form.setFields([{ name: 'again', errors: [t('password_differs')] }]);
            return;
          }
          submit(draft);
        }}
      >
        <Form.Item name="current" label={t('password_current')}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="password" label={t('password_new')} extra={t('password_hint')}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="again" label={t('password_again')}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <ProblemNote error={left} />
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('password_change')}
        </Button>
      </Form>
    </Panel>
  );
}
