/**
 * What the sign-in page knows and the vault needs a moment later. Apart from them, so that the sign-in page need not load what is
 * behind it.
 */
export interface SignIn {
  password: string;
  /** Others use this computer as well; undefined: as was said before. */
  shared?: boolean | undefined;
}

let noted: SignIn | undefined;

/** The server has taken this password just now. */
export function noteSignIn(signIn: SignIn): void {
  noted = signIn;
  noteActivity();
}

/** Once. */
export function takeSignIn(): SignIn | undefined {
  const taken = noted;
  noted = undefined;
  return taken;
}

const sharedKey = 'qudao.shared';

/** What was said at the last sign-in here is what the next one begins with. */
export const wasShared = (): boolean => localStorage.getItem(sharedKey) === '1';

export function rememberShared(shared: boolean): void {
  if (shared) localStorage.setItem(sharedKey, '1');
  else localStorage.removeItem(sharedKey);
}

const leaving = new Set<() => void>();

/** Calls back when nobody is signed in here any more. */
export function onSignedOut(forget: () => void): void {
  leaving.add(forget);
}

export function signedOut(): void {
  leaving.forEach((forget) => forget());
}

const activeKey = 'qudao.active_at';

/** Somebody is there, in whichever tab. */
export function noteActivity(): void {
  localStorage.setItem(activeKey, String(Date.now()));
}

/** ms since somebody was; negative after a clock was put back. */
export const idleTime = (): number => Date.now() - Number(localStorage.getItem(activeKey) ?? 0);
