/**
 * The files of one build, all of them or none. Every file is held against its SHA-256 before it is kept: what a captive
 * portal, a proxy or a server that is already a version further answers with 200 is none of this build.
 */
import { cacheOf, idOf } from './build';
import type { Build, BuildFile } from './build';

export interface Sources {
  caches: CacheStorage;
  fetch: (path: string, init: RequestInit) => Promise<Response>;
}

/** Files asked for at once: the page that is being read goes on loading beside it. */
const lanes = 4;

/** Throws when a file can't be had; then what was there before is there, and nothing more. */
export async function install(build: Build, sources: Sources): Promise<void> {
  const name = cacheOf(build.id);
  const existed = await sources.caches.has(name);
  const cache = await sources.caches.open(name);
  const others = await otherBuilds(build, sources.caches);
  const waiting = [...build.files];
  const lane = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      // An earlier attempt that was killed has put only what it had verified.
      if (await cache.match(file.path)) continue;
      await cache.put(file.path, await obtain(file, others, sources));
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } catch (error) {
    waiting.length = 0;
    if (!existed) await sources.caches.delete(name);
    throw error;
  }
}

async function otherBuilds(build: Build, caches: CacheStorage): Promise<Cache[]> {
  const ids = (await caches.keys()).flatMap((name) => idOf(name) ?? []);
  return Promise.all(ids.filter((id) => id !== build.id).map((id) => caches.open(cacheOf(id))));
}

/** From a build that is here already, else from the server; once more past the HTTP cache, which may hold a stranger. */
async function obtain(
  file: BuildFile,
  others: readonly Cache[],
  { fetch }: Sources,
): Promise<Response> {
  for (const cache of others) {
    const known = await cache.match(file.path);
    if (known && (await isOf(file, known))) return known;
  }
  for (const cache of ['default', 'reload'] as const) {
    const answer = await fetch(file.path, { cache, credentials: 'same-origin', redirect: 'error' });
    if (answer.status === 200 && (await isOf(file, answer))) return answer;
  }
  throw new Error(`${file.path} is not the file of this build`);
}

async function isOf(file: BuildFile, answer: Response): Promise<boolean> {
  const bytes = await answer.clone().arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...digest)) === file.sha256;
}

/** Removes the builds that no tab runs; `own` stays whatever happens. */
export async function sweep(
  own: string,
  inUse: (id: string) => boolean,
  caches: CacheStorage,
): Promise<void> {
  const ids = (await caches.keys()).flatMap((name) => idOf(name) ?? []);
  const idle = ids.filter((id) => id !== own && !inUse(id));
  await Promise.all(idle.map((id) => caches.delete(cacheOf(id))));
}
