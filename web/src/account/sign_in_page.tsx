import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { ApiError, api } from '../api';
import { safeNext } from '../app/addresses';
import { useProblemText } from '../app/use_problem_text';
import { useSession } from '../session';
import { AccountCard } from './account_card';
import styles from './sign_in_page.module.css';

interface Credentials {
  user_name: string;
  password: string;
}

export default function SignInPage() {
  const { t } = useTranslation('account');
  const { me, reload } = useSession();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const problemText = useProblemText();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const next = safeNext(search.get('next'));

  const signIn = async (credentials: Credentials) => {
    setBusy(true);
    setFailure(null);
    try {
      await api.post('sessions', credentials);
      await reload();
      await navigate(next, { replace: true });
    } catch (error) {
      const refused = error instanceof ApiError && error.code === 'auth.invalid';
      setFailure(refused ? t('sign_in.refused') : problemText(error));
    } finally {
      setBusy(false);
    }
  };

  if (me && !busy) return <Navigate to={next} replace />;
  return (
    <AccountCard title={t('sign_in.title')} lead={t('sign_in.lead')}>
      <Form<Credentials> layout="vertical" requiredMark={false} size="large" onFinish={signIn}>
        {failure !== null && (
          <Alert type="error" showIcon title={failure} role="alert" className={styles.alert} />
        )}
        <Form.Item
          name="user_name"
          label={t('user_name')}
          rules={[{ required: true, whitespace: true, message: t('sign_in.user_name_missing') }]}
        >
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('password')}
          rules={[{ required: true, message: t('sign_in.password_missing') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy}>
          {t('sign_in.submit')}
        </Button>
      </Form>
      <details className={styles.forgotten}>
        <summary>{t('forgotten.title')}</summary>
        <p>{t('forgotten.text')}</p>
      </details>
      <p className={styles.register}>
        {t('sign_in.new_partner')} <Link to="/register">{t('sign_in.register')}</Link>
      </p>
    </AccountCard>
  );
}
