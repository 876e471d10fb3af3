// Accounts of a part, kept by whoever leads it: created, given a password, restored; never outside of it, never above one's own rights.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { people, startDemo } from './support/demo.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;
/** @type {Record<string, string>} */
let ids;
/** @type {Record<string, string>} */
let departments;

const password = 'Part-of-mine-2026';

/** @param {import('./support/client.mjs').Answer} answer */
const codes = (answer) => [answer.status, answer.json.violations?.[0]?.code ?? answer.json.code];

/** @param {import('./support/client.mjs').Answer} answer */
const refusal = (answer) => [
  answer.status,
  answer.json.violations?.[0]?.code,
  answer.json.violations?.[0]?.params?.what,
];

/** @param {string} department @param {string} [rest] */
const accounts = (department, rest = '') =>
  `/api/v1/departments/${departments[department]}/accounts${rest}`;

/** @param {object} department */
async function add(department) {
  const answer = await who.admin.post('/api/v1/departments', {
    managers: [],
    type: 'sales',
    ...department,
  });
  assert.equal(answer.status, 201, answer.text);
  for (const { id, name } of answer.json.items) departments[name] = id;
}

/** @param {object} user */
async function byAdmin(user) {
  const answer = await who.admin.post('/api/v1/admin/users', { roles: ['manager'], ...user });
  assert.equal(answer.status, 201, answer.text);
  ids[answer.json.user_name] = answer.json.id;
  return answer.json;
}

/** With a password of their own. @param {string} name @param {string} initial */
async function enter(name, initial) {
  const client = await server.signIn(name, initial);
  const chosen = await client.post('/api/v1/me/password', { current: initial, new: password });
  assert.equal(chosen.status, 204, chosen.text);
  return client;
}

/** @param {string} sql */
const change = (sql) =>
  execFileSync('sqlite3', ['-cmd', '.timeout 30000', `${server.data}/qudao.db`, sql]);

// 华中: led by `lead`, with 一组 below it; 西南 is somebody else's. 东方-销售部 of partner1's company is led by partner1.
before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'manager1', 'partner1', 'partner2']);
  departments = {};
  const users = await who.admin.get('/api/v1/admin/users?page_size=100');
  ids = Object.fromEntries(users.json.items.map((user) => [user.user_name, user.id]));
  const lead = await byAdmin({ user_name: 'lead', display_name: '华中经理' });
  who.lead = await enter('lead', lead.initial_password);
  await add({ label: '华中', managers: [ids.lead] });
  await add({ label: '一组', parent: departments['华中'] });
  await add({ label: '西南', managers: [ids.manager1] });
  const { partner_id } = users.json.items.find((user) => user.user_name === 'partner1');
  await add({ label: '销售部', company: partner_id, managers: [ids.partner1] });
  const sales = Object.keys(departments).find((name) => name.endsWith('-销售部'));
  departments['销售部'] = departments[/** @type {string} */ (sales)];
});
after(() => server.close());

test('whoever leads a department creates accounts in it and below, with an initial password', async () => {
  const created = await who.lead.post(accounts('华中'), {
    user_name: 'member.one',
    display_name: '组员一',
    department: '华中-一组',
    roles: ['manager'],
  });
  assert.equal(created.status, 201, created.text);
  assert.equal(created.json.department, '华中-一组');
  assert.equal(created.json.must_change_password, true);
  assert.ok(!created.json.partner_id);
  const member = await enter('member.one', created.json.initial_password);
  assert.equal((await member.get('/api/v1/me')).json.user.display_name, '组员一');
  const listed = await who.lead.get(accounts('华中', '?q=MEMBER'));
  assert.deepEqual(
    listed.json.items.map((one) => [one.user_name, one.may]),
    [['member.one', ['password']]],
  );
  assert.deepEqual(listed.json.roles, ['manager']);
  const taken = await who.lead.post(accounts('华中'), { user_name: 'LEAD', roles: ['manager'] });
  assert.deepEqual(codes(taken), [409, 'user_name.taken']);
  const odd = await who.lead.post(accounts('华中'), { user_name: 'x', roles: ['manager'] });
  assert.deepEqual(codes(odd), [422, 'user_name.length']);
  const weak = { user_name: 'member.weak', roles: ['manager'], password: '12345678' };
  assert.equal((await who.lead.post(accounts('华中'), weak)).status, 422);
  const journal = await who.admin.get(
    `/api/v1/admin/audit?action=user.created&subject=${created.json.id}`,
  );
  assert.equal(journal.json.items[0].user_id, ids.lead);
});

test('of a partner: its administrator creates users of the partner, and no others', async () => {
  const made = { user_name: 'agent.sales', display_name: '代理销售', roles: ['partner'] };
  const created = await who.partner1.post(accounts('销售部'), made);
  assert.equal(created.status, 201, created.text);
  const me = (await who.partner1.get('/api/v1/me')).json.user;
  assert.equal(created.json.partner_id, me.partner_id);
  const agent = await enter('agent.sales', created.json.initial_password);
  assert.equal((await agent.get('/api/v1/me')).json.user.partner_id, me.partner_id);
  for (const roles of [['manager'], ['partner', 'manager'], ['admin']]) {
    const refused = await who.partner1.post(accounts('销售部'), {
      ...made,
      user_name: 'agent.more',
      roles,
    });
    assert.deepEqual(codes(refused), [422, 'account.role_of_company']);
  }
  // The company is the department's, whatever else is sent.
  const other = await who.partner1.post(accounts('销售部'), {
    ...made,
    user_name: 'agent.other',
    partner_id: 'somebody-else',
    province: '11',
  });
  assert.equal(other.json.partner_id, me.partner_id);
  assert.equal(other.json.province, '');
});

test('outside of one’s part there is nothing: not the department, not its people', async () => {
  const made = { user_name: 'outside', roles: ['manager'] };
  for (const [name, department] of [
    ['lead', '西南'],
    ['lead', '销售部'],
    ['partner1', '华中'],
    ['partner2', '销售部'],
    ['manager1', '华中-一组'],
  ]) {
    const client = who[name];
    for (const answer of [
      await client.get(accounts(department)),
      await client.post(accounts(department), made),
      await client.post(accounts(department, `/${ids.lead}/password`)),
      await client.post(accounts(department, `/${ids.lead}/restore`)),
    ]) {
      assert.deepEqual(codes(answer), [404, 'not_found']);
    }
  }
  const elsewhere = await who.lead.post(accounts('华中'), { ...made, department: '西南' });
  assert.deepEqual(codes(elsewhere), [422, 'department.unknown']);
  // People who are somewhere else, by their ids, under one's own department.
  for (const name of ['manager1', 'manager2', 'approver1', 'admin', 'partner1']) {
    assert.deepEqual(codes(await who.lead.post(accounts('华中', `/${ids[name]}/password`))), [
      404,
      'not_found',
    ]);
  }
  // Nor may a mere member.
  const member = await server.signIn('member.one', password);
  assert.deepEqual(codes(await member.get(accounts('华中-一组'))), [404, 'not_found']);
  const users = await who.admin.get('/api/v1/admin/users?q=outside');
  assert.equal(users.json.total, 0);
});

test('nobody raises an account above their own rights, nor takes over one that has more', async () => {
  for (const roles of [['admin'], ['manager', 'admin'], ['approver']]) {
    const refused = await who.lead.post(accounts('华中'), { user_name: 'raised', roles });
    assert.deepEqual(refusal(refused), [403, 'account.above', 'role']);
  }
  assert.deepEqual(
    codes(await who.lead.post(accounts('华中'), { user_name: 'raised', roles: [] })),
    [422, 'account.role_needed'],
  );
  const more = [
    ['role', { user_name: 'part.admin', roles: ['manager', 'admin'] }],
    ['role', { user_name: 'part.approver', roles: ['approver'] }],
    ['area', { user_name: 'part.area', province: '37' }],
    ['area', { user_name: 'part.industry', industry: 'finance' }],
    ['department', { user_name: 'part.leads' }],
  ];
  for (const [, user] of more) await byAdmin({ ...user, department: '华中' });
  const south = (await who.admin.get('/api/v1/departments')).json.items.find(
    (one) => one.name === '西南',
  );
  const led = await who.admin.put(`/api/v1/departments/${south.id}`, {
    label: '西南',
    type: 'sales',
    managers: [ids.manager1, ids['part.leads']],
    version: south.version,
  });
  assert.equal(led.status, 200, led.text);
  for (const [what, user] of more) {
    const id = ids[/** @type {{user_name: string}} */ (user).user_name];
    for (const act of ['password', 'restore']) {
      const refused = await who.lead.post(accounts('华中', `/${id}/${act}`));
      assert.deepEqual(refusal(refused), [403, 'account.above', what]);
    }
  }
  const listed = await who.lead.get(accounts('华中', '?q=part.'));
  assert.equal(listed.json.items.length, more.length);
  assert.ok(listed.json.items.every((one) => one.may.length === 0));
  assert.equal((await who.admin.get('/api/v1/admin/users?q=raised')).json.total, 0);
  // Their own account neither: the profile asks for the present password.
  const put = await who.admin.post(`/api/v1/departments/${departments['华中']}/members`, {
    person: ids.lead,
  });
  assert.equal(put.status, 200, put.text);
  assert.deepEqual(refusal(await who.lead.post(accounts('华中', `/${ids.lead}/password`))), [
    403,
    'account.own',
    undefined,
  ]);
});

test('a lost password: search, reset; the old one and every session end', async () => {
  const member = await server.signIn('member.one', password);
  const found = await who.lead.get(accounts('华中', '?q=member.one'));
  const { id } = found.json.items[0];
  const reset = await who.lead.post(accounts('华中', `/${id}/password`));
  assert.equal(reset.status, 200, reset.text);
  assert.equal((await member.get('/api/v1/me')).status, 401);
  const old = await server.client().post('/api/v1/sessions', { user_name: 'member.one', password });
  assert.equal(old.status, 401);
  const fresh = await server.signIn('member.one', reset.json.initial_password);
  assert.equal((await fresh.get('/api/v1/departments')).json.code, 'auth.password_change_required');
  await fresh.post('/api/v1/me/password', { current: reset.json.initial_password, new: password });
});

test('long unused and locked: search, restore; what an administrator locked stays', async () => {
  const { id } = (await who.lead.get(accounts('华中', '?q=member.one'))).json.items[0];
  const locked = async () =>
    (await who.lead.get(accounts('华中', '?state=locked'))).json.items.map((one) => one.user_name);
  assert.deepEqual(await locked(), []);
  assert.deepEqual(codes(await who.lead.post(accounts('华中', `/${id}/restore`))), [
    409,
    'account.not_locked',
  ]);
  change(`UPDATE user_account SET updated_at = 1000, last_sign_in_at = 1000 WHERE id = '${id}'`);
  const sign = () =>
    server.client().post('/api/v1/sessions', { user_name: 'member.one', password });
  assert.deepEqual(codes(await sign()), [403, 'auth.locked']);
  assert.deepEqual(await locked(), ['member.one']);
  const all = await who.admin.get('/api/v1/admin/users?state=locked');
  assert.ok(all.json.items.some((one) => one.id === id && one.lock.reason === 'unused'));
  const restored = await who.lead.post(accounts('华中', `/${id}/restore`));
  assert.equal(restored.status, 200, restored.text);
  assert.ok(!restored.json.lock);
  assert.equal((await sign()).status, 201);
  const journal = await who.admin.get(`/api/v1/admin/audit?action=user.restored&subject=${id}`);
  assert.equal(journal.json.items[0].user_id, ids.lead);

  await who.admin.post(`/api/v1/admin/users/${id}/lock`);
  assert.deepEqual(codes(await who.lead.post(accounts('华中', `/${id}/restore`))), [
    409,
    'account.locked_by_administrator',
  ]);
  const byAdministrator = await who.admin.post(accounts('华中', `/${id}/restore`));
  assert.equal(byAdministrator.status, 200, byAdministrator.text);
  assert.equal((await who.lead.get(accounts('华中', '?state=odd'))).status, 400);
});
