import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../api';
import { useProblemText } from '../app/use_problem_text';
import { AccountCard } from './account_card';
import { AnsweredField } from './answered_field';
import styles from './sign_in_page.module.css';

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

  const ask = async (event: SubmitEvent) => {
    event.preventDefault();
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
      {asked ? (
        <Alert
          type="success"
          showIcon
          role="status"
          title={t('forgotten.asked_title')}
          description={t('forgotten.asked')}
        />
      ) : (
        <form onSubmit={ask} noValidate>
          {failure !== null && (
            <Alert type="error" showIcon title={failure} role="alert" className={styles.alert} />
          )}
          <AnsweredField
            id="account"
            label={t('forgotten.account')}
            error={missing ? t('forgotten.missing') : undefined}
          >
            {(describedBy) => (
              <Input
                id="account"
                size="large"
                value={account}
                status={missing ? 'error' : undefined}
                aria-describedby={describedBy}
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                autoFocus
                onChange={(event) => setAccount(event.target.value)}
              />
            )}
          </AnsweredField>
          <Button type="primary" htmlType="submit" size="large" block loading={busy}>
            {t('forgotten.submit')}
          </Button>
        </form>
      )}
      <p className={styles.register}>
        {t('forgotten.otherwise')} <Link to="/sign-in">{t('forgotten.back')}</Link>
      </p>
    </AccountCard>
  );
}
