/**
 * The hint for whoever has no connection (@qudao/core/hint): fetched while there is one, kept in the database of this device with
 * the words names are made of, and asked there. Loaded on demand.
 */
import type { CompanyHint, HintAnswer, Hints, HintSource } from '@qudao/core/hint';
import { api } from '../../api';
import { localData, type LocalData } from '../../sync';
import type { CompanyData } from './companies_api';

interface Sent extends Omit<HintSource, 'lexicon'> {
  keys: number;
  /** Of a key that is not there. */
  false_alarms: number;
  built_at: string;
}

interface Kept extends Sent {
  fetched_at: number;
}

export interface HintSaid extends HintAnswer {
  built_at: string;
  false_alarms: number;
}

/** So old a hint is fetched again. */
const oldAfter = 6 * 3_600_000;

const hintKey = (library: string) => `hint ${library}`;
const lexiconKey = 'lexicon';

async function kept<T>(key: string): Promise<T | null> {
  return ((await localData()?.ask({ ask: 'kept', key })) ?? null) as T | null;
}

const running = new Map<string, Promise<void>>();

/** Brings a hint onto this device, unless there is a fresh one; what does not come is there next time. */
export function provideHint(library: string): Promise<void> {
  const known = running.get(library);
  if (known) return known;
  const one = fetchHint(library)
    .catch(() => undefined)
    .finally(() => running.delete(library));
  running.set(library, one);
  return one;
}

async function fetchHint(library: string): Promise<void> {
  const local = localData();
  if (!local) return;
  const there = await kept<Kept>(hintKey(library));
  if (there && Date.now() - there.fetched_at < oldAfter) return;
  // For whenever there is no connection: the module comes with the app, and is not loaded for this.
  const sent = await api.get<Sent>(`libraries/${encodeURIComponent(library)}/hint`);
  const lexicon = await (await api.download('lexicon', 'text/plain; charset=utf-8')).text();
  await local.ask({ ask: 'keep', key: lexiconKey, value: lexicon });
  const value: Kept = { ...sent, fetched_at: Date.now() };
  await local.ask({ ask: 'keep', key: hintKey(library), value });
  openedOf(local).delete(library);
}

let loading: Promise<Hints> | undefined;

/** A load that failed can be tried again. */
function getHints(): Promise<Hints> {
  const load = async () => (await import('@qudao/core/hint')).loadHints();
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

interface Opened {
  hint: CompanyHint;
  about: Pick<Sent, 'built_at' | 'false_alarms'>;
}

/** Of each person's database: what one may ask by is not for the next who signs in. */
const opened = new WeakMap<LocalData, Map<string, Opened>>();

function openedOf(local: LocalData): Map<string, Opened> {
  const there = opened.get(local) ?? new Map<string, Opened>();
  opened.set(local, there);
  return there;
}

async function open(library: string): Promise<Opened | null> {
  const local = localData();
  if (!local) return null;
  const there = openedOf(local).get(library);
  if (there) return there;
  const [source, lexicon] = [await kept<Kept>(hintKey(library)), await kept<string>(lexiconKey)];
  if (!source || lexicon === null) return null;
  const { hint, words = null, built_at, false_alarms } = source;
  const one = {
    hint: (await getHints()).open({ hint, words, lexicon }),
    about: { built_at, false_alarms },
  };
  openedOf(local).set(library, one);
  return one;
}

/** What this device can say of a company; null: there is no hint on it. */
export async function askHint(library: string, data: CompanyData): Promise<HintSaid | null> {
  const one = await open(library);
  return one && { ...one.hint.ask({ ...data }), ...one.about };
}
