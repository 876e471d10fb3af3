/**
 * Who is signed in. `useMe()` inside signed-in pages, `useSession()` anywhere; `signedIn(me)`
 * after a sign-in or registration, `signOut()` at the end. A 401 anywhere ends the session here,
 * so that a page never goes on with rights it lost.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { ApiError, NetworkError, api, onRefusal } from '../api';
import type { Me, Role } from '../api';
import { currentLocale, hasChosenLocale, isLocale } from '../i18n';
import { clearKept } from '../shell/kept_definitions';
import { forgetSession, isLocked, lastSession, rememberSession } from '../shell/last_session';
import { signedOut } from '../sync/sign_in';
import i18next from 'i18next';

export interface Session {
  /** undefined: not known yet; null: nobody. */
  me: Me | null | undefined;
  error: Error | null;
  reload: () => Promise<void>;
  signOut: () => Promise<void>;
  /** Ends the session, and nothing else: what is on this device waits for its user. Without a connection later. */
  leave: () => Promise<void>;
}

const SessionContext = createContext<Session | null>(null);
const meKey = ['me'];

async function loadMe(): Promise<Me | null> {
  try {
    return await api.get<Me>('me');
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

async function endSession(): Promise<void> {
  try {
    await api.delete('sessions/current');
  } catch (failure) {
    // Already signed out elsewhere is as good; anything else the person must know.
    if (!(failure instanceof ApiError && failure.status === 401)) throw failure;
  }
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [last] = useState(() => lastSession(localStorage));
  const { data, error, failureReason } = useQuery({
    queryKey: meKey,
    queryFn: loadMe,
    staleTime: 60_000,
  });
  // Without a connection the frame is drawn for whoever was here last; what it shows, the server still decides.
  const [alone, setAlone] = useState(false);
  if (!alone && failureReason instanceof NetworkError) setAlone(true);
  const me = data === undefined && alone ? (last ?? undefined) : data;
  useEffect(() => {
    // Without a connection nobody is asked for anything.
    if (data) rememberSession(localStorage, { ...data, own_data_due: false });
    if (data === null) {
      signedOut();
      // Whoever comes back to a locked screen without a connection is still to be known.
      if (isLocked(localStorage)) return;
      forgetSession(localStorage);
      void clearKept();
    }
  }, [data]);

  useEffect(
    () =>
      onRefusal((refusal) => {
        if (refusal.status === 401 && refusal.code === 'auth.required') {
          client.setQueryData(meKey, null);
        } else if (refusal.code === 'auth.password_change_required') {
          void client.invalidateQueries({ queryKey: meKey });
        }
      }),
    [client],
  );

  const locale = me?.user.locale;
  useEffect(() => {
    if (isLocale(locale) && !hasChosenLocale() && locale !== currentLocale()) {
      void i18next.changeLanguage(locale);
    }
  }, [locale]);

  const reload = useCallback(async () => {
    client.setQueryData(meKey, await loadMe());
  }, [client]);

  const signOut = useCallback(async () => {
    await endSession();
    // The sign-in page need not wait for what only pages behind it use.
    const { forgetLocal } = await import('../sync');
    await forgetLocal();
    client.clear();
    client.setQueryData(meKey, null);
    setAlone(false);
    forgetSession(localStorage);
    await clearKept();
  }, [client]);

  const leave = useCallback(async () => {
    await endSession();
    client.clear();
    client.setQueryData(meKey, null);
    setAlone(false);
  }, [client]);

  const session = useMemo(
    () => ({ me, error, reload, signOut, leave }),
    [me, error, reload, signOut, leave],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside of SessionProvider');
  return session;
}

/** For pages behind the sign-in: there always is somebody. */
export function useMe(): Me {
  const { me } = useSession();
  if (!me) throw new Error('useMe on a page without a sign-in');
  return me;
}

export function hasRole(me: Me, roles: readonly Role[] | undefined): boolean {
  return roles === undefined || roles.some((role) => me.user.roles.includes(role));
}
