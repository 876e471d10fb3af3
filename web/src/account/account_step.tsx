import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Violation } from '../api';
import { AccountForm, AccountInput } from './account_form';
import styles from './account_step.module.css';
import { CaptchaBox } from './captcha/captcha_box';
import { useUserNameCheck } from './use_user_name_check';

export interface Account {
  user_name: string;
  password: string;
  captcha: string;
}

interface Props {
  initial: { user_name: string; password: string; captcha: string | null };
  /** What the server said about these answers. */
  violations: readonly Violation[];
  onDone: (account: Account) => void;
}

/** Step 1 of the registration: name, password, captcha; the server decides what is acceptable. */
export function AccountStep({ initial, violations, onDone }: Props) {
  const { t } = useTranslation('account');
  const [name, setName] = useState(initial.user_name);
  const [password, setPassword] = useState(initial.password);
  const [confirmed, setConfirmed] = useState(initial.password);
  const [captcha, setCaptcha] = useState(initial.captcha);
  const [tried, setTried] = useState(false);
  const check = useUserNameCheck(name);

  // The server's word holds until the answer it is about changes.
  const said = (path: string, unchanged: boolean) =>
    unchanged
      ? violations
          .filter((violation) => violation.path.replace(/^\//, '') === path)
          .map((violation) => violation.message ?? violation.code)[0]
      : undefined;
  const nameError =
    check.kind === 'refused'
      ? (check.violations[0]?.message ?? t('register.name_taken'))
      : (said('user_name', name === initial.user_name) ??
        (tried && name.trim() === '' ? t('register.name_missing') : undefined));
  const passwordError =
    said('password', password === initial.password) ??
    (tried && password === '' ? t('register.password_missing') : undefined);
  const confirmError =
    confirmed !== password && (tried || confirmed.length >= password.length) && confirmed !== ''
      ? t('register.confirm_differs')
      : tried && confirmed === ''
        ? t('register.confirm_missing')
        : undefined;
  const same = password !== '' && confirmed === password;

  const submit = () => {
    setTried(true);
    const complete = name.trim() !== '' && nameError === undefined && same && captcha !== null;
    if (complete && passwordError === undefined) {
      onDone({ user_name: name.trim(), password, captcha });
      return;
    }
    const wrong =
      name.trim() === '' || nameError !== undefined
        ? 'user_name'
        : password === '' || passwordError !== undefined
          ? 'password'
          : same
            ? 'captcha'
            : 'confirm';
    document.getElementById(wrong)?.focus();
  };

  return (
    <AccountForm submit={t('register.next')} onSubmit={submit}>
      <AccountInput
        required
        autoFocus
        id="user_name"
        label={t('user_name')}
        hint={check.kind === 'checking' ? t('register.name_checking') : t('register.name_hint')}
        error={nameError}
        good={check.kind === 'free' ? t('register.name_free') : undefined}
        value={name}
        autoComplete="username"
        onChange={setName}
      />
      <AccountInput
        required
        id="password"
        label={t('password')}
        hint={t('register.password_hint')}
        error={passwordError}
        good={same ? t('register.correct') : undefined}
        value={password}
        autoComplete="new-password"
        onChange={setPassword}
      />
      <AccountInput
        required
        id="confirm"
        label={t('register.confirm')}
        error={confirmError}
        good={same ? t('register.correct') : undefined}
        value={confirmed}
        autoComplete="new-password"
        onChange={setConfirmed}
      />
      <CaptchaBox
        solution={captcha}
        invalid={tried && captcha === null}
        describedBy={tried && captcha === null ? 'captcha-missing' : undefined}
        onSolved={setCaptcha}
      />
      <p id="captcha-missing" className={styles.missing}>
        {tried && captcha === null && t('captcha.missing')}
      </p>
    </AccountForm>
  );
}
