/**
 * Who was signed in on this machine: what draws the frame when the server can't be asked, and no more. Gone with the
 * session: at sign-out, and when the server says that it has ended.
 */
import type { Me } from '../api';
import { isObject } from '../api/problem';
import type { Store } from '../form/draft/safety_copy';

const key = 'qudao.last_session';

export function rememberSession(store: Pick<Store, 'setItem'>, me: Me): void {
  const { id, user_name, display_name, roles, locale, state } = me.user;
  const kept: Me = {
    user: { id, user_name, display_name, roles, state, ...(locale ? { locale } : {}) },
    ...(me.partner ? { partner: { id: me.partner.id } } : {}),
    permissions: me.permissions,
    must_change_password: me.must_change_password,
    unread: 0,
  };
  try {
    store.setItem(key, JSON.stringify(kept));
  } catch {
    // Full or forbidden: without a connection there is no frame then.
  }
}

const lockedKey = 'qudao.locked';

/** The screen of this machine is locked, and its user expected back: the end of the session is no reason to forget them. */
export function markLocked(store: Pick<Store, 'setItem' | 'removeItem'>, locked: boolean): void {
  if (locked) store.setItem(lockedKey, '1');
  else store.removeItem(lockedKey);
}

export const isLocked = (store: Pick<Store, 'getItem'>): boolean =>
  store.getItem(lockedKey) !== null;

export function lastSession(store: Pick<Store, 'getItem'>): Me | null {
  try {
    const found: unknown = JSON.parse(store.getItem(key) ?? 'null');
    return isMe(found) ? found : null;
  } catch {
    return null;
  }
}

export function forgetSession(store: Pick<Store, 'removeItem'>): void {
  try {
    store.removeItem(key);
    store.removeItem(lockedKey);
  } catch {
    // Forbidden: then nothing was kept either.
  }
}

function isMe(found: unknown): found is Me {
  if (!isObject(found) || !isObject(found.user)) return false;
  const { id, user_name, display_name, roles } = found.user;
  return (
    [id, user_name, display_name].every((text) => typeof text === 'string') &&
    Array.isArray(roles) &&
    Array.isArray(found.permissions)
  );
}
