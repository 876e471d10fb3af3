import { App, Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api';
import { useMe, useSession } from '../../session';
import { useDraftForm } from '../parts/draft_form';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import { OwnFields, ownChange, ownDraft, ownInputs, type OwnDraft } from './own_fields';
import styles from './profile.module.css';

export function OwnData() {
  const { t } = useTranslation('profile');
  const { user, partner } = useMe();
  const { reload } = useSession();
  const { message } = App.useApp();
  const { form, submit, left, busy } = useDraftForm({
    inputs: ownInputs,
    save: (draft: OwnDraft) => api.patch('me', ownChange(draft)),
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
        initialValues={ownDraft(user)}
        onFinish={submit}
      >
        <OwnFields />
        <ProblemNote error={left} />
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('save')}
        </Button>
      </Form>
    </Panel>
  );
}
