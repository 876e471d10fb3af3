// Many companies in one request: each has its own verdict, and what was done before counts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { idsOf, people, startDemo } from './support/demo.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;
/** @type {Record<string, string>} */
let ids;

const market = '/api/v1/libraries/marketplace';
const agents = '/api/v1/libraries/agents';
const letters = [...'澜松峤嵘巍晟烨烁炯灏岷'];
let made = 0;

/** @param {string} name @param {string} [library] */
async function entered(name, library = market) {
  const number = made++;
  const trade = letters[number % 11] + [...'沣浔淳湛溱滁'][Math.floor(number / 11)];
  const data = { name: `${trade}塑胶制品有限公司`, mobile: [`1390${1_000_000 + number}`] };
  const answer = await who[name].post(`${library}/companies`, { data });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.company;
}
/** @param {string} name @param {string} action @param {object[]} companies @param {object} [more] @param {string} [library] */
const all = (name, action, companies, more = {}, library = market) =>
  who[name].post(`${library}/actions`, { action, companies, ...more });
/** @param {import('./support/client.mjs').Answer} answer */
const verdicts = (answer) =>
  answer.json.results.map(
    ({ done, code, violations }) => done || (violations?.map((v) => v.code).join(' ') ?? code),
  );
/** @param {{id: string}[]} list */
const only = (list) => list.map(({ id }) => ({ id }));

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'manager1', 'manager2', 'manager3', 'partner1', 'partner2']);
  ids = await idsOf(who.admin);
});
after(() => server.close());

test('released, handed over and distributed, each with its own verdict', async () => {
  const mine = [await entered('manager1'), await entered('manager1'), await entered('manager1')];
  const theirs = await entered('manager2');
  const none = { id: '00000000-0000-7000-8000-000000000000' };
  const released = await all(
    'manager1',
    'release',
    [
      { id: mine[0].id, version: mine[0].version },
      { id: theirs.id },
      none,
      { id: mine[1].id, version: 99 },
      { id: mine[0].id },
    ],
    { reason: 'no_need' },
  );
  assert.equal(released.status, 200, released.text);
  assert.deepEqual(verdicts(released), [
    true,
    'pool.not_owner',
    'not_found',
    'pool.changed',
    'pool.not_owner',
  ]);
  assert.equal(released.json.done, 1);
  assert.ok(released.json.results[1].violations[0].message);
  const handed = await all('manager1', 'hand_over', only([mine[1], mine[2], mine[0]]), {
    person: ids.manager2,
  });
  assert.deepEqual(verdicts(handed), [true, true, 'pool.not_in_pool']);
  const mail = await who.admin.get('/api/v1/admin/mail?page_size=100');
  const told = mail.json.items.filter(({ subject }) => /^2 (个新客户|companies)/.test(subject));
  assert.equal(told.length, 1, mail.text);
  const given = await all('admin', 'distribute', only([mine[0]]), { person: ids.manager3 });
  assert.deepEqual(verdicts(given), [true]);
  const seen = await who.manager3.get(`${market}/companies/${mine[0].id}`);
  assert.equal(seen.json.company.state, 'own');
});

test('the claims of a day are counted in the order of the list', async () => {
  const left = [];
  for (let i = 0; i < 33; ++i) left.push(await entered('partner1', agents));
  const released = await all('partner1', 'release', only(left), { reason: 'no_need' }, agents);
  assert.equal(released.json.done, 33, released.text);
  const claimed = await all('partner2', 'claim', only(left), {}, agents);
  assert.deepEqual(
    verdicts(claimed),
    left.map((_, i) => i < 30 || 'pool.claims_used'),
  );
});

test('what is no list of companies is refused as a whole', async () => {
  const { id } = await entered('manager1');
  for (const body of [
    { action: 'release' },
    { action: 'release', companies: [] },
    { action: 'release', companies: [{ version: 1 }] },
    { action: 'release', companies: [id] },
    { action: 'protect', companies: [{ id }] },
    { action: 'release', companies: Array.from({ length: 501 }, () => ({ id })) },
  ]) {
    const answer = await who.manager1.post(`${market}/actions`, body);
    assert.deepEqual([answer.status, answer.json.code], [400, 'request.invalid'], answer.text);
  }
  assert.equal((await all('partner1', 'claim', [{ id }])).status, 404);
});

test('whom the rules send what is released to is told in the app and by mail, once a batch', async () => {
  const rules = '/api/v1/admin/libraries/agents';
  const { document } = (await who.admin.get(rules)).json;
  const published = await who.admin.put(rules, {
    document: {
      ...document,
      version: document.version + 1,
      release: { ...document.release, to: 'administrator' },
    },
  });
  assert.equal(published.status, 200, published.text);
  const theirs = [];
  for (let i = 0; i < 3; ++i) theirs.push(await entered('partner1', agents));
  const mails = async () =>
    (await who.admin.get('/api/v1/admin/mail?page_size=100')).json.items.map(
      (/** @type {{subject: string}} */ { subject }) => subject,
    );
  const before = (await mails()).length;
  const one = await who.partner1.post(`${agents}/companies/${theirs[0].id}/actions`, {
    action: 'release',
    reason: 'no_need',
  });
  assert.equal(one.status, 200, one.text);
  const two = only(theirs.slice(1));
  const many = await all('partner1', 'release', two, { reason: 'no_need' }, agents);
  assert.equal(many.json.done, 2, many.text);
  const told = (await who.admin.get('/api/v1/notifications?page_size=100')).json.items.filter(
    (/** @type {{kind: string}} */ { kind }) => kind === 'companies_received',
  );
  assert.deepEqual(
    told.map((/** @type {any} */ { params, record_id }) => [params.count, record_id]),
    [
      [2, ''],
      [1, `agents/${theirs[0].id}`],
    ],
  );
  for (const { name } of theirs.slice(1)) assert.ok(told[0].text.includes(name), told[0].text);
  const subjects = await mails();
  const by = told[0].params.by;
  assert.equal(subjects.length, before + 2); // and no second one of new companies
  for (const count of [1, 2])
    assert.ok(subjects.includes(`${by}放弃的 ${count} 个客户已归您`), subjects.join('\n'));
  const seen = await who.admin.get(`${agents}/companies/${theirs[0].id}`);
  assert.equal(seen.json.company.state, 'own');
  // Of what one hands on of one's own nobody else is told, and whoever releases to themselves is not.
  const mine = (await who.partner1.get('/api/v1/notifications?page_size=100')).json.items;
  assert.deepEqual(
    mine.filter((/** @type {{entity: string}} */ { entity }) => entity === 'company'),
    [],
  );
});
