import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Input } from 'antd';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { ApiError, api } from '../api';
import { PageLoading } from '../app/page_loading';
import { useProblemText } from '../app/use_problem_text';
import { AccountCard } from './account_card';
import { AnsweredField } from './answered_field';
import styles from './sign_in_page.module.css';

/** Where the link of the mail leads: choose a new password. The token stays behind the #, out of every log. */
export default function ResetPasswordPage() {
  const { t } = useTranslation('account');
  const problemText = useProblemText();
  const { hash } = useLocation();
  const token = encodeURIComponent(hash.slice(1));
  const link = useQuery({
    queryKey: ['password-reset', token],
    queryFn: () => api.get<{ user_name: string }>(`password-resets/${token}`),
    enabled: token !== '',
    retry: false,
    staleTime: Infinity,
  });
  if (link.isLoading) return <PageLoading />;
  if (!link.data) {
    const ended = !(link.error instanceof ApiError) || link.error.code === 'link.invalid';
    return (
      <AccountCard title={t('reset.title')}>
        <Alert
          type="error"
          showIcon
          role="alert"
          title={token === '' || ended ? t('reset.ended') : problemText(link.error)}
        />
        <p className={styles.register}>
          <Link to="/forgot-password">{t('reset.again')}</Link>
        </p>
      </AccountCard>
    );
  }
  return <NewPassword token={token} userName={link.data.user_name} />;
}

function NewPassword({ token, userName }: { token: string; userName: string }) {
  const { t } = useTranslation('account');
  const navigate = useNavigate();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const missing = tried && password === '' ? t('new_password.new_missing') : undefined;
  const differs = tried && again !== password ? t('register.confirm_differs') : undefined;

  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    setFailure(undefined);
    if (password === '' || again !== password) {
      document.getElementById(password === '' ? 'password' : 'again')?.focus();
      return;
    }
    setBusy(true);
    try {
      await api.post(`password-resets/${token}`, { password });
      void message.success(t('reset.done'));
      await navigate('/sign-in', { replace: true });
    } catch (error) {
      setFailure(problemText(error));
      document.getElementById('password')?.focus();
    } finally {
      setBusy(false);
    }
  };

  return (
    <AccountCard title={t('reset.title')} lead={t('reset.lead', { name: userName })}>
      <form onSubmit={save} noValidate>
        <input type="text" autoComplete="username" value={userName} readOnly hidden />
        <AnsweredField
          id="password"
          label={t('new_password.new')}
          hint={t('register.password_hint')}
          error={missing ?? failure}
        >
          {(describedBy) => (
            <Input.Password
              id="password"
              size="large"
              value={password}
              status={(missing ?? failure) === undefined ? undefined : 'error'}
              aria-describedby={describedBy}
              autoComplete="new-password"
              autoFocus
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </AnsweredField>
        <AnsweredField id="again" label={t('register.confirm')} error={differs}>
          {(describedBy) => (
            <Input.Password
              id="again"
              size="large"
              value={again}
              status={differs === undefined ? undefined : 'error'}
              aria-describedby={describedBy}
              autoComplete="new-password"
              onChange={(event) => setAgain(event.target.value)}
            />
          )}
        </AnsweredField>
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          {t('new_password.submit')}
        </Button>
      </form>
    </AccountCard>
  );
}
