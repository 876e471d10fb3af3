import { Button, Input } from 'antd';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Violation } from '../api';
import { AnsweredField } from './answered_field';
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

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
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
    <form onSubmit={submit} noValidate className={styles.form}>
      <AnsweredField
        required
        id="user_name"
        label={t('user_name')}
        hint={check.kind === 'checking' ? t('register.name_checking') : t('register.name_hint')}
        error={nameError}
        good={check.kind === 'free' ? t('register.name_free') : undefined}
      >
        {(describedBy) => (
          <Input
            id="user_name"
            size="large"
            value={name}
            status={nameError === undefined ? undefined : 'error'}
            aria-invalid={nameError !== undefined}
            aria-describedby={describedBy}
            aria-required
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </AnsweredField>
      <AnsweredField
        required
        id="password"
        label={t('password')}
        hint={t('register.password_hint')}
        error={passwordError}
        good={same ? t('register.correct') : undefined}
      >
        {(describedBy) => (
          <Input.Password
            id="password"
            size="large"
            value={password}
            status={passwordError === undefined ? undefined : 'error'}
            aria-invalid={passwordError !== undefined}
            aria-describedby={describedBy}
            aria-required
            autoComplete="new-password"
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </AnsweredField>
      <AnsweredField
        required
        id="confirm"
        label={t('register.confirm')}
        error={confirmError}
        good={same ? t('register.correct') : undefined}
      >
        {(describedBy) => (
          <Input.Password
            id="confirm"
            size="large"
            value={confirmed}
            status={confirmError === undefined ? undefined : 'error'}
            aria-invalid={confirmError !== undefined}
            aria-describedby={describedBy}
            aria-required
            autoComplete="new-password"
            onChange={(event) => setConfirmed(event.target.value)}
          />
        )}
      </AnsweredField>
      <CaptchaBox
        solution={captcha}
        invalid={tried && captcha === null}
        describedBy={tried && captcha === null ? 'captcha-missing' : undefined}
        onSolved={setCaptcha}
      />
      {tried && captcha === null && (
        <p id="captcha-missing" className={styles.missing}>
          {t('captcha.missing')}
        </p>
      )}
      <Button type="primary" htmlType="submit" size="large" block className={styles.next}>
        {t('register.next')}
      </Button>
    </form>
  );
}
