/**
 * What the worker answers itself: pages with the index.html of its build, files of a build from its cache. Everything
 * else, /api/ above all, goes to the network as if there were no worker: uploads and streams pass by untouched.
 */
import { cacheOf, idOf, page } from './build';
import type { Build } from './build';

/** The path a request is answered under; null: not by the worker. */
export function answered(build: Build, origin: string, request: Request): string | null {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== origin) return null;
  if (url.pathname.startsWith('/api/')) return null;
  if (build.files.some(({ path }) => path === url.pathname)) return url.pathname;
  if (request.mode === 'navigate') return isPage(url.pathname) ? page : null;
  // A chunk that a tab of another build asks for: its name has a hash, so there is only one.
  return url.pathname.startsWith('/assets/') ? url.pathname : null;
}

/** The server's own: for people who look after it, not part of the app. */
const operators = new Set(['/healthz', '/metrics']);

function isPage(path: string): boolean {
  return !operators.has(path) && !path.slice(path.lastIndexOf('/')).includes('.');
}

/** From the worker's build, or another one that is still here; undefined when none has it. */
export async function find(
  build: Build,
  path: string,
  caches: CacheStorage,
): Promise<Response | undefined> {
  const own = cacheOf(build.id);
  const others = (await caches.keys()).filter((name) => idOf(name) !== null && name !== own);
  // Another build's index.html would ask for that build's files, which may go.
  for (const name of path.startsWith('/assets/') ? [own, ...others] : [own]) {
    const known = await caches.match(path, { cacheName: name });
    if (known) return known;
  }
  return undefined;
}
