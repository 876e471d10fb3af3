// The audit trail as administrators read it: filters, and names beside ids.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { people, signingAnswers, startDemo, submitNew } from './support/demo.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;
/** @type {{id: string, number: string}} */
let record;
let began = '';

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'partner1']);
  began = new Date().toISOString();
  record = await submitNew(who.partner1, await signingAnswers(who.partner1, { name: '审计样例' }));
});
after(() => server.close());

/** @param {Record<string, string>} query */
async function entries(query) {
  const search = new URLSearchParams({ page_size: '100', ...query });
  const answer = await who.admin.get(`/api/v1/admin/audit?${search}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
}

test('entries name who did it and what it was done to', async () => {
  const [entry] = (await entries({ action: 'record.submit' })).items;
  assert.deepEqual(
    [entry.user_name, entry.subject_kind, entry.subject_name],
    ['陈晓东', 'signing', `${record.number} 审计样例`],
  );
  const [user] = (await entries({ action: 'user.created' })).items;
  assert.equal(user.subject_kind, 'user');
});

test('filters by time, person, action and subject add up', async () => {
  const all = (await entries({})).total;
  const { items } = await entries({ subject: record.id });
  assert.ok(items.length > 0 && items.every(({ subject }) => subject === record.id));
  for (const subject of [record.number.toLowerCase(), '审计样例']) {
    assert.equal((await entries({ subject })).total, items.length, subject);
  }
  const own = await entries({ actor: '晓东' });
  assert.ok(own.total > 0 && own.total < all);
  assert.ok(own.items.every(({ user_name }) => user_name === '陈晓东'));
  assert.equal((await entries({ actor: 'PARTNER1' })).total, own.total);
  const both = await entries({ actor: 'partner1', action: 'record.submit', subject: record.id });
  assert.deepEqual([both.total, both.items[0].subject], [1, record.id]);

  const later = new Date(Date.now() + 60_000).toISOString();
  const earlier = '2020-01-01T00:00:00Z';
  assert.equal((await entries({ from: later })).total, 0);
  assert.equal((await entries({ to: earlier })).total, 0);
  assert.equal((await entries({ from: earlier, to: later })).total, all);
  const recent = await entries({ from: began });
  assert.ok(recent.total > 0 && recent.total < all);
  assert.equal((await entries({ actor: '%' })).total, 0, 'nobody has a percent sign in the name');
  for (const query of ['from=yesterday', 'to=2026-13-01']) {
    assert.equal((await who.admin.get(`/api/v1/admin/audit?${query}`)).status, 400);
  }
  const actions = (await who.admin.get('/api/v1/admin/audit/actions')).json.items;
  assert.ok(actions.includes('record.submit') && actions.includes('session.opened'));
});
