// Departments: how they are ordered, who leads what, and what managers may do with the companies of theirs.
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
  const data = {
    name: `${letters[number]}琪雯塑胶制品有限公司`,
    mobile: [`1390${2_000_000 + number}`],
  };
  const answer = await who[name].post(`${library}/companies`, { data });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.company;
}

/** @param {import('./support/client.mjs').Answer} answer */
const codes = (answer) => [answer.status, answer.json.violations?.[0]?.code ?? answer.json.code];

/** @param {object} department @param {string} [by] */
const add = (department, by = 'admin') =>
  who[by].post('/api/v1/departments', { managers: [], type: 'sales', ...department });

/** @param {import('./support/client.mjs').Answer} answer @param {string} name */
const named = (answer, name) => answer.json.items.find((one) => one.name === name);

/** @param {string} name @param {string} [by] */
const found = async (name, by = 'admin') => named(await who[by].get('/api/v1/departments'), name);

/** @param {string} person @param {string} department */
async function put(person, department) {
  const to = await found(department);
  const answer = await who.admin.post(`/api/v1/departments/${to.id}/members`, {
    person: ids[person],
  });
  assert.equal(answer.status, 200, answer.text);
}

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'manager1', 'manager2', 'manager3', 'partner1', 'partner2']);
  ids = await idsOf(who.admin);
  // 销售中心, managed by manager1: 一组 with manager2, 二组 with manager3.
  const centre = await add({ label: '销售中心', type: 'branch', managers: [ids.manager1] });
  assert.equal(centre.status, 201, centre.text);
  const { id } = named(centre, '销售中心');
  for (const label of ['一组', '二组'])
    assert.equal((await add({ parent: id, label })).status, 201);
  await put('manager1', '销售中心');
  await put('manager2', '销售中心-一组');
  await put('manager3', '销售中心-二组');
});
after(() => server.close());

test('names begin with those of what a department lies in, and are given once', async () => {
  const centre = await found('销售中心');
  assert.deepEqual(
    [centre.label, centre.type, centre.members, centre.managers[0].name, centre.may_change],
    ['销售中心', 'branch', 1, '王海涛', true],
  );
  assert.deepEqual(codes(await add({ parent: centre.id, label: '一组' })), [
    422,
    'pool.department.taken',
  ]);
  assert.deepEqual(codes(await add({ label: ' ' })), [422, 'pool.department.name_needed']);
  assert.deepEqual(codes(await add({ label: '甲', type: 'x' })), [422, 'pool.department.type']);
  assert.deepEqual(codes(await add({ label: '甲', managers: [ids.partner1] })), [
    422,
    'pool.department.manager',
  ]);
  assert.deepEqual(codes(await add({ label: '甲', company: 'nobody' })), [404, 'not_found']);
  assert.equal((await add({ label: 7 })).status, 400);
});

test('of a partner they begin with its name, and its people are in them', async () => {
  const users = await who.admin.get('/api/v1/admin/users?page_size=100');
  const partner = users.json.items.find((user) => user.user_name === 'partner1').partner_id;
  const answer = await add({ label: '销售部', company: partner });
  assert.equal(answer.status, 201, answer.text);
  const one = answer.json.items.find((each) => each.label === '销售部');
  assert.equal(one.name, `${one.company_name}-销售部`);
  assert.deepEqual(
    codes(await who.admin.post(`/api/v1/departments/${one.id}/members`, { person: ids.manager1 })),
    [422, 'pool.department.company'],
  );
  const placed = await who.admin.post(`/api/v1/departments/${one.id}/members`, {
    person: ids.partner1,
  });
  assert.equal(named(placed, one.name).members, 1);
  const shown = (await who.partner1.get(`${agents}/people`)).json.items[0];
  assert.equal(shown.department, one.name);
});

test('what is led is seen with all that is below it, by nobody else', async () => {
  const names = async (/** @type {string} */ name) =>
    (await who[name].get('/api/v1/departments')).json.items.map((one) => one.name);
  assert.deepEqual(await names('manager1'), ['销售中心', '销售中心-一组', '销售中心-二组']);
  assert.deepEqual(await names('manager2'), []);
  assert.deepEqual(codes(await who.manager2.get(`${market}/inventory`)), [
    403,
    'pool.not_entitled',
  ]);
  assert.deepEqual(codes(await who.manager2.get(`${market}/companies?scope=department`)), [
    403,
    'pool.not_entitled',
  ]);
  const one = await found('销售中心-一组');
  assert.equal((await who.manager2.get(`/api/v1/departments/${one.id}/members`)).status, 404);
  const members = await who.manager1.get(
    `/api/v1/departments/${(await found('销售中心')).id}/members`,
  );
  assert.deepEqual(members.json.items.map(({ name }) => name).sort(), ['李静', '王海涛', '郑凯']);
});

test('a manager sees who owns how many of how many, and all of their companies', async () => {
  const company = await entered('manager2');
  const inventory = (await who.manager1.get(`${market}/inventory`)).json;
  const li = inventory.people.find(({ name }) => name === '李静');
  assert.deepEqual([li.department, li.owned_limit, li.active], ['销售中心-一组', 300, true]);
  assert.ok(li.owned >= 1);
  assert.equal(inventory.departments.find(({ name }) => name === '销售中心-一组').owned, li.owned);
  const list = `${market}/companies?scope=department`;
  const mine = (await who.manager1.get(`${list}&person=${ids.manager2}&page_size=100`)).json;
  assert.equal(mine.total, (await who.manager2.get(`${market}/companies`)).json.total);
  const row = mine.items.find(({ id }) => id === company.id);
  assert.deepEqual([row.led, row.owner.name, row.masked], [true, '李静', []]);
  assert.deepEqual(row.data.mobile, company.data.mobile);
  const q = encodeURIComponent(company.data.mobile[0]);
  assert.equal((await who.manager1.get(`${list}&q=${q}`)).json.total, 1);
  const view = await who.manager1.get(`${market}/companies/${company.id}`);
  assert.ok(view.json.events.length > 0);
  // To a colleague of another department it is masked as ever.
  const other = await who.manager3.get(`${market}/companies/${company.id}`);
  assert.deepEqual([other.json.company.led, other.json.company.data.mobile], [false, undefined]);
  assert.deepEqual(codes(await who.manager3.get(`${market}/companies?person=${ids.manager2}`)), [
    403,
    'pool.not_administrator',
  ]);
});

/** What somebody was told in the app of companies they lost, whatever the order. @param {string} name */
async function told(name) {
  const { items } = (await who[name].get('/api/v1/notifications?page_size=100')).json;
  return items
    .filter(({ entity }) => entity === 'company')
    .map(({ kind, params, record_id }) => `${kind} ${params.count} ${params.by} ${record_id}`)
    .sort();
}

test('a manager hands over and releases within the departments, one by one and many at once', async () => {
  const theirs = [
    await entered('manager2'),
    await entered('manager2'),
    await entered('manager2'),
    await entered('manager2'),
  ];
  const act = (/** @type {string} */ by, /** @type {string} */ id, /** @type {object} */ json) =>
    who[by].post(`${market}/companies/${id}/actions`, json);
  assert.deepEqual(
    codes(await act('manager3', theirs[0].id, { action: 'release', reason: 'no_need' })),
    [403, 'pool.not_owner'],
  );
  const over = { action: 'hand_over', person: ids.manager3 };
  const handed = await act('manager1', theirs[0].id, over);
  assert.equal(handed.json.company.owner.name, '郑凯', handed.text);
  const outside = await act('manager1', theirs[1].id, { action: 'hand_over', person: ids.admin });
  assert.ok(
    outside.json.violations.some(({ code }) => code === 'pool.not_in_department'),
    outside.text,
  );
  const many = await who.manager1.post(`${market}/actions`, {
    action: 'release',
    reason: 'no_need',
    companies: theirs.slice(1, 3).map(({ id }) => ({ id })),
  });
  assert.equal(many.json.done, 2, many.text);
  const back = await act('manager2', theirs[1].id, { action: 'claim' });
  assert.equal(codes(back)[1], 'pool.too_soon', back.text); // the owner lost it, not who released it
  const again = await who.manager1.post(`${market}/actions`, {
    ...over,
    companies: [{ id: theirs[3].id }],
  });
  assert.equal(again.json.done, 1, again.text);
  // Whose they were is told, once a batch; who did it and who has them now is not.
  assert.deepEqual(
    await told('manager2'),
    [
      `companies_handed_on 1 王海涛 marketplace/${theirs[0].id}`,
      `companies_handed_on 1 王海涛 marketplace/${theirs[3].id}`,
      'companies_released 2 王海涛 ',
    ].sort(),
  );
  assert.deepEqual(await told('manager1'), []);
  assert.deepEqual(await told('manager3'), []);
  const { items } = (await who.manager2.get('/api/v1/notifications?page_size=100')).json;
  const released = items.find(({ kind }) => kind === 'companies_released');
  assert.equal(released.subject, '王海涛已放弃您的 2 个客户');
  assert.ok(
    theirs.slice(1, 3).every(({ name }) => released.text.includes(name)),
    released.text,
  );
  const mails = (await who.admin.get('/api/v1/admin/mail?page_size=100')).json.items;
  assert.equal(mails.filter(({ subject }) => subject === released.subject).length, 1);
  // Of what one releases oneself nobody is told.
  const own = await entered('manager2');
  assert.equal(
    (await act('manager2', own.id, { action: 'release', reason: 'no_need' })).status,
    200,
  );
  assert.equal((await told('manager2')).length, 3);
});

test('within their part managers add departments and place people, and change what is below', async () => {
  const centre = await found('销售中心');
  const one = await found('销售中心-一组');
  const added = await add(
    { parent: centre.id, label: '三组', managers: [ids.manager2] },
    'manager1',
  );
  assert.equal(added.status, 201, added.text);
  const third = named(added, '销售中心-三组');
  assert.deepEqual((await who.manager2.get('/api/v1/departments')).json.items.length, 1);
  const place = (
    /** @type {string} */ by,
    /** @type {string} */ to,
    /** @type {string} */ person,
  ) => who[by].post(`/api/v1/departments/${to}/members`, { person: ids[person] });
  assert.equal((await place('manager1', third.id, 'manager3')).status, 200);
  assert.deepEqual(codes(await place('manager2', third.id, 'manager3')), [200, undefined]);
  assert.deepEqual(codes(await place('manager2', third.id, 'manager1')), [
    403,
    'pool.not_entitled',
  ]);
  const change = { label: '一组', type: 'service', managers: [], version: one.version };
  assert.deepEqual(codes(await who.manager2.put(`/api/v1/departments/${one.id}`, change)), [
    404,
    'not_found',
  ]);
  // One's own is changed by those above.
  assert.deepEqual(
    codes(
      await who.manager1.put(`/api/v1/departments/${centre.id}`, {
        ...change,
        label: '中心',
        version: centre.version,
      }),
    ),
    [403, 'pool.not_entitled'],
  );
  const changed = await who.manager1.put(`/api/v1/departments/${one.id}`, change);
  assert.equal(named(changed, one.name).type, 'service', changed.text);
  assert.deepEqual(codes(await who.manager1.put(`/api/v1/departments/${one.id}`, change)), [
    409,
    'record.version_conflict',
  ]);
  await put('manager3', '销售中心-二组');
  const gone = await who.manager1.post(`/api/v1/departments/${third.id}/removal`, {
    version: third.version,
  });
  assert.equal(gone.status, 200, gone.text);
  assert.deepEqual((await who.manager2.get('/api/v1/departments')).json.items, []);
  assert.deepEqual(
    codes(
      await who.admin.post(`/api/v1/departments/${centre.id}/removal`, { version: centre.version }),
    ),
    [422, 'pool.department.not_empty'],
  );
});

test('a new name goes to those below and to their people, unless rules name one', async () => {
  const centre = await found('销售中心');
  const renamed = await who.admin.put(`/api/v1/departments/${centre.id}`, {
    label: '电销中心',
    type: 'branch',
    managers: [ids.manager1],
    version: centre.version,
  });
  assert.equal(renamed.status, 200, renamed.text);
  assert.ok(named(renamed, '电销中心-二组'));
  const user = await who.admin.get(`/api/v1/admin/users/${ids.manager3}`);
  assert.equal(user.json.department, '电销中心-二组');
  // Rules may name departments, those below included, and their types.
  const { document } = (await who.admin.get('/api/v1/admin/libraries/marketplace')).json;
  const limits = [
    { limit: 0, of: 'department', who: { departments: ['电销中心'] } },
    { limit: 7, who: { department_types: ['service'] } },
    { limit: 300 },
  ];
  const publish = (/** @type {object[]} */ lines, /** @type {number} */ version) =>
    who.admin.put('/api/v1/admin/libraries/marketplace', {
      document: { ...document, version, inventory: { ...document.inventory, limits: lines } },
    });
  assert.equal((await publish(limits, document.version + 1)).status, 200);
  const full = await who.manager3.post(`${market}/companies`, {
    data: { name: '崂山茗茶包装有限公司', mobile: ['13902999001'] },
  });
  assert.equal(codes(full)[1], 'pool.department_full', full.text);
  const inventory = (await who.manager1.get(`${market}/inventory`)).json;
  assert.equal(inventory.people.find(({ name }) => name === '李静').owned_limit, 7);
  const again = await found('电销中心');
  assert.deepEqual(
    codes(
      await who.admin.put(`/api/v1/departments/${again.id}`, {
        label: '销售中心',
        type: 'branch',
        managers: [ids.manager1],
        version: again.version,
      }),
    ),
    [422, 'pool.department.in_rules'],
  );
  assert.equal((await publish(document.inventory.limits, document.version + 2)).status, 200);
});

test('an account is in a department there is; every change is in the audit trail', async () => {
  const nowhere = await who.admin.patch(`/api/v1/admin/users/${ids.manager3}`, {
    department: '没有的部门',
  });
  assert.deepEqual(codes(nowhere), [422, 'department.unknown']);
  assert.equal(nowhere.json.violations[0].path, '/department');
  const left = await who.admin.patch(`/api/v1/admin/users/${ids.manager3}`, { department: '' });
  assert.equal(left.status, 200, left.text);
  const led = (await who.manager1.get(`${market}/inventory`)).json.people;
  assert.ok(!led.some(({ name }) => name === '郑凯'));
  const trail = await who.admin.get('/api/v1/admin/audit?page_size=100');
  const actions = new Set(trail.json.items.map(({ action }) => action));
  for (const each of ['added', 'changed', 'removed', 'placed'])
    assert.ok(actions.has(`department.${each}`), each);
});
