import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate } from 'react-router';
import { ApiError, api } from '../api';
import { PageLoading } from '../app/page_loading';
import { useProblemText } from '../app/use_problem_text';
import { useSession } from '../session';
import { AccountCard } from './account_card';
import styles from './sign_in_page.module.css';

interface Passwords {
  current: string;
  new: string;
  confirm: string;
}

/** A new password: forced after an initial one, before anything else opens; else by choice. */
export default function NewPasswordPage() {
  const { t } = useTranslation('account');
  const { me, reload } = useSession();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const [form] = Form.useForm<Passwords>();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const change = async (passwords: Passwords) => {
    setBusy(true);
    setFailure(null);
    try {
      await api.post('me/password', { current: passwords.current, new: passwords.new });
      await reload();
      void message.success(t('new_password.done'));
      await navigate('/', { replace: true });
    } catch (error) {
      const refused = error instanceof ApiError && error.code === 'auth.invalid';
      setFailure(refused ? t('new_password.current_wrong') : problemText(error));
    } finally {
      setBusy(false);
    }
  };

  if (me === undefined) return <PageLoading />;
  if (me === null) return <Navigate to="/sign-in" replace />;
  const forced = me.must_change_password;
  return (
    <AccountCard
      title={t('new_password.title')}
      lead={t(forced ? 'new_password.forced' : 'new_password.lead')}
    >
      <Form form={form} layout="vertical" requiredMark={false} size="large" onFinish={change}>
        {failure !== null && (
          <Alert type="error" showIcon title={failure} role="alert" className={styles.alert} />
        )}
        <input type="text" autoComplete="username" value={me.user.user_name} readOnly hidden />
        <Form.Item
          name="current"
          label={t(forced ? 'new_password.initial' : 'new_password.current')}
          rules={[{ required: true, message: t('new_password.current_missing') }]}
        >
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
        <Form.Item
          name="new"
          label={t('new_password.new')}
          extra={t('register.password_hint')}
          rules={[{ required: true, message: t('new_password.new_missing') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="confirm"
          label={t('register.confirm')}
          dependencies={['new']}
          rules={[
            { required: true, message: t('register.confirm_missing') },
            {
              validator: (_, typed: string) =>
                typed === '' || typed === form.getFieldValue('new')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('register.confirm_differs'))),
            },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy}>
          {t('new_password.submit')}
        </Button>
      </Form>
      {!forced && (
        <Button type="text" block className={styles.back} onClick={() => void navigate(-1)}>
          {t('new_password.back')}
        </Button>
      )}
    </AccountCard>
  );
}
