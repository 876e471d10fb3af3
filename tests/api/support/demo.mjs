// The demo organisation in tests: who is in it, and answers of a signing that hold every rule.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startServer } from './server.mjs';

const organisation = JSON.parse(
  readFileSync(
    fileURLToPath(new URL('../../../server/demo/organisation.json', import.meta.url)),
    'utf8',
  ),
);
export const demoPassword = 'Qudao-demo-2026';

/** @typedef {import('./client.mjs').Client} Client */
/** @typedef {import('./server.mjs').Server} Server */

/** A server with the demo organisation. @param {string[]} [args] */
export function startDemo(args = []) {
  return startServer(['--demo', '--requests-per-minute', '100000', ...args]);
}

/** @param {Server} server @param {string} name */
export const signIn = (server, name) => server.signIn(name, demoPassword);

/**
 * Ids of all users by their names, for an administrator.
 * @param {Client} admin
 * @returns {Promise<Record<string, string>>}
 */
export async function idsOf(admin) {
  const users = await admin.get('/api/v1/admin/users?page_size=100');
  return Object.fromEntries(users.json.items.map((user) => [user.user_name, user.id]));
}

/** Everybody named, signed in: {partner1, manager1, …}. @param {Server} server @param {string[]} names */
export async function people(server, names) {
  /** @type {Record<string, Client>} */
  const clients = {};
  for (const name of names) clients[name] = await signIn(server, name);
  return clients;
}

/** The present fiscal year of the demo organisation. */
export const thisYear = String(new Date().getUTCFullYear());

/**
 * @param {Client} client
 * @param {string} name part of the manager's name
 */
export async function managerId(client, name) {
  const found = await client.get(`/api/v1/lookups/manager?q=${encodeURIComponent(name)}`);
  assert.equal(found.json.items.length, 1, found.text);
  return found.json.items[0].id;
}

/**
 * Answers of a complete signing, as a partner would have typed them.
 * @param {Client} client
 * @param {{type?: string, level?: string, year?: string, manager?: string, name?: string}} [wanted]
 */
export async function signingAnswers(client, wanted = {}) {
  const type = wanted.type ?? 'ICP';
  return {
    ...organisation.signing_common,
    ...organisation.signings[1].company,
    signing_name: wanted.name ?? `签约 ${randomUUID().slice(0, 8)}`,
    fiscal_year: wanted.year ?? thisYear,
    signing_entity: 'inspur_info',
    signing_type: type,
    channel_level: wanted.level ?? `${type}_GOLD`,
    channel_manager: await managerId(client, wanted.manager ?? '王海涛'),
  };
}

/** @param {Client} client @param {unknown} data @param {object} [more] */
export async function submitNew(client, data, more = {}) {
  const answer = await client.post('/api/v1/records/signing', {
    data,
    submit: true,
    command_id: randomUUID(),
    ...more,
  });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.record;
}

/**
 * @param {Client} client
 * @param {{id: string, version: number}} record
 * @param {string} command
 * @param {object} [more]
 */
export function decide(client, record, command, more = {}) {
  return client.post(`/api/v1/records/signing/${record.id}/commands`, {
    command,
    version: record.version,
    command_id: randomUUID(),
    ...more,
  });
}

/** The record as this person sees it now. @param {Client} client @param {string} id */
export async function look(client, id) {
  const answer = await client.get(`/api/v1/records/signing/${id}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
}

/** Approves level by level until nobody is left to. @param {Client[]} approvers @param {string} id */
export async function approveBy(approvers, id) {
  let record;
  for (const approver of approvers) {
    const answer = await decide(approver, await look(approver, id), 'approve', { opinion: '同意' });
    assert.equal(answer.status, 200, answer.text);
    record = answer.json.record;
  }
  return record;
}
