// What a first visitor waits for: few files, and not more of them than the page needs.
import { expect, settled, signIn, test } from './support/qudao.mjs';

/**
 * Opens an address with an empty cache; what it asked for until it stands.
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} address
 */
async function load(context, address) {
  const page = await context.newPage();
  /** @type {import('@playwright/test').Request[]} */
  const requests = [];
  page.on('requestfinished', (request) => requests.push(request));
  await page.goto(address);
  await settled(page);
  await page.waitForLoadState('networkidle');
  const sizes = await Promise.all(requests.map((request) => request.sizes()));
  const bytes = sizes.reduce((sum, size) => sum + size.responseBodySize, 0);
  return { requests: requests.length, kilobytes: bytes / 1000 };
}

test('the sign-in page', async ({ fresh }) => {
  const { requests, kilobytes } = await load(await fresh(), '/sign-in');
  expect(requests).toBeLessThanOrEqual(12);
  expect(kilobytes).toBeLessThanOrEqual(250);
});

test('the form', async ({ fresh, server }) => {
  const context = await fresh();
  await signIn(context, server.origin, 'partner1');
  const { requests, kilobytes } = await load(context, '/signings/new');
  expect(requests).toBeLessThanOrEqual(36);
  expect(kilobytes).toBeLessThanOrEqual(1100);
});
