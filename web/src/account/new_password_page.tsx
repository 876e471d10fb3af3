import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate } from 'react-router';
import { ApiError, api } from '../api';
import { PageLoading } from '../app/page_loading';
import { useProblemText } from '../app/use_problem_text';
import { useSession } from '../session';
import { noteSignIn } from '../sync/sign_in';
import { AccountCard } from './account_card';
import styles from './account_card.module.css';
import { AccountForm, AccountInput } from './account_form';
import { useNewPassword } from './new_password_inputs';

/** A new password: forced after an initial one, before anything else opens; else by choice. */
export default function NewPasswordPage() {
  const { t } = useTranslation('account');
  const { me, reload } = useSession();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const [current, setCurrent] = useState('');
  const [tried, setTried] = useState(false);
  const { password, ready, inputs } = useNewPassword();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const change = async () => {
    setTried(true);
    if (!ready() || current === '') {
      if (current === '') document.getElementById('current')?.focus();
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      await api.post('me/password', { current, new: password });
      noteSignIn({ password });
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
      <AccountForm
        failure={failure}
        submit={t('new_password.submit')}
        busy={busy}
        onSubmit={() => void change()}
      >
        <input type="text" autoComplete="username" value={me.user.user_name} readOnly hidden />
        <AccountInput
          autoFocus
          id="current"
          label={t(forced ? 'new_password.initial' : 'new_password.current')}
          error={tried && current === '' ? t('new_password.current_missing') : undefined}
          value={current}
          autoComplete="current-password"
          onChange={setCurrent}
        />
        {inputs()}
      </AccountForm>
      {!forced && (
        <Button type="text" block className={styles.back} onClick={() => void navigate(-1)}>
          {t('new_password.back')}
        </Button>
      )}
    </AccountCard>
  );
}
