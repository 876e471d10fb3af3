import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api';
import { showProblems } from '../parts/form_problems';
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
  const [form] = Form.useForm<PasswordDraft>();
  const [left, setLeft] = useState<unknown>(null);
  const change = useMutation({
    mutationFn: (draft: PasswordDraft) =>
      api.post('me/password', { current: draft.current, new: draft.password }),
    onSuccess: async () => {
      form.resetFields();
      void message.success(t('password_changed'));
      await client.invalidateQueries({ queryKey: ['sessions'] });
    },
    onError: (error) => setLeft(showProblems(form, error, inputs) ? null : error),
  });
  return (
    <Panel title={t('password')}>
      <Form<PasswordDraft>
        form={form}
        layout="vertical"
        className={styles.narrow ?? ''}
        onFinish={(draft) => {
          setLeft(null);
          // A typing slip in a hidden field is no rule of the domain: only the two fields know.
          if (draft.password !== draft.again) {
            form.setFields([{ name: 'again', errors: [t('password_differs')] }]);
            return;
          }
          change.mutate(draft);
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
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('password_change')}
        </Button>
      </Form>
    </Panel>
  );
}
