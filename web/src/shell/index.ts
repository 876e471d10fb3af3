/** The page's side of the app shell; README.md says what it promises. */
import { Updates } from './updates';
import { work } from './work';
import { lockOf } from './worker/build';
import type { Message } from './worker/messages';

export { useHold, work } from './work';

/** Empty in development, where there is no worker. */
const build = document.querySelector<HTMLMetaElement>('meta[name="qudao-build"]')?.content ?? '';

export const updates = new Updates({
  build,
  work,
  buildOf: (worker) =>
    new Promise((answer) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => answer(String(data));
      worker.postMessage({ ask: 'build' } satisfies Message, [port2]);
    }),
  typing: () =>
    document.visibilityState === 'visible' &&
    document.activeElement?.matches('input, textarea, [contenteditable]') === true,
  reload: () => window.location.reload(),
  startOver: () => void startOver(),
  now: () => Date.now(),
});

/** Brings the app onto this machine once the page has all it needs, and watches for the next version. */
export function startShell(): void {
  if (build === '' || !('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  // Held as long as this page lives: its build's files stay.
  void navigator.locks.request(
    lockOf(build),
    { mode: 'shared' },
    () => new Promise(() => undefined),
  );
  serviceWorker.addEventListener('controllerchange', () => {
    if (serviceWorker.controller) void updates.controlledBy(serviceWorker.controller);
  });
  document.addEventListener('input', () => work.typed());
  document.addEventListener('focusout', () => setTimeout(() => updates.step()));
  setInterval(() => {
    void updates.again(serviceWorker.controller);
  }, 10_000);
  document.addEventListener('visibilitychange', () => {
    updates.step();
    if (document.visibilityState === 'visible') void updates.look();
  });
  // A file of the app did not come: the server may have another version by now.
  window.addEventListener('vite:preloadError', () => void updates.look(true));
  if (document.readyState === 'complete') void register();
  else window.addEventListener('load', () => void register());
}

async function register(): Promise<void> {
  try {
    // Without { updateViaCache: 'none' } an HTTP cache could keep the next version away for a day.
    const options = { updateViaCache: 'none' } as const;
    const registration = await navigator.serviceWorker.register('/sw.js', options);
    registration.active?.postMessage({ ask: 'sweep' } satisfies Message);
    await updates.follow(registration);
  } catch {
    // No connection, or not allowed here: the app goes on without.
  }
}

/**
 * Loads the page anew after a file of the app did not come. What is on this machine may be at fault: as long as the
 * server answers, it is given up and comes again with the next visit.
 */
export async function startOver(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.getRegistration();
    const answer = registration && (await fetch('/healthz', { cache: 'no-store' }));
    if (answer?.headers.get('Content-Type')?.startsWith('application/json')) {
      await registration?.unregister();
    }
  } catch {
    // Not reachable: what is here is all there is.
  }
  window.location.reload();
}
