/** The service worker: events to decisions. What it is for and what it promises: ../README.md. */
import { answered, find } from './answer';
import { lockOf } from './build';
import type { Build } from './build';
import { isMessage } from './messages';
import { install, sweep } from './precache';

declare const self: ServiceWorkerGlobalScope;
declare const QUDAO_BUILD: Build;

const build = QUDAO_BUILD;
const sources = { caches, fetch: (path: string, init: RequestInit) => fetch(path, init) };

/** One at a time, of all versions of the worker: nothing is removed that another one is putting together. */
const alone = (task: () => Promise<void>) => navigator.locks.request('qudao.caches', task);

/** A newer version that is here but waits has its cache already: what is idle then is not for this one to say. */
async function tidy(): Promise<void> {
  if (self.registration.installing || self.registration.waiting) return;
  const { held = [] } = await navigator.locks.query();
  const inUse = new Set(held.map(({ name = '' }) => name));
  await sweep(build.id, (id) => inUse.has(lockOf(id)), caches);
}

self.addEventListener('install', (event) => {
  event.waitUntil(alone(() => install(build, sources)));
});

self.addEventListener('activate', (event) => {
  // The tab of the first visit is looked after as well; tidying waits for nobody.
  event.waitUntil(self.clients.claim().then(() => alone(tidy)));
});

self.addEventListener('message', (event) => {
  if (!isMessage(event.data)) return;
  if (event.data.ask === 'build') event.ports[0]?.postMessage(build.id);
  else event.waitUntil(event.data.ask === 'sweep' ? alone(tidy) : self.skipWaiting());
});

self.addEventListener('fetch', (event) => {
  const path = answered(build, self.location.origin, event.request);
  if (path === null) return;
  event.respondWith(find(build, path, caches).then((known) => known ?? fetch(event.request)));
});
