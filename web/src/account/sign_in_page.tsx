import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { ApiError, api } from '../api';
import { safeNext } from '../app/addresses';
import { useProblemText } from '../app/use_problem_text';
import { useSession } from '../session';
import { markLocked } from '../shell/last_session';
import { noteSignIn, rememberShared, wasShared } from '../sync/sign_in';
import { AccountCard } from './account_card';
import styles from './account_card.module.css';
import { AccountForm, AccountInput } from './account_form';

export default function SignInPage() {
  const { t } = useTranslation('account');
  const { me, reload } = useSession();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const problemText = useProblemText();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [shared, setShared] = useState(wasShared);
  const [tried, setTried] = useState(false);
  // null: no code is asked for.
  const [code, setCode] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const next = safeNext(search.get('next'));

  const signIn = async () => {
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
      rememberShared(shared);
      markLocked(localStorage, false);
      noteSignIn({ password, shared });
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

  const form = { failure, submit: t('sign_in.submit'), busy, onSubmit: () => void signIn() };
  if (me && !busy) return <Navigate to={next} replace />;
  if (code !== null) {
    return (
      <AccountCard title={t('code.title')} lead={t('code.lead')}>
        {/* Another form: its field is new, and so takes the focus. */}
        <AccountForm key="code" {...form}>
          <AccountInput
            autoFocus
            id="code"
            label={t('code.label')}
            hint={t('code.hint')}
            error={tried && code === '' ? t('code.missing') : undefined}
            value={code}
            autoComplete="one-time-code"
            onChange={setCode}
          />
        </AccountForm>
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
        <p className={styles.foot}>{t('code.lost')}</p>
      </AccountCard>
    );
  }
  return (
    <AccountCard title={t('sign_in.title')} lead={t('sign_in.lead')}>
      <AccountForm {...form}>
        <AccountInput
          autoFocus
          id="user_name"
          label={t('user_name')}
          error={tried && name.trim() === '' ? t('sign_in.user_name_missing') : undefined}
          value={name}
          autoComplete="username"
          onChange={setName}
        />
        <AccountInput
          id="password"
          label={t('password')}
          error={tried && password === '' ? t('sign_in.password_missing') : undefined}
          value={password}
          autoComplete="current-password"
          onChange={setPassword}
        />
        <label className={styles.shared}>
          <input
            type="checkbox"
            checked={shared}
            onChange={(event) => setShared(event.target.checked)}
          />
          <span>
            {t('sign_in.shared')}
            <small>{t('sign_in.shared_hint')}</small>
          </span>
        </label>
      </AccountForm>
      <p className={styles.more}>
        <Link to="/forgot-password">{t('forgotten.title')}</Link>
      </p>
      <p className={styles.foot}>
        {t('sign_in.new_partner')} <Link to="/register">{t('sign_in.register')}</Link>
      </p>
    </AccountCard>
  );
}
