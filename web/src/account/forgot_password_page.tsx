import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../api';
import { useProblemText } from '../app/use_problem_text';
import { KeepFocus } from '../pages/parts/keep_focus';
import { AccountCard } from './account_card';
import styles from './account_card.module.css';
import { AccountForm, AccountInput } from './account_form';

/** Asks for a link by mail. What is answered does not tell whether there is such an account. */
export default function ForgotPasswordPage() {
  const { t } = useTranslation('account');
  const problemText = useProblemText();
  const [account, setAccount] = useState('');
  const [tried, setTried] = useState(false);
  const [asked, setAsked] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const missing = tried && account.trim() === '';

  const ask = async () => {
    setTried(true);
    if (account.trim() === '') {
      document.getElementById('account')?.focus();
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      await api.post('password-resets', { account: account.trim() });
      setAsked(true);
    } catch (error) {
      setFailure(problemText(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <AccountCard title={t('forgotten.title')} lead={asked ? undefined : t('forgotten.lead')}>
      <KeepFocus of={asked}>
        {asked ? (
          <Alert
            type="success"
            showIcon
            role="status"
            title={t('forgotten.asked_title')}
            description={t('forgotten.asked')}
          />
        ) : (
          <AccountForm
            failure={failure}
            submit={t('forgotten.submit')}
            busy={busy}
            onSubmit={() => void ask()}
          >
            <AccountInput
              autoFocus
              id="account"
              label={t('forgotten.account')}
              error={missing ? t('forgotten.missing') : undefined}
              value={account}
              autoComplete="username"
              onChange={setAccount}
            />
          </AccountForm>
        )}
      </KeepFocus>
      <p className={styles.foot}>
        {t('forgotten.otherwise')} <Link to="/sign-in">{t('forgotten.back')}</Link>
      </p>
    </AccountCard>
  );
}
