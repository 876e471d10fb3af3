import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountCard } from '../account/account_card';
import card from '../account/account_card.module.css';
import { AccountForm, AccountInput } from '../account/account_form';
import { connection } from '../api/connection';
import { useMe, useSession } from '../session';
import { isLocked, markLocked } from '../shell/last_session';
import { useLocal, vault } from '../sync';
import { noteActivity } from '../sync/sign_in';
import styles from './locked_page.module.css';

/** Nothing of the data is shown. Without a connection the password opens it again; with one it takes a sign-in. */
export function LockedPage() {
  const { t } = useTranslation('app');
  const { user } = useMe();
  const { leave } = useSession();
  const local = useLocal();
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    // What pages were showing is not to be found in the memory of this one either.
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    const goOn = () => {
      if (connection.state === 'offline') return;
      // Locked: the session ends as soon as it can be ended. Only without its key: there may be one now.
      if (isLocked(localStorage)) leave().catch(() => undefined);
      else local?.retry();
    };
    if (isLocked(localStorage)) goOn();
    return connection.subscribe(goOn);
  }, [client, leave, local]);

  const unlock = async () => {
    if (password === '') {
      setError(t('lock.missing'));
      return;
    }
    setBusy(true);
    const opened = await vault.unlock(user.id, password);
    setBusy(false);
    if (!opened) {
      setError(t('lock.wrong'));
      return;
    }
    markLocked(localStorage, false);
    noteActivity();
    local?.retry();
  };

  return (
    <main className={styles.page}>
      <AccountCard
        title={t('lock.title')}
        lead={t('lock.text', { name: user.display_name || user.user_name })}
      >
        <AccountForm submit={t('lock.unlock')} busy={busy} onSubmit={() => void unlock()}>
          <input type="text" autoComplete="username" value={user.user_name} readOnly hidden />
          <AccountInput
            autoFocus
            id="unlock-password"
            label={t('lock.password')}
            value={password}
            error={error}
            autoComplete="current-password"
            onChange={setPassword}
          />
        </AccountForm>
        <p className={card.foot}>{t('lock.help')}</p>
      </AccountCard>
    </main>
  );
}
