// A company registers: everything checked, nothing half done, everybody told.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { people, signingAnswers, startDemo, submitNew } from './support/demo.mjs';
import { solvedCaptcha } from './support/captcha.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'manager1', 'manager2', 'manager3', 'partner1']);
});
after(() => server.close());

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** An organisation code and the credit code around it (GB 11714, GB 32100). @param {string} eight digits */
function codes(eight) {
  const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce(
    (total, weight, i) => total + weight * Number(eight[i]),
    0,
  );
  const check = 11 - (sum % 11);
  const organisation = eight + (check === 10 ? 'X' : check === 11 ? '0' : String(check));
  const text = `91320100${organisation}`;
  let total = 0;
  for (let i = 0, weight = 1; i < text.length; i += 1, weight = (weight * 3) % 31) {
    total += alphabet.indexOf(text[i]) * weight;
  }
  return { organisation_code: organisation, uscc: text + alphabet[(31 - (total % 31)) % 31] };
}

let serial = 10_000_000;
function company() {
  serial += 7;
  const { organisation_code, uscc } = codes(String(serial));
  return {
    company_name: `新伙伴 ${serial} 有限公司`,
    region: '320500',
    address: '苏州市工业园区 1 号',
    contact_name: '方圆',
    contact_title: '总经理',
    email: 'fang@partner.example',
    tax_number: uscc,
    organisation_code,
    uscc,
    signing_entity: 'inspur_info',
    products: ['SV'],
    terms: true,
  };
}

/** @param {object} data @param {object} [more] */
async function register(data, more = {}) {
  const client = server.client();
  const answer = await client.post('/api/v1/registrations', {
    user_name: `u${randomUUID().slice(0, 8)}`,
    password: 'a-long-enough-passphrase',
    captcha: await solvedCaptcha(client),
    data,
    ...more,
  });
  return { client, answer };
}

test('a company registers, is signed in, can sign, and partner and administrator are told', async () => {
  const data = company();
  const { client, answer } = await register(data);
  assert.equal(answer.status, 201, answer.text);
  const me = (await client.get('/api/v1/me')).json;
  assert.equal(me.partner.name, data.company_name);
  assert.equal(me.user.must_change_password, false);
  const own = (await client.get('/api/v1/partner')).json;
  assert.equal(own.data.uscc, data.uscc);
  const managers = (await client.get('/api/v1/lookups/manager')).json.items;
  assert.deepEqual([managers[0].name, managers[0].preferred], ['王海涛', true]);
  const mail = (await who.admin.get('/api/v1/admin/mail?page_size=100')).json.items;
  const about = mail.filter((message) => message.subject.includes(data.company_name));
  assert.equal(about.length, 2);
  const start = await client.get('/api/v1/records/signing/new');
  assert.deepEqual(start.json.taken_over, []);
});

test('whatever is wrong is said at once and nothing is registered', async () => {
  const wrong = { ...company(), organisation_code: '000037341', email: 'nobody', terms: false };
  const user_name = `v${randomUUID().slice(0, 8)}`;
  const { answer } = await register(wrong, { user_name });
  assert.equal(answer.status, 422, answer.text);
  const paths = answer.json.violations.map((each) => each.path);
  for (const path of ['email', 'organisation_code', 'terms']) assert.ok(paths.includes(path), path);
  const free = await server.client().get(`/api/v1/user-names/${user_name}`);
  assert.equal(free.json.available, true);
});

test('one credit code and one user name register once, however many try at the same time', async () => {
  for (let i = 0; i < 5; i += 1) {
    const data = company();
    const tried = await Promise.all([1, 2, 3].map(() => register(data)));
    const taken = tried.map(({ answer }) => answer.status).sort();
    assert.deepEqual(taken, [201, 422, 422]);
    const refused = tried.find(({ answer }) => answer.status === 422)?.answer.json;
    assert.equal(refused.violations[0].code, 'unique.credit_code_registered');
    const user_name = `w${randomUUID().slice(0, 8)}`;
    const named = await Promise.all([1, 2].map(() => register(company(), { user_name })));
    assert.deepEqual(named.map(({ answer }) => answer.status).sort(), [201, 409]);
  }
});

test('a draft stores whatever was typed, is found by its token only, and registers nothing', async () => {
  const client = server.client();
  const data = { company_name: '未完成', uscc: '不对', email: 'x' };
  const stored = await client.post('/api/v1/registration-drafts', { user_name: 'soon', data });
  assert.equal(stored.status, 201, stored.text);
  const { draft_token } = stored.json;
  const changed = { ...data, contact_name: '方圆' };
  const again = await client.post('/api/v1/registration-drafts', { data: changed, draft_token });
  assert.equal(again.json.draft_token, draft_token);
  const found = await server.client().get(`/api/v1/registration-drafts/${draft_token}`);
  assert.deepEqual(found.json.data, changed);
  assert.equal((await client.get('/api/v1/registration-drafts/unknown')).status, 404);
});

test('a captcha counts once, and a forged one not at all', async () => {
  const client = server.client();
  const captcha = await solvedCaptcha(client);
  assert.equal((await register(company(), { captcha })).answer.status, 201);
  assert.equal((await register(company(), { captcha })).answer.json.code, 'captcha.used');
  assert.equal(
    (await register(company(), { captcha: 'e30=' })).answer.json.code,
    'captcha.invalid',
  );
});

test('details of the company change only to what is valid, and new signings copy them', async () => {
  const { client } = await register(company());
  const own = (await client.get('/api/v1/partner')).json;
  const bad = await client.put('/api/v1/partner', {
    data: { ...own.data, email: '' },
    version: own.version,
  });
  assert.equal(bad.status, 422);
  const data = { ...own.data, address: '苏州市新区 2 号' };
  const good = await client.put('/api/v1/partner', { data, version: own.version });
  assert.equal(good.status, 200, good.text);
  const signing = await client.post('/api/v1/records/signing', { data: {} });
  assert.equal(signing.json.record.data.office_address, '苏州市新区 2 号');
});

test('a manager sets initial passwords for partners of the own area only', async () => {
  const { answer } = await register(company());
  const path = `/api/v1/admin/users/${answer.json.user.id}/password`;
  assert.equal((await who.manager2.post(path, {})).status, 404);
  const reset = await who.manager1.post(path, {});
  assert.equal(reset.status, 200, reset.text);
  const client = await server.signIn(answer.json.user.user_name, reset.json.initial_password);
  const before_ = await client.get('/api/v1/workbench');
  assert.equal(before_.json.code, 'auth.password_change_required');
  const seen = (await who.manager1.get('/api/v1/admin/users?page_size=100')).json.items;
  assert.ok(seen.every((user) => user.roles.includes('partner')));
  const me = (await who.manager1.get('/api/v1/me')).json.user;
  assert.equal((await who.manager1.post(`/api/v1/admin/users/${me.id}/password`, {})).status, 404);
});

test('a manager looks after partners of the own industry, and those that submitted to him', async () => {
  const { manager2, manager3, partner1 } = who;
  const { user } = (await partner1.get('/api/v1/me')).json;
  const path = `/api/v1/admin/users/${user.id}/password`;
  const lists = async (manager) =>
    (await manager.get('/api/v1/admin/users?q=partner1')).json.items.length === 1;
  assert.deepEqual([await lists(manager2), await lists(manager3)], [false, false]);
  assert.equal((await manager3.post(path, {})).status, 404);
  // Only what was submitted says in which industry a partner works, and to whom it belongs.
  const data = { ...(await signingAnswers(partner1)), industry_2: 'finance' };
  await partner1.post('/api/v1/records/signing', { data });
  assert.equal(await lists(manager3), false);
  await submitNew(partner1, data);
  assert.deepEqual([await lists(manager2), await lists(manager3)], [false, true]);
  await submitNew(partner1, await signingAnswers(partner1, { manager: '李静' }));
  assert.equal(await lists(manager2), true);
  assert.equal((await manager3.post(path, {})).status, 200);
});

test('a disabled user is out at once, and their approvals go to whoever is left', async () => {
  const created = await who.admin.post('/api/v1/admin/users', {
    user_name: 'deputy',
    display_name: '代理人',
    roles: ['approver'],
    email: 'deputy@qudao.example',
  });
  assert.equal(created.status, 201, created.text);
  const { id, initial_password } = created.json;
  const client = await server.signIn('deputy', initial_password);
  assert.equal((await who.admin.post(`/api/v1/admin/users/${id}/disable`)).status, 200);
  assert.equal((await client.get('/api/v1/me')).status, 401);
  assert.equal((await who.admin.post(`/api/v1/admin/users/${id}/restore`)).json.state, 'active');
});
