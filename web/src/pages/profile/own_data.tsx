import { App, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api';
import { useMe, useSession } from '../../session';
import { useDraftForm } from '../parts/draft_form';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import styles from './profile.module.css';

const inputs = ['display_name', 'email', 'mobile'] as const;
type OwnDraft = Record<(typeof inputs)[number], string>;

export function OwnData() {
  const { t } = useTranslation('profile');
  const { user, partner } = useMe();
  const { reload } = useSession();
  const { message } = App.useApp();
  const { form, submit, left, busy } = useDraftForm({
    inputs,
    save: (draft: OwnDraft) => api.patch('me', draft),
    saved: async () => {
      await reload();
      void message.success(t('saved'));
    },
  });
  const fixed: [string, string | undefined][] = [
    [t('user_name'), user.user_name],
    [t('company'), partner?.name],
    [t('employee_no'), user.employee_no],
    [t('department'), user.department],
    [t('area'), user.area],
  ];
  return (
    <Panel title={t('own_data')}>
      <dl className={styles.facts}>
        {fixed.map(([label, value]) =>
          value ? (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <Form<OwnDraft>
        form={form}
        layout="vertical"
        className={styles.narrow ?? ''}
        initialValues={{
          display_name: user.display_name,
          email: user.email ?? '',
          mobile: user.mobile ?? '',
        }}
        onFinish={submit}
      >
        <Form.Item name="display_name" label={t('display_name')}>
          <Input maxLength={60} autoComplete="name" />
        </Form.Item>
        <Form.Item name="email" label={t('email')}>
          <Input maxLength={254} inputMode="email" autoComplete="email" />
        </Form.Item>
        <Form.Item name="mobile" label={t('mobile')}>
          <Input maxLength={20} inputMode="tel" autoComplete="tel" />
        </Form.Item>
        <ProblemNote error={left} />
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('save')}
        </Button>
      </Form>
    </Panel>
  );
}
