/** The unfinished registration this browser knows of: the secret token of its draft, who it is. */
import { isObject } from '../api/problem';

export interface KnownDraft {
  token: string;
  user_name: string;
}

const key = 'qudao.registration';

export function readKnownDraft(): KnownDraft | null {
  try {
    const known: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (!isObject(known) || typeof known.token !== 'string') return null;
    const name = typeof known.user_name === 'string' ? known.user_name : '';
    return { token: known.token, user_name: name };
  } catch {
    return null;
  }
}

export function rememberDraft(draft: KnownDraft): void {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Without storage the draft is kept on the server, but this browser won't find it again.
  }
}

export function forgetDraft(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
}
