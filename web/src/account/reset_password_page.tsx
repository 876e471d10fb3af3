import { useQuery } from '@tanstack/react-query';
import { Alert, App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { ApiError, api } from '../api';
import { PageLoading } from '../app/page_loading';
import { useProblemText } from '../app/use_problem_text';
import { AccountCard } from './account_card';
import styles from './account_card.module.css';
import { AccountForm } from './account_form';
import { useNewPassword } from './new_password_inputs';

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
        <p className={styles.foot}>
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
  const { password, ready, inputs } = useNewPassword();
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);

  const save = async () => {
    setFailure(undefined);
    if (!ready()) return;
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
      <AccountForm submit={t('new_password.submit')} busy={busy} onSubmit={() => void save()}>
        <input type="text" autoComplete="username" value={userName} readOnly hidden />
        {inputs({ autoFocus: true, ...(failure === undefined ? {} : { refused: failure }) })}
      </AccountForm>
    </AccountCard>
  );
}
