// Two builds of the app, a server that can move from one to the other, and what may stand in its place.
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { addWorker } from '../../../web/scripts/shell.mjs';
import { startServer } from '../../api/support/server.mjs';
import { askWorker } from '../../bench/browser/page.mjs';
import { expect, newContext, signIn, test as base, web } from './qudao.mjs';

export { expect, settled } from './qudao.mjs';

const texts = new Set(['.js', '.css', '.html', '.json']);

/**
 * The next version: the same app with every file under another name, as if every chunk had changed.
 * @param {string} folder
 */
async function nextVersion(folder) {
  cpSync(web, folder, { recursive: true });
  const below = () => readdirSync(folder, { recursive: true }).map(String);
  for (const name of below()) if (/\.(br|gz)$/.test(name)) rmSync(join(folder, name));
  const assets = readdirSync(join(folder, 'assets'));
  const names = new Map(
    assets.map((name) => [name, name.replace(/(\.\w+)$/, (extension) => `_next${extension}`)]),
  );
  const known = new RegExp(
    [...names.keys()].map((name) => name.replaceAll('.', '\\.')).join('|'),
    'g',
  );
  for (const name of below()) {
    const file = join(folder, name);
    if (!texts.has(extname(file))) continue;
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(known, (found) => names.get(found) ?? found),
    );
  }
  for (const [name, next] of names) {
    renameSync(join(folder, 'assets', name), join(folder, 'assets', next));
  }
  await addWorker(folder);
}

export const test = base.extend({
  /** The folder of the next version, made once. */
  next: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'qudao-web-'));
      await nextVersion(folder);
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  /** A server of the test's own, which it may stop, move to another version, or put something else in the place of. */
  moving: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
    async ({}, use) => {
      const server = await startServer([
        ...['--demo', '--requests-per-minute', '6000', '--log-level', 'warning'],
        ...['--web', web],
      ]);
      const standIns = [];
      await use({
        origin: server.origin,
        start: () => server.start(),
        kill: () => server.kill(),
        /** @param {string} folder */
        async moveTo(folder) {
          await server.stop();
          server.args = [...server.args.slice(0, -1), folder];
          await server.start();
        },
        /** @param {import('node:http').RequestListener} answer */
        async replaceBy(answer) {
          await server.stop();
          const standIn = createServer(answer);
          await new Promise((ready) => standIn.listen(server.port, '127.0.0.1', () => ready(null)));
          const end = () => {
            standIn.closeAllConnections();
            return new Promise((done) => standIn.close(done));
          };
          standIns.push(end);
          return end;
        },
      });
      await Promise.all(standIns.map((end) => end()));
      await server.close();
    },
    { timeout: 120_000 },
  ],

  /** A browser that may keep the app, signed in; its errors are not the test's: lost connections are among them. */
  visitor: async ({ browser, moving }, use) => {
    const contexts = [];
    await use(async (userName, options = {}) => {
      const context = await newContext(browser, moving.origin, [], {
        serviceWorkers: 'allow',
        ...options,
      });
      contexts.push(context);
      await askWorker(context);
      if (userName) await signIn(context, moving.origin, userName);
      return context;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

/**
 * Opens an address and waits until the app is on this machine.
 * @param {import('@playwright/test').BrowserContext} context
 */
export async function firstVisit(context, address = '/') {
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((done) =>
      navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }),
    );
  });
  return page;
}

/**
 * Waits until what works without a connection is on this device: the records, the form of a signing, and what the owner of the
 * database is to have kept. A quiet network tells nothing of that: a slow machine may not have asked yet.
 * @param {import('@playwright/test').Page} page
 * @param {string[]} kept
 */
export async function provided(page, kept = ['beginning signing']) {
  const isHere = (keys) =>
    page.evaluate(async (keys) => {
      const standing = await window.askData({ ask: 'status' });
      const rows = await Promise.all(keys.map((key) => window.askData({ ask: 'kept', key })));
      const isKept = ({ kind, answer }) => kind === 'answer' && answer !== null;
      const form = await caches.match('/api/v1/definitions/signing');
      return { records: standing.answer?.complete, kept: rows.every(isKept), form: Boolean(form) };
    }, keys);
  await expect.poll(() => isHere(kept)).toEqual({ records: true, kept: true, form: true });
}

/** @param {import('@playwright/test').Page} page */
export const buildOf = (page) => page.locator('meta[name="qudao-build"]').getAttribute('content');

/**
 * Asks for the next version, as the page does when it becomes visible again; how that ended.
 * @param {import('@playwright/test').Page} page
 */
export function look(page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    if (!registration) return 'none';
    try {
      await registration.update();
    } catch {
      return 'refused';
    }
    const worker = registration.installing ?? registration.waiting;
    if (!worker) return 'same';
    while (worker.state === 'installing') {
      await new Promise((done) => worker.addEventListener('statechange', done, { once: true }));
    }
    return worker.state;
  });
}

/** @param {import('@playwright/test').Page} page */
export const cachedBuilds = (page) =>
  page.evaluate(async () =>
    (await caches.keys())
      .filter((name) => name.startsWith('qudao.app.'))
      .map((name) => name.slice(10)),
  );
