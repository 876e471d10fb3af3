/**
 * sync: the local database of this device and its conversation with the server, for pages. README.md says how it works.
 *
 *   const local = useLocal();                  the data of whoever is signed in; null: there is none, pages go on with the server
 *   await local.ask({ ask: 'record', record }) what this device knows of a record, and so on (messages.ts)
 *   useStanding()                              what waits, what needs the person
 */
import { useEffect, useSyncExternalStore } from 'react';
import { newId } from '../api/new_id';
import { IndexedDbStore } from '../form/draft/durable_store';
import { askSecret } from './device_secret';
import { LocalData, LocalError } from './local_data';
import type { LocalFiles, LocalState } from './local_data';
import { channelOf } from './messages';
import { removeDatabase } from './remove_database';
import type { Recover, RecoverEnded, Recovered, Standing } from './messages';
import { onSignedOut, takeSignIn } from './sign_in';
import { Vault } from './vault';

export { LocalError } from './local_data';
export type { LocalData, LocalFiles, LocalState } from './local_data';
export type * from './messages';

export const vault = new Vault({
  store: new IndexedDbStore('qudao.keys'),
  secret: askSecret,
  exclusively: async (name, work) => navigator.locks.request(`qudao.keys.${name}`, work),
});
onSignedOut(() => vault.letGo());

function startWorker(): Worker {
  return new Worker(new URL('./worker/worker.ts', import.meta.url), {
    type: 'module',
    name: 'data',
  });
}

let current: { user: string; data: LocalData } | null = null;
const listeners = new Set<() => void>();

function start(user: string): LocalData {
  const data = new LocalData({
    user,
    tab: newId(),
    locale: () => document.documentElement.lang,
    locks: navigator.locks,
    channel: new BroadcastChannel(channelOf(user)),
    key: () => vault.open(user),
    startWorker,
  });
  // Every tab has the key, so that each can go on with the data of one that is closed.
  void vault.open(user, takeSignIn());
  data.start();
  return data;
}

/** Missing where the page is not served securely. */
const isPossible = 'locks' in navigator && 'BroadcastChannel' in globalThis;

/** The database of this user is this page's from now on. */
export function openLocal(user: string): void {
  if (current?.user === user || !isPossible) return;
  current?.data.end();
  current = { user, data: start(user) };
  listeners.forEach((listener) => listener());
}

/** Nobody is signed in here any more; what waits goes on when they are. */
export function closeLocal(): void {
  current?.data.end();
  current = null;
  listeners.forEach((listener) => listener());
}

/** What can still be read of the damaged database of whoever is signed in. Throws LocalError. */
export async function recoverLocal(): Promise<Recovered> {
  const user = current?.user ?? '';
  const key = await vault.open(user);
  if (key === null) throw new LocalError({ code: 'storage.locked', path: '' });
  const worker = startWorker();
  const ended = await new Promise<RecoverEnded>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<RecoverEnded>) => resolve(data);
    worker.onerror = ({ message }) => resolve({ ok: false, code: 'failed', detail: message });
    worker.postMessage({ recover: true, user, key } satisfies Recover);
  });
  worker.terminate();
  if (!ended.ok) throw new LocalError({ code: `storage.${ended.code}`, path: '' });
  return ended.recovered;
}

/** A new database in place of one that cannot be read. */
export async function startOver(): Promise<void> {
  if (current === null) return;
  await removeDatabase(current.user);
  current.data.retry();
  await current.data.ready();
}

/** After a sign-out: nothing of this user stays on this device. False when something could not be removed. */
export async function forgetLocal(): Promise<boolean> {
  if (current === null) return true;
  const { user, data } = current;
  current = null;
  data.leave();
  listeners.forEach((listener) => listener());
  await vault.forget(user);
  return removeDatabase(user);
}

document.addEventListener('freeze', () => current?.data.pause());
document.addEventListener('resume', () => current?.data.start());
window.addEventListener('pagehide', () => current?.data.pause());
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) current?.data.start();
});
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Null as long as nobody is signed in, and where a browser cannot have one. */
export function localData(): LocalData | null {
  return current?.data ?? null;
}

export function useLocal(): LocalData | null {
  return useSyncExternalStore(subscribe, localData);
}

const nothing: LocalState = { state: 'none', fault: 'unsupported', detail: '' };
const never = () => () => undefined;

export function useLocalState(): LocalState {
  const local = useLocal();
  return useSyncExternalStore(local?.subscribe ?? never, local?.snapshot ?? (() => nothing));
}

export function useStanding(): Standing | null {
  const state = useLocalState();
  return state.state === 'ready' ? state.standing : null;
}

const noFiles: LocalFiles = { files: [], progress: null };

/** Attachments the server does not have yet. */
export function useLocalFiles(): LocalFiles {
  const local = useLocal();
  return useSyncExternalStore(local?.subscribe ?? never, local?.files ?? (() => noFiles));
}

/** Calls back with the records that changed here, by this page, another one or the server. */
export function useLocalChanges(changed: (records: readonly string[]) => void): void {
  const local = useLocal();
  useEffect(() => local?.onChange(changed), [local, changed]);
}
