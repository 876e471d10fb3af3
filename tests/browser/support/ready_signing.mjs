import { expect } from '@playwright/test';
import { signingAnswers } from '../../api/support/demo.mjs';

/**
 * A draft with every answer it needs, on the server.
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} origin
 */
export async function readySigning(context, origin) {
  const read = async (answer) => ({ status: answer.status(), json: await answer.json() });
  const client = { get: async (path) => read(await context.request.get(origin + path)) };
  const made = await context.request.post(`${origin}/api/v1/records/signing`, {
    headers: { 'X-Qudao-Request': '1', Origin: origin },
    data: { data: await signingAnswers(/** @type {any} */ (client)) },
  });
  expect(made.status(), await made.text()).toBe(201);
  const { record } = await made.json();
  return { record: record.id, version: record.version };
}
