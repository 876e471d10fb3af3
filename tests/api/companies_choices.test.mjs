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
