import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountInput } from './account_form';

/** A new password, typed twice. */
export function useNewPassword() {
  const { t } = useTranslation('account');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const missing = tried && password === '' ? t('new_password.new_missing') : undefined;
  const differs = tried && again !== password ? t('register.confirm_differs') : undefined;

  /** Whether it may be sent; if not, what is wrong has the focus. */
  const ready = () => {
    setTried(true);
    const wrong = password === '' ? 'password' : again !== password ? 'again' : null;
    if (wrong !== null) document.getElementById(wrong)?.focus();
    return wrong === null;
  };
  const inputs = ({
    refused,
    autoFocus = false,
  }: { refused?: string; autoFocus?: boolean } = {}) => (
    <>
      <AccountInput
        autoFocus={autoFocus}
        id="password"
        label={t('new_password.new')}
        hint={t('register.password_hint')}
        error={missing ?? refused}
        value={password}
        autoComplete="new-password"
        onChange={setPassword}
      />
      <AccountInput
        id="again"
        label={t('register.confirm')}
        error={differs}
        value={again}
        autoComplete="new-password"
        onChange={setAgain}
      />
    </>
  );
  return { password, ready, inputs };
}
