import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { ApiError, api } from '../api';
import { safeNext } from '../app/addresses';
import { useProblemText } from '../app/use_problem_text';
import { useSession } from '../session';
import { AccountCard } from './account_card';
import { AnsweredField } from './answered_field';
import styles from './sign_in_page.module.css';

export default function SignInPage() {
  const { t } = useTranslation('account');
  const { me, reload } = useSession();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const problemText = useProblemText();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  // null: no code is asked for.
  const [code, setCode] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const next = safeNext(search.get('next'));

  const signIn = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    const empty =
      name.trim() === '' ? 'user_name' : password === '' ? 'password' : code === '' ? 'code' : null;
    if (empty !== null) {
      document.getElementById(empty)?.focus();
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      await api.post('sessions', { user_name: name.trim(), password, code });
      await reload();
      await navigate(next, { replace: true });
    } catch (error) {
      const reason = error instanceof ApiError ? error.code : '';
      if (reason === 'auth.code_required') {
        setCode('');
        setTried(false);
        return;
      }
      setFailure(reason === 'auth.invalid' ? t('sign_in.refused') : problemText(error));
    } finally {
      setBusy(false);
    }
  };

  if (me && !busy) return <Navigate to={next} replace />;
  if (code !== null) {
    return (
      <AccountCard title={t('code.title')} lead={t('code.lead')}>
        <form onSubmit={signIn} noValidate>
          {failure !== null && (
            <Alert type="error" showIcon title={failure} role="alert" className={styles.alert} />
          )}
          <AnsweredField
            id="code"
            label={t('code.label')}
            hint={t('code.hint')}
            error={tried && code === '' ? t('code.missing') : undefined}
          >
            {(describedBy) => (
              <Input
                id="code"
                size="large"
                value={code}
                aria-describedby={describedBy}
                autoComplete="one-time-code"
                autoCapitalize="none"
                spellCheck={false}
                autoFocus
                onChange={(event) => setCode(event.target.value)}
              />
            )}
          </AnsweredField>
          <Button type="primary" htmlType="submit" size="large" block loading={busy}>
            {t('sign_in.submit')}
          </Button>
        </form>
        <Button
          type="text"
          block
          className={styles.back}
          onClick={() => {
            setCode(null);
            setPassword('');
            setFailure(null);
          }}
        >
          {t('code.back')}
        </Button>
        <p className={styles.register}>{t('code.lost')}</p>
      </AccountCard>
    );
  }
  return (
    <AccountCard title={t('sign_in.title')} lead={t('sign_in.lead')}>
      {/* Not antd's Form: with all it brings along, this page would load a tenth longer. */}
      <form onSubmit={signIn} noValidate>
        {failure !== null && (
          <Alert type="error" showIcon title={failure} role="alert" className={styles.alert} />
        )}
        <AnsweredField
          id="user_name"
          label={t('user_name')}
          error={tried && name.trim() === '' ? t('sign_in.user_name_missing') : undefined}
        >
          {(describedBy) => (
            <Input
              id="user_name"
              size="large"
              value={name}
              status={tried && name.trim() === '' ? 'error' : undefined}
              aria-describedby={describedBy}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </AnsweredField>
        <AnsweredField
          id="password"
          label={t('password')}
          error={tried && password === '' ? t('sign_in.password_missing') : undefined}
        >
          {(describedBy) => (
            <Input.Password
              id="password"
              size="large"
              value={password}
              status={tried && password === '' ? 'error' : undefined}
              aria-describedby={describedBy}
              autoComplete="current-password"
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </AnsweredField>
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          {t('sign_in.submit')}
        </Button>
      </form>
      <p className={styles.forgotten}>
        <Link to="/forgot-password">{t('forgotten.title')}</Link>
      </p>
      <p className={styles.register}>
        {t('sign_in.new_partner')} <Link to="/register">{t('sign_in.register')}</Link>
      </p>
    </AccountCard>
  );
}
