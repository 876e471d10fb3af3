// People at a company: kept by its owner, and searched like the company's own numbers.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, test } from 'node:test';
import { people, startDemo } from './support/demo.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

const market = '/api/v1/libraries/marketplace';
const mobile = () => `13${randomInt(100_000_000, 999_999_999)}`;

/** @param {string} name @param {object} data */
async function entered(name, data) {
  const body = { data: { mobile: [mobile()], ...data }, warned: true };
  const answer = await who[name].post(`${market}/companies`, body);
  assert.equal(answer.status, 201, answer.text);
  return answer.json.company;
}
/** @param {{id: string}} company @param {string} [contact] */
const path = (company, contact) =>
  `${market}/companies/${company.id}/contacts${contact ? `/${contact}` : ''}`;
/** @param {string} name @param {{id: string}} company @param {object} contact */
const add = (name, company, contact) => who[name].post(path(company), { contact });
/** @param {string} name @param {{id: string}} company */
const view = async (name, company) =>
  (await who[name].get(`${market}/companies/${company.id}`)).json;
/** @param {object} data */
const found = async (data) =>
  (await who.manager2.post(`${market}/checks`, { data })).json.matches.map(({ id }) => id);
/** @param {import('./support/client.mjs').Answer} answer */
const codes = (answer) => answer.json.violations?.map(({ code, path }) => [code, path]);

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'manager1', 'manager2', 'partner1']);
});
after(() => server.close());

test('added, found by every number, changed, made the main one, removed', async () => {
  const company = await entered('manager1', { name: '长沙橘子洲烟花制造厂' });
  const [first, second] = [mobile(), mobile()];
  const one = await add('manager1', company, {
    name: ' 周敏 ',
    position: '采购经理',
    mobile: first,
    phone: '0731-84441234',
    email: 'zhou@juzizhou.example',
    remark: '上午联系',
    main: true,
  });
  assert.equal(one.status, 201, one.text);
  const [zhou] = one.json.company.contacts;
  assert.deepEqual([zhou.name, zhou.main, zhou.position], ['周敏', true, '采购经理']);
  for (const data of [{ mobile: [first] }, { phone: ['84441234'] }])
    assert.deepEqual(await found(data), [company.id]);
  const two = await add('manager1', company, { name: '吴刚', mobile: second, main: true });
  assert.deepEqual(
    two.json.company.contacts.map(({ name, main }) => [name, main]),
    [
      ['周敏', false],
      ['吴刚', true],
    ],
  );
  // Found in one's list by a name or number of theirs.
  for (const q of ['周敏', second]) {
    const listed = await who.manager1.get(`${market}/companies?q=${encodeURIComponent(q)}`);
    assert.deepEqual(
      listed.json.items.map(({ id }) => id),
      [company.id],
    );
  }
  const third = mobile();
  const body = { contact: { name: '周敏', mobile: third }, version: one.json.company.version };
  const stale = await who.manager1.put(path(company, zhou.id), body);
  assert.deepEqual([stale.status, stale.json.code], [409, 'record.version_conflict']);
  body.version = two.json.company.version;
  const changed = await who.manager1.put(path(company, zhou.id), body);
  assert.deepEqual(changed.json.company.contacts[0], {
    id: zhou.id,
    name: '周敏',
    mobile: third,
    main: false,
  });
  assert.deepEqual(await found({ mobile: [first] }), []);
  assert.deepEqual(await found({ mobile: [third] }), [company.id]);
  const removed = await who.manager1.delete(path(company, zhou.id));
  assert.deepEqual(
    removed.json.company.contacts.map(({ name }) => name),
    ['吴刚'],
  );
  assert.deepEqual(await found({ mobile: [third] }), []);
  assert.equal((await who.manager1.delete(path(company, zhou.id))).status, 404);
  // Editing the company leaves its people alone.
  const now = (await view('manager1', company)).company;
  const edited = await who.manager1.put(`${market}/companies/${company.id}`, {
    data: { ...now.data, remark: '重要' },
    version: now.version,
  });
  assert.equal(edited.json.company.contacts.length, 1, edited.text);
  assert.deepEqual(await found({ mobile: [second] }), [company.id]);
  const kinds = (await view('manager1', company)).events.map(({ kind, detail }) => [
    kind,
    detail.name,
  ]);
  assert.deepEqual(kinds.slice(1, 5), [
    ['contact_removed', '周敏'],
    ['contact_changed', '周敏'],
    ['contact_added', '吴刚'],
    ['contact_added', '周敏'],
  ]);
  const audit = await who.admin.get(`/api/v1/admin/audit?subject=${company.id}`);
  assert.ok(audit.json.items.some(({ action }) => action === 'company.contact_removed'));
});

test('a number of somebody else’s company is not stored, and an entry with a contact’s number collides', async () => {
  const number = mobile();
  const theirs = await entered('manager2', { name: '岳阳君山银针茶叶有限公司' });
  assert.equal((await add('manager2', theirs, { name: '李四', mobile: number })).status, 201);
  const mine = await entered('manager1', { name: '张家界武陵源索道公司' });
  const refused = await add('manager1', mine, { name: '王五', mobile: number });
  assert.deepEqual([refused.status, refused.json.code], [409, 'pool.collision']);
  assert.equal(refused.json.check.matches[0].id, theirs.id);
  assert.deepEqual((await view('manager1', mine)).company.contacts, []);
  const entry = await who.manager1.post(`${market}/companies`, {
    data: { name: '湘西凤凰银饰作坊', mobile: [number] },
  });
  assert.equal(entry.status, 409, entry.text);
  // Given back, it is in the pool: its number is nobody's own any more.
  await who.manager2.post(`${market}/companies/${theirs.id}/actions`, {
    action: 'release',
    reason: 'no_need',
  });
  assert.deepEqual(
    (await who.manager1.post(`${market}/checks`, { data: { mobile: [number] } })).json.outcome,
    'pool',
  );
});

test('what is wrong is said at its field; only its owner keeps them, and who may not look sees none', async () => {
  const company = await entered('manager1', { name: '衡阳回雁峰陶瓷工艺厂' });
  for (const [contact, expected] of [
    [{}, [['company.contact_name_needed', '/name']]],
    [{ name: ' ' }, [['company.contact_name_needed', '/name']]],
    [{ name: '赵', mobile: '12' }, [['company.number', '/mobile']]],
    [{ name: '赵', email: 'x' }, [['company.email', '/email']]],
    [{ name: '赵'.repeat(201) }, [['company.too_long', '/name']]],
    [{ name: '赵', phone: 5 }, [['company.type', '/phone']]],
    [{ name: '赵', main: 'yes' }, [['company.yes_no', '/main']]],
    [{ name: '赵', wechat: 'x' }, [['company.field_unknown', '/wechat']]],
  ]) {
    const answer = await add('manager1', company, contact);
    assert.deepEqual([answer.status, codes(answer)], [422, expected], JSON.stringify(contact));
  }
  assert.equal((await add('manager1', company, { name: '赵六' })).status, 201);
  assert.equal((await add('manager2', company, { name: '钱七' })).status, 403);
  assert.equal((await add('partner1', company, { name: '钱七' })).status, 404);
  assert.equal((await view('admin', company)).company.contacts.length, 1);
  const { company: seen } = await view('manager2', company);
  assert.deepEqual(
    [seen.masked.length > 0, seen.contacts.length],
    [seen.contacts.length === 0, seen.masked.length > 0 ? 0 : 1],
  );
  for (let i = 1; i < 20; ++i)
    assert.equal((await add('manager1', company, { name: `人${i}` })).status, 201);
  assert.deepEqual(codes(await add('manager1', company, { name: '太多' })), [
    ['company.too_many', ''],
  ]);
});

test('a merge keeps those of both, one of them the main one, and its undoing parts them', async () => {
  const [one, two] = [
    await entered('manager1', { name: '株洲神农谷机车配件厂' }),
    await entered('manager1', { name: '湘潭昭山莲子食品公司' }),
  ];
  const number = mobile();
  await add('manager1', one, { name: '孙一', main: true });
  await add('manager1', two, { name: '李二', mobile: number, main: true });
  const before = [await view('manager1', one), await view('manager1', two)];
  const merged = await who.manager1.post(`${market}/companies/${one.id}/merges`, { other: two.id });
  assert.deepEqual(
    merged.json.company.contacts.map(({ name, main }) => [name, main]),
    [
      ['孙一', true],
      ['李二', false],
    ],
    merged.text,
  );
  assert.equal(merged.json.company.data.contacts, undefined);
  assert.deepEqual(await found({ mobile: [number] }), [one.id]);
  const back = await who.manager1.post(`${market}/merges/${merged.json.merge}/undo`, {});
  assert.equal(back.status, 200, back.text);
  const now = [await view('manager1', one), await view('manager1', two)];
  for (const i of [0, 1]) assert.deepEqual(now[i].company.contacts, before[i].company.contacts);
  assert.deepEqual(await found({ mobile: [number] }), [two.id]);
});
