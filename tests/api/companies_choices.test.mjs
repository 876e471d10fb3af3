// What a library offers for source and industry: kept by who administers a pool of it, and by nobody else.
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
  who = await people(server, ['admin', 'manager1', 'partner1', 'partner2']);
});
after(() => server.close());

/** @param {string} name @param {string} field @param {unknown} items @param {unknown} version */
const write = (name, field, items, version) =>
  who[name].put(`${agents}/choices/${field}`, { items, version });
/** @param {string} name @param {string} [library] */
const offered = async (name, library = 'agents') =>
  (await who[name].get('/api/v1/libraries')).json.items.find(({ id }) => id === library).choices;

test('written by an administrator of the library, offered to its members, and held by every way in', async () => {
  assert.deepEqual(await offered('partner1'), {
    source: { items: [], version: 0 },
    industry: { items: [], version: 0 },
  });
  const written = await write('admin', 'source', [' 展会 ', '转介绍', '', '展会', '网站注册'], 0);
  assert.deepEqual(
    [written.status, written.json],
    [200, { items: ['展会', '转介绍', '网站注册'], version: 1 }],
    written.text,
  );
  assert.deepEqual((await offered('partner1')).source, written.json);
  // Another library's are its own.
  assert.deepEqual((await offered('manager1', 'marketplace')).source.items, []);
  const data = {
    name: '蚌埠淮河玻璃制品厂',
    mobile: ['13755550001'],
    source: '展会',
    industry: '玻璃',
  };
  const made = await who.partner1.post(`${agents}/companies`, { data });
  assert.deepEqual(made.json.company?.data, data, made.text);
  const other = { ...data, name: '铜陵天井湖铜艺社', mobile: ['13755550002'], source: '别处听说' };
  const refused = async (/** @type {import('./support/client.mjs').Answer} */ answer) => {
    assert.deepEqual(
      [answer.status, answer.json.violations?.[0].code, answer.json.violations?.[0].path],
      [422, 'pool.not_offered', '/source'],
      answer.text,
    );
    assert.match(answer.json.violations[0].message, /别处听说/);
  };
  await refused(await who.partner1.post(`${agents}/companies`, { data: other }));
  const address = `${agents}/companies/${made.json.company.id}`;
  const edited = { ...data, source: '别处听说' };
  await refused(await who.partner1.put(address, { data: edited, version: 1 }));
  // What collides is told so first.
  const theirs = await who.partner2.post(`${agents}/companies`, { data: edited });
  assert.deepEqual([theirs.status, theirs.json.code], [409, 'pool.collision'], theirs.text);
  // What is added to one's own company says what is listed, too.
  const { source, ...unsaid } = { ...data, name: '池州九华佛茶社', mobile: ['13755550003'] };
  assert.equal(source, '展会');
  assert.equal((await who.partner1.post(`${agents}/companies`, { data: unsaid })).status, 201);
  await refused(
    await who.partner1.post(`${agents}/companies`, { data: { ...unsaid, source: '别处听说' } }),
  );
  // A list that changes leaves what companies say.
  assert.equal((await write('admin', 'source', [], 1)).json.version, 2);
  const view = await who.partner1.get(address);
  assert.equal(view.json.company.data.source, '展会');
  assert.equal((await write('admin', 'source', ['网站注册'], 2)).json.version, 3);
  const kept = await who.partner1.put(address, {
    data: { ...data, remark: '老客户' },
    version: view.json.company.version,
  });
  assert.equal(kept.json.company?.data.source, '展会', kept.text);
  const audit = await who.admin.get('/api/v1/admin/audit?subject=agents');
  assert.equal(audit.json.items[0].action, 'library.choices');
});

test('nobody else writes them; what is wrong says where, and changes nothing', async () => {
  const { version } = (await write('admin', 'industry', ['机械', '食品'], 0)).json;
  const denied = await write('partner1', 'industry', ['我的'], version);
  assert.deepEqual(
    [denied.status, denied.json.violations?.[0].code],
    [403, 'pool.not_administrator'],
    denied.text,
  );
  assert.equal((await write('manager1', 'industry', [], version)).status, 404);
  assert.equal((await write('admin', 'phone', [], 0)).status, 404);
  const stale = await write('admin', 'industry', ['服装'], 0);
  assert.deepEqual([stale.status, stale.json.code], [409, 'record.version_conflict']);
  const wrong = await write('admin', 'industry', ['行'.repeat(51), 5], version);
  assert.deepEqual(
    wrong.json.violations.map(({ code, path }) => [code, path]),
    [
      ['company.too_long', '/items/0'],
      ['company.type', '/items/1'],
    ],
  );
  const many = Array.from({ length: 201 }, (_, i) => `行业${i}`);
  assert.equal((await write('admin', 'industry', many, version)).json.violations[0].path, '/items');
  assert.equal((await write('admin', 'industry', '机械', version)).status, 400);
  assert.equal((await write('admin', 'industry', [], 'x')).status, 400);
  assert.deepEqual((await offered('partner2')).industry, { items: ['机械', '食品'], version });
});

test('rows of a file are refused in the preview, with the value', async () => {
  const { version } = (await offered('admin')).source;
  assert.equal((await write('admin', 'source', ['展会'], version)).status, 200);
  const body = '名称,手机,来源\n六安瓜片茶行,13755551001,展会\n宣城敬亭山纸坊,13755551002,路过';
  const job = await who.partner1.send('POST', `${agents}/imports?name=a.csv`, {
    body,
    headers: { 'content-type': 'text/csv' },
  });
  assert.equal(job.status, 201, job.text);
  const path = `${agents}/imports/${job.json.id}`;
  const asked = await who.partner1.put(path, job.json.target);
  assert.equal(asked.status, 200, asked.text);
  while ((await who.partner1.get(path)).json.state === 'checking');
  const rows = (await who.partner1.get(`${path}/rows`)).json.items;
  assert.deepEqual(
    rows.map(({ outcome, violations }) => [
      outcome,
      violations.map(({ code, params }) => [code, params.value]),
    ]),
    [
      ['entered', []],
      ['refused', [['pool.not_offered', '路过']]],
    ],
  );
});

test('a row that is added to an earlier one of its file is held against the lists as well', async () => {
  const { version } = (await offered('admin')).source;
  assert.equal((await write('admin', 'source', ['展会'], version)).status, 200);
  const body = [
    '名称,手机,来源',
    '黄山毛峰茶叶有限公司,13755552001,',
    '黄山毛峰茶叶有限公司,13755552002,路过', // refused: it would give the first one a source that is not offered
    '黄山毛峰茶叶有限公司,13755552003,展会',
    '黄山毛峰茶叶有限公司,13755552004,路过', // the source it has stays
  ].join('\n');
  const job = await who.partner1.send('POST', `${agents}/imports?name=b.csv`, {
    body,
    headers: { 'content-type': 'text/csv' },
  });
  assert.equal(job.status, 201, job.text);
  const path = `${agents}/imports/${job.json.id}`;
  assert.equal((await who.partner1.put(path, job.json.target)).status, 200);
  const rowsWhen = async (/** @type {string} */ state) => {
    while ((await who.partner1.get(path)).json.state !== state);
    return (await who.partner1.get(`${path}/rows`)).json.items.map(({ outcome, violations }) =>
      [outcome, ...violations.map(({ code }) => code)].join(' '),
    );
  };
  const foreseen = await rowsWhen('checked');
  assert.deepEqual(foreseen, ['entered', 'refused pool.not_offered', 'bound', 'bound']);
  assert.equal((await who.partner1.post(`${path}/start`, {})).status, 200);
  assert.deepEqual(await rowsWhen('done'), foreseen);
});

test('lists are narrowed to an industry or a source exactly, and exports with them', async () => {
  for (const field of ['source', 'industry']) {
    const { version } = (await offered('admin'))[field];
    assert.equal((await write('admin', field, [], version)).status, 200);
  }
  const made = async (
    /** @type {string} */ name,
    /** @type {object} */ data,
    /** @type {number} */ n,
  ) => {
    const body = { data: { ...data, name, mobile: [`1375556000${n}`] } };
    const answer = await who.partner1.post(`${agents}/companies`, body);
    assert.equal(answer.status, 201, answer.text);
    return answer.json.company;
  };
  const glass = { industry: '光学玻璃', source: '展会二' };
  const one = await made('淮南八公山玻璃仪器厂', glass, 1);
  const two = await made('淮北相山光学器材社', { industry: '光学玻璃', source: '转介绍' }, 2);
  await made('滁州琅琊山泉水厂', { industry: '光学玻璃 ', source: '展会二' }, 3); // is trimmed
  await made('亳州古井药材行', { industry: '药材' }, 4);
  const names = async (/** @type {string} */ query, name = 'partner1') => {
    const answer = await who[name].get(`${agents}/companies?${query}`);
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.json.items.length, answer.json.total);
    return answer.json.items.map((company) => company.name).sort();
  };
  const of = (/** @type {Record<string, string>} */ query) => new URLSearchParams(query).toString();
  const all = ['淮北相山光学器材社', '淮南八公山玻璃仪器厂', '滁州琅琊山泉水厂'];
  assert.deepEqual(await names(of({ industry: '光学玻璃' })), all);
  assert.deepEqual(await names(of({ industry: '光学' })), []);
  assert.deepEqual(await names(of({ scope: 'all', industry: '光学玻璃', source: '转介绍' })), [
    two.name,
  ]);
  assert.deepEqual(await names(of({ scope: 'all', industry: '光学玻璃', q: '琅琊' }), 'admin'), [
    '滁州琅琊山泉水厂',
  ]);
  assert.deepEqual(await names(of({ scope: 'pool', industry: '光学玻璃' })), []);
  const released = await who.partner1.post(`${agents}/companies/${one.id}/actions`, {
    action: 'release',
    reason: 'no_need',
  });
  assert.equal(released.status, 200, released.text);
  assert.deepEqual(await names(of({ scope: 'pool', industry: '光学玻璃' }), 'partner2'), [
    one.name,
  ]);
  // Edited, it is found by what it says now.
  const address = `${agents}/companies/${two.id}`;
  const { company } = (await who.partner1.get(address)).json;
  const edited = await who.partner1.put(address, {
    data: { ...company.data, industry: '仪器' },
    version: company.version,
  });
  assert.equal(edited.status, 200, edited.text);
  assert.deepEqual(await names(of({ industry: '仪器' })), [two.name]);
  const file = await who.partner1.get(`${agents}/export?${of({ industry: '仪器' })}`);
  assert.match(file.text, /淮北相山光学器材社/);
  assert.doesNotMatch(file.text, /琅琊/);
  // Where the pool masks it, nobody finds by it what they do not see.
  const rules = '/api/v1/admin/libraries/agents';
  const { document } = (await who.admin.get(rules)).json;
  const [pool] = document.pools;
  const published = await who.admin.put(rules, {
    document: {
      ...document,
      version: document.version + 1,
      pools: [{ ...pool, masked: [...pool.masked, 'industry'] }],
    },
  });
  assert.equal(published.status, 200, published.text);
  const query = of({ scope: 'all', industry: '光学玻璃' });
  assert.deepEqual(await names(query, 'partner2'), []);
  assert.deepEqual(await names(query), ['滁州琅琊山泉水厂']);
  assert.deepEqual(await names(query, 'admin'), [one.name, '滁州琅琊山泉水厂'].sort());
});
