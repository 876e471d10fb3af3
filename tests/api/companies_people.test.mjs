// Who is in a library of companies, as far as others in it may see them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { people, startDemo } from './support/demo.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

const agents = '/api/v1/libraries/agents';

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'partner1', 'manager1']);
});
after(() => server.close());

test('whom a company may be given to: as far as one may see them, all with what they own for administrators', async () => {
  const users = (await who.admin.get('/api/v1/admin/users?page_size=100')).json.items;
  const partner2 = users.find((user) => user.user_name === 'partner2').id;
  const names = async (/** @type {string} */ name, /** @type {string} */ path) =>
    (await who[name].get(path)).json.items.map((person) => person.name).sort();
  const [all, mine] = [
    await names('admin', `${agents}/people`),
    await names('partner1', `${agents}/people`),
  ];
  assert.deepEqual(mine, ['陈晓东']); // people of other companies are not theirs to see
  assert.ok(all.includes('刘思远') && all.includes('陈晓东') && !all.includes('王海涛'), `${all}`);
  const [liu] = (await who.admin.get(`${agents}/people?q=${encodeURIComponent('刘思')}`)).json
    .items;
  assert.deepEqual(
    [liu.id, liu.owned_limit, liu.mine, Number.isInteger(liu.owned)],
    [partner2, 130, false, true],
  );
  const [own] = (await who.partner1.get(`${agents}/people`)).json.items;
  assert.deepEqual([own.mine, own.owned], [true, undefined]);
  assert.deepEqual(await names('admin', `${agents}/people?q=nobody`), []);
  assert.equal((await who.manager1.get(`${agents}/people`)).status, 404);
});

test('whoever administers one pool of a library sees the people and applications of that part only', async () => {
  const more = await people(server, ['manager2', 'manager3', 'approver1', 'approver2']);
  const users = (await who.admin.get('/api/v1/admin/users?page_size=100')).json.items;
  /** @param {string[]} names */
  const persons = (...names) => ({
    persons: names.map((name) => users.find((user) => user.user_name === name).id),
  });
  const label = { 'zh-CN': '分区', en: 'Parts' };
  const pool = (id, members, administrator) => ({
    id,
    label,
    members: persons(...members),
    administrators: persons(administrator),
    claim: 'application',
  });
  const document = {
    library: 'parts',
    version: 1,
    label,
    zone: 'Asia/Shanghai',
    pools: [pool('north', ['manager2'], 'approver1'), pool('south', ['manager3'], 'approver2')],
    applications: { entry: { days: 2 } },
  };
  const parts = '/api/v1/libraries/parts';
  const published = await who.admin.put('/api/v1/admin/libraries/parts', { document });
  assert.equal(published.status, 200, published.text);
  for (const [i, [name, into]] of [
    ['manager2', 'north'],
    ['manager3', 'south'],
  ].entries()) {
    const data = { name: ['大同云冈石雕厂', '海口骑楼椰雕厂'][i], mobile: [`1375557000${i}`] };
    const made = await more[name].post(`${parts}/companies`, { data, pool: into });
    assert.equal(made.status, 201, made.text);
    const actions = `${parts}/companies/${made.json.company.id}/actions`;
    assert.equal(
      (await more[name].post(actions, { action: 'release', reason: '没有需求' })).status,
      200,
    );
    const applied = await more[name].post(actions, { action: 'apply' });
    assert.equal(applied.status, 200, applied.text);
  }
  for (const [administrator, member, company] of [
    ['approver1', 'manager2', '大同云冈石雕厂'],
    ['approver2', 'manager3', '海口骑楼椰雕厂'],
  ]) {
    const seen = (await more[administrator].get(`${parts}/people`)).json.items;
    assert.deepEqual(
      seen.map(({ id, owned }) => [id, owned]),
      [[persons(member).persons[0], 0]],
    );
    const applications = (await more[administrator].get(`${parts}/applications`)).json.items;
    assert.deepEqual(
      applications.map(({ company_name, may_answer }) => [company_name, may_answer]),
      [[company, true]],
    );
  }
});
