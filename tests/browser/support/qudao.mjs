// The harness: a real server with the demo organisation, and pages signed in as whoever is needed.
//
//   test('…', async ({ openAs }) => {
//     const page = await openAs('partner1', '/signings', { width: 360 });
//   });
//
// A page that reports an error in its console, or throws, fails its test.
import { test as base, expect } from '@playwright/test';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from '../../api/support/server.mjs';

export { expect };

const top = resolve(fileURLToPath(import.meta.url), '../../../..');
export const web = process.env.QUDAO_WEB ?? resolve(top, 'web/dist');
export const demoPassword = 'Qudao-demo-2026';

/** A browser says so for every 4xx a page asks for on purpose: a name that is taken, a refused form. */
const expected = /Failed to load resource: the server responded with a status of 4\d\d/;

/**
 * Signs a browser context in without the page, which has a test of its own.
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} origin
 * @param {string} userName
 * @param {string} password
 */
export async function signIn(context, origin, userName, password = demoPassword) {
  const answer = await context.request.post(`${origin}/api/v1/sessions`, {
    headers: { 'X-Qudao-Request': '1', Origin: origin },
    data: { user_name: userName, password },
  });
  expect(answer.status(), await answer.text()).toBe(201);
}

/**
 * A browser of its own: no cookies, nothing stored, nothing cached. Errors of its pages are added to `errors`.
 * @param {import('@playwright/test').Browser} browser
 * @param {string} baseURL
 * @param {string[]} errors
 * @param {{locale?: string, width?: number, height?: number, chosen?: boolean, timezone?: string, noDatabase?: boolean, serviceWorkers?: 'allow' | 'block'}} options
 */
export async function newContext(
  browser,
  baseURL,
  errors,
  {
    locale = 'zh-CN',
    width = 1280,
    height = 900,
    chosen = false,
    timezone = 'Asia/Shanghai',
    // As in a browser that cannot have a local database: pages go on with the server alone.
    noDatabase = false,
    // Requests of a page that has a service worker pass by `page.route`; shell.spec is about it and allows it.
    serviceWorkers = 'block',
  },
) {
  const context = await browser.newContext({
    baseURL,
    locale,
    // Where the demo organisation is, not where the tests run.
    timezoneId: timezone,
    viewport: { width, height },
    reducedMotion: 'reduce',
    serviceWorkers,
  });
  // The language this machine's person once chose, whatever the account's is.
  if (chosen) {
    await context.addInitScript((one) => {
      // A blank page has no storage.
      if (location.origin !== 'null') localStorage.setItem('qudao.locale', one);
    }, locale);
  }
  if (noDatabase) {
    await context.addInitScript(() => Reflect.deleteProperty(window, 'BroadcastChannel'));
  }
  context.on('page', (page) => {
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !expected.test(message.text())) {
        errors.push(`${page.url()}: ${message.text()}`);
      }
    });
  });
  return context;
}

export const test = base.extend({
  server: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
    async ({}, use) => {
      const server = await startServer([
        '--demo',
        '--demo-companies',
        '--web',
        web,
        '--requests-per-minute',
        '6000',
        '--log-level',
        'warning',
      ]);
      await use(server);
      await server.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  baseURL: async ({ server }, use) => use(server.origin),

  /** Every error of every page of the test; must be empty at its end. */
  errors: async ({ server }, use) => {
    void server;
    const errors = [];
    await use(errors);
    expect(errors).toEqual([]);
  },

  /** A fresh browser, nobody signed in. */
  fresh: async ({ browser, baseURL, errors }, use) => {
    const contexts = [];
    await use(async (options = {}) => {
      const context = await newContext(browser, baseURL, errors, options);
      contexts.push(context);
      return context;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },

  /** Opens an address as one of the demo organisation's people. */
  openAs: async ({ fresh, server }, use) => {
    await use(async (userName, address = '/', options = {}) => {
      const context = await fresh(options);
      await signIn(context, server.origin, userName, options.password);
      const page = await context.newPage();
      await page.goto(address);
      return page;
    });
  },
});

/**
 * Waits until the page has everything it asked for: no skeleton, nothing loading.
 * @param {import('@playwright/test').Page} page
 */
export async function settled(page) {
  await expect(page.locator('h1').first()).toBeVisible();
  await expect(page.locator('[aria-busy="true"], .ant-spin-spinning')).toHaveCount(0);
}
