// Libraries of companies in a browser: a server of their own, and companies made through the API.
import { randomInt } from 'node:crypto';
import { people } from '../../api/support/demo.mjs';
import { startServer } from '../../api/support/server.mjs';
import { test as demo, web } from './qudao.mjs';

export const agents = '/api/v1/libraries/agents';
export const telesales = '/api/v1/libraries/marketplace';
export const mobile = () => `13${randomInt(100_000_000, 999_999_999)}`;

/** @typedef {{id: string, library: string, name: string, version: number}} Company */

/**
 * A server whose libraries are empty, for the tests of a file that changes their rules, or of several that don't.
 * @param {unknown} _nothing
 * @param {(server: import('../../api/support/server.mjs').Server) => Promise<void>} use
 */
export async function ownServer(_nothing, use) {
  const server = await startServer(['--demo', '--web', web, '--requests-per-minute', '6000']);
  await use(server);
  await server.close();
}

export const test = demo.extend({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
  server: [async ({}, use) => ownServer(null, use), { scope: 'worker' }],

  /** Clients of the API, by user name. */
  who: [
    async ({ server }, use) => {
      const names = ['admin', 'distributor1', 'partner1', 'partner2', 'manager1', 'manager2'];
      await use(await people(server, names));
    },
    { scope: 'worker' },
  ],

  /** entered(who, data, library): a company of somebody's. */
  entered: async ({ who }, use) => {
    await use(async (name, data, library = agents) => {
      const body = { data: { mobile: [mobile()], ...data } };
      const answer = await who[name].post(`${library}/companies`, body);
      if (answer.status !== 201) throw new Error(answer.text);
      return answer.json.company;
    });
  },

  /** acted(who, company, action): something done with it; its answer. */
  acted: async ({ who }, use) => {
    await use(async (name, company, action) => {
      const path = `/api/v1/libraries/${company.library}/companies/${company.id}/actions`;
      const answer = await who[name].post(path, action);
      if (answer.status !== 200) throw new Error(answer.text);
      return answer.json;
    });
  },
});

/** @param {Company} company */
export const addressOf = (company) => `/companies/${company.library}/${company.id}`;

/**
 * Fills the form of the check and presses Enter in it, as somebody with one hand does.
 * @param {import('@playwright/test').Page} page
 * @param {Record<string, string>} typed by the labels of the inputs
 */
export async function check(page, typed) {
  await page.getByRole('button', { name: '清空' }).click();
  let last;
  for (const [label, text] of Object.entries(typed)) {
    last = page.getByRole('textbox', { name: label, exact: true });
    await last.fill(text);
  }
  await last?.press('Enter');
  return page.getByRole('region', { name: '检测结果' });
}
