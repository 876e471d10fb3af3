// Rules of libraries and working days as documents: what an administrator publishes holds from the next request on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { people, startDemo } from './support/demo.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

const rulesOf = '/api/v1/admin/libraries/agents';
const companies = '/api/v1/libraries/agents/companies';
let numbers = 0;
const enter = (/** @type {string} */ name) => {
  numbers += 1;
  return who.partner1.post(companies, { data: { name, mobile: [`138${20_000_000 + numbers}`] } });
};

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'partner1', 'manager1']);
});
after(() => server.close());

test('a new version of the rules holds at once, for what is owned already, too', async () => {
  const company = (await enter('苏州日东精密电子有限公司')).json.company;
  const { document } = (await who.admin.get(rulesOf)).json;
  assert.deepEqual(document.inventory.limits, [{ limit: 130 }]);
  const next = {
    ...document,
    version: document.version + 1,
    inventory: { limits: [{ limit: 1 }] },
    recycle: [{ id: 'quick', after: { days: 2 }, without: 'contact' }],
    protection: {},
  };
  const published = await who.admin.put(rulesOf, { document: next });
  assert.deepEqual([published.status, published.json.version], [200, next.version], published.text);
  const full = await enter('杭州云栖茶业有限公司');
  assert.deepEqual(
    full.json.violations.map(({ code, params }) => [code, params.limit]),
    [['pool.inventory_full', 1]],
  );
  const { due } = (await who.partner1.get(`${companies}/${company.id}`)).json.company;
  assert.equal(due.rule, 'quick');
  assert.ok(Date.parse(due.at) < Date.now() + 4 * 86_400_000);
  // Who had looked at the version before is told.
  const late = await who.admin.put(rulesOf, { document: next });
  assert.deepEqual(
    [late.status, late.json.code, late.json.version],
    [409, 'record.version_conflict', next.version],
  );
  const audit = (await who.admin.get('/api/v1/admin/audit?subject=agents')).json.items;
  assert.deepEqual(
    audit.map(({ action }) => action),
    ['library.publish'],
  );
});

test('wrong rules are refused with the place, in words, and change nothing', async () => {
  const { document } = (await who.admin.get(rulesOf)).json;
  const version = document.version + 1;
  const wrong = await who.admin.send('PUT', rulesOf, {
    json: {
      document: { ...document, version, reclaim_after: { weeks: 1 }, colour: 'red', zone: 7 },
    },
    headers: { 'accept-language': 'zh-CN' },
  });
  assert.deepEqual([wrong.status, wrong.json.code], [422, 'library.invalid']);
  assert.deepEqual(
    wrong.json.violations.map(({ code, path }) => [code, path]),
    [['definition.unknown_key', '/colour']],
  );
  const terms = await who.admin.put(rulesOf, {
    document: { ...document, version, reclaim_after: { weeks: 1 }, zone: 7 },
  });
  assert.deepEqual(
    terms.json.violations.map(({ code, path }) => [code, path]),
    [
      ['definition.type', '/zone'],
      ['calendar.term', '/reclaim_after'],
    ],
  );
  for (const { message } of [...wrong.json.violations, ...terms.json.violations])
    assert.ok(message && !/[{}]\w|definition\./.test(message), message);
  // Companies lie in the pool that would be gone.
  const [pool] = document.pools;
  const gone = await who.admin.put(rulesOf, {
    document: { ...document, version, pools: [{ ...pool, id: 'another' }] },
  });
  assert.deepEqual(
    gone.json.violations.map(({ code, params }) => [code, params.id]),
    [['pool.rules.pool_in_use', 'public']],
  );
  const other = await who.admin.put('/api/v1/admin/libraries/others', { document });
  assert.equal(other.json.code, 'request.invalid');
  assert.deepEqual((await who.admin.get(rulesOf)).json.document, document);
  assert.equal((await who.partner1.get(rulesOf)).status, 403);
  assert.equal((await who.admin.get('/api/v1/admin/libraries/none')).status, 404);
});

test('a library of one’s own is made by publishing its rules', async () => {
  const document = {
    library: 'key',
    version: 1,
    label: { 'zh-CN': '大客户', en: 'Key accounts' },
    zone: 'Asia/Shanghai',
    pools: [{ id: 'p', label: { 'zh-CN': '公海', en: 'Pool' }, members: { roles: ['manager'] } }],
  };
  const made = await who.admin.put('/api/v1/admin/libraries/key', { document });
  assert.equal(made.status, 200, made.text);
  const all = (await who.admin.get('/api/v1/admin/libraries')).json.items;
  assert.deepEqual(
    all.map(({ library }) => library),
    ['agents', 'key', 'marketplace'],
  );
  assert.deepEqual(all[1], { library: 'key', label: document.label, version: 1 });
  const seen = (await who.manager1.get('/api/v1/libraries')).json.items;
  assert.deepEqual(
    seen.map(({ id, owned_limit }) => [id, owned_limit]),
    [
      ['key', null],
      ['marketplace', 300],
    ],
  );
});

test('a year of working days is handed in when it is announced', async () => {
  const { years, missing } = (await who.admin.get('/api/v1/admin/calendar')).json;
  assert.ok(years.includes(2026));
  const next = years.at(-1) + 1;
  const document = {
    id: 'ours',
    years: { [next]: { holidays: { [`${next}-01-01`]: '元旦' }, workdays: {} } },
  };
  const path = '/api/v1/admin/calendars/ours';
  const wrong = await who.admin.put(path, {
    document: { id: 'ours', years: { [next]: { holidays: { '2020-01-01': 'x' }, workdays: {} } } },
  });
  assert.deepEqual(
    [wrong.status, wrong.json.code, wrong.json.violations[0].code],
    [422, 'calendar.invalid', 'calendar.day'],
  );
  assert.ok(wrong.json.violations[0].message.includes('2020-01-01'));
  const handed = await who.admin.put(path, { document });
  assert.deepEqual(handed.json.years, [...years, next]);
  // Which one is missing depends on the day; it is none that is known.
  assert.ok(missing === null || !years.includes(missing), `${missing}`);
  if (missing === next) assert.equal(handed.json.missing, null);
  assert.equal((await who.admin.put('/api/v1/admin/calendars/other', { document })).status, 400);
  assert.equal((await who.partner1.put(path, { document })).status, 403);
});
