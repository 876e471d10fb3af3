// Duplicate rules of a library as data: what follows of a find on which event, who is asked for a reason, what is kept of it, and
// what rules would do before they are published.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { after, before, test } from 'node:test';
import { idsOf, people, startDemo } from './support/demo.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

const market = '/api/v1/libraries/marketplace';
const rulesOf = '/api/v1/admin/libraries/marketplace';
const mobile = () => `13${randomInt(100_000_000, 999_999_999)}`;

/** @param {string} name @param {object} data @param {object} [more] */
const enter = (name, data, more = {}) =>
  who[name].post(`${market}/companies`, { data: { mobile: [mobile()], ...data }, ...more });
/** @param {string} name @param {object} data @param {object} [more] */
async function entered(name, data, more) {
  const answer = await enter(name, data, more);
  assert.equal(answer.status, 201, answer.text);
  return answer.json.company;
}
/** @param {import('./support/client.mjs').Answer} answer */
const codes = (answer) => answer.json.violations.map(({ code }) => code);

/** @param {object[]} duplicates */
async function changed(duplicates) {
  const { document } = (await who.admin.get(rulesOf)).json;
  return { ...document, version: document.version + 1, duplicates };
}

/** @param {object[]} duplicates */
async function publish(duplicates) {
  const published = await who.admin.put(rulesOf, { document: await changed(duplicates) });
  assert.equal(published.status, 200, published.text);
}

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'manager1', 'manager2', 'manager3', 'partner1']);
});
after(() => server.close());

test('every case has what follows of it, by a line or as the library did before there were lines', async () => {
  const { document, duplicates } = (await who.admin.get(rulesOf)).json;
  assert.equal(duplicates.length, 60);
  const of = (/** @type {string} */ on, /** @type {string} */ found, /** @type {string} */ whose) =>
    duplicates.find((each) => each.on === on && each.found === found && each.whose === whose);
  assert.deepEqual(of('enter', 'same', 'pool').then, 'bind');
  assert.deepEqual(
    [of('import', 'probable', 'own').then, of('edit', 'probable', 'own').then],
    ['warn', 'tell'],
  );
  assert.deepEqual(
    [of('claim', 'same', 'owned').then, of('claim', 'same', 'owned').line],
    ['refuse', 1],
  );
  assert.equal(document.duplicates.length, 1);
});

test('whoever goes on all the same says why where a line asks for it, and the history keeps it', async () => {
  await entered('manager1', { name: '天津瑞丽服装有限公司' });
  await publish([
    { on: ['enter', 'edit'], found: ['probable'], whose: ['owned'], then: 'warn', reason: true },
  ]);
  const data = { name: '天津市瑞丽服装厂', mobile: [mobile()] };
  const found = (await who.manager2.post(`${market}/checks`, { data })).json;
  assert.deepEqual(
    [found.then, found.warning, found.reason_needed, found.may_enter],
    ['warn', true, true, true],
  );
  assert.equal((await enter('manager2', data)).json.code, 'pool.collision');
  const silent = await enter('manager2', data, { warned: true, reason: ' ' });
  assert.deepEqual([silent.status, codes(silent)], [409, ['pool.reason_needed']], silent.text);
  const company = await entered('manager2', data, { warned: true, reason: '两家工厂，法人不同' });
  const { events } = (await who.manager2.get(`${market}/companies/${company.id}`)).json;
  assert.deepEqual(
    events.map(({ kind, detail }) => [kind, detail]),
    [
      [
        'entered',
        {
          duplicate: 'pool.collision.owned.probable',
          name: '天津瑞丽服装有限公司',
          detail: '两家工厂，法人不同',
        },
      ],
    ],
  );
  const audit = (await who.admin.get(`/api/v1/admin/audit?subject=${company.id}`)).json.items;
  assert.equal(audit[0].detail.detail, '两家工厂，法人不同');

  // An edit of anything but the identity asks as well; of the identity it goes on, as the library's rule has it.
  const address = `${market}/companies/${company.id}`;
  const edit = (/** @type {object} */ more, /** @type {object} */ said = {}) =>
    who.manager2.put(address, { data: { ...data, ...more }, version: company.version, ...said });
  const walled = await edit({ remark: '新厂房' });
  assert.deepEqual([walled.status, walled.json.check?.then], [409, 'warn'], walled.text);
  assert.deepEqual(codes(await edit({ remark: '新厂房' }, { warned: true })), [
    'pool.reason_needed',
  ]);
  const edited = await edit({ remark: '新厂房' }, { warned: true, reason: '同上' });
  assert.equal(edited.json.company?.version, company.version + 1, edited.text);
  const renamed = await who.manager2.put(address, {
    data: { ...data, name: '天津瑞丽服装厂' },
    version: edited.json.company.version,
  });
  assert.deepEqual([renamed.status, renamed.json.check?.then], [200, 'tell'], renamed.text);
  const contact = { name: '李梅', mobile: mobile() };
  const added = await who.manager2.post(`${address}/contacts`, { contact });
  assert.equal(added.status, 201, added.text);
});

test('what is in a pool is not claimed, nor applied for or given, when somebody has the same', async () => {
  await publish([]);
  await entered('manager1', { name: '重庆山城火锅底料有限公司' });
  const twin = await entered('manager2', { name: '重庆市山城火锅底料厂' }, { warned: true });
  const act = (/** @type {string} */ name, /** @type {object} */ body) =>
    who[name].post(`${market}/companies/${twin.id}/actions`, body);
  assert.equal((await act('manager2', { action: 'release', reason: 'no_need' })).status, 200);
  await publish([{ on: ['claim'], found: ['probable'], whose: ['owned'], then: 'refuse' }]);
  const { manager3 } = await idsOf(who.admin);
  for (const [name, body] of /** @type {const} */ ([
    ['manager3', { action: 'claim' }],
    ['manager3', { action: 'apply', name: '重庆市山城火锅底料厂' }],
    ['admin', { action: 'distribute', person: manager3 }],
  ])) {
    const refused = await act(name, body);
    assert.deepEqual(
      [refused.status, codes(refused)],
      [409, ['pool.collision.claim.owned']],
      refused.text,
    );
    assert.match(refused.json.violations[0].message, /somebody else's/);
  }
  const batch = await who.manager3.post(`${market}/actions`, {
    action: 'claim',
    companies: [{ id: twin.id }],
  });
  assert.deepEqual(
    [batch.json.done, codes({ ...batch, json: batch.json.results[0] })],
    [0, ['pool.collision.claim.owned']],
  );
  await publish([]);
  const claimed = await act('manager3', { action: 'claim' });
  assert.equal(claimed.json.company?.owner.mine, true, claimed.text);
});

test('rows of a file have rules of their own, and one reason for all', async () => {
  const refuse = { on: ['import'], found: ['probable'], whose: ['owned'], then: 'refuse' };
  await publish([refuse]);
  await entered('manager1', { name: '福州瑞丽服装有限公司' });
  const job = await who.manager2.send('POST', `${market}/imports?name=a.csv`, {
    body: `公司名称,手机\n福州市瑞丽服装厂,${mobile()}\n`,
    headers: { 'content-type': 'text/csv' },
  });
  assert.equal(job.status, 201, job.text);
  const path = `${market}/imports/${job.json.id}`;
  const when = async (/** @type {string} */ state) => {
    while ((await who.manager2.get(path)).json.state !== state);
    const [row] = (await who.manager2.get(`${path}/rows`)).json.items;
    return [row.outcome, ...row.violations.map(({ code }) => code)].join(' ');
  };
  const foreseen = async (/** @type {object} */ more) => {
    const prepared = await who.manager2.put(path, { ...job.json.target, ...more });
    assert.equal(prepared.status, 200, prepared.text);
    return when('checked');
  };
  const walled = 'refused pool.collision.owned.probable';
  assert.equal(await foreseen({ warned: true }), walled);
  await publish([{ ...refuse, then: 'warn', reason: true }]);
  assert.equal(await foreseen({}), walled);
  assert.equal(await foreseen({ warned: true }), 'refused pool.reason_needed');
  assert.equal(await foreseen({ warned: true, reason: '展会名单已逐家核实' }), 'entered');
  assert.equal((await who.manager2.post(`${path}/start`, {})).status, 200);
  assert.equal(await when('done'), 'entered');
  const [row] = (await who.manager2.get(`${path}/rows`)).json.items;
  const { events } = (await who.manager2.get(`${market}/companies/${row.company}`)).json;
  assert.equal(events[0].detail.detail, '展会名单已逐家核实');
});

test('what is in a pool is taken out by who has read that somebody has the same, where a line warns', async () => {
  await publish([]);
  await entered('manager1', { name: '昆明翠湖普洱茶有限公司' });
  const lying = async (/** @type {string} */ name) => {
    const company = await entered('manager2', { name }, { warned: true });
    const released = await who.manager2.post(`${market}/companies/${company.id}/actions`, {
      action: 'release',
      reason: 'no_need',
    });
    assert.equal(released.status, 200, released.text);
    return company.id;
  };
  const id = await lying('昆明市翠湖普洱茶厂');
  const claim = { on: ['claim'], found: ['probable'], whose: ['owned'] };
  await publish([{ ...claim, then: 'warn', reason: true }]);
  const act = (/** @type {string} */ name, /** @type {string} */ of, /** @type {object} */ json) =>
    who[name].post(`${market}/companies/${of}/actions`, json);
  const walled = await act('manager3', id, { action: 'claim' });
  assert.deepEqual([walled.status, walled.json.code], [409, 'pool.collision'], walled.text);
  const { then, reason_needed, matches } = walled.json.check;
  assert.deepEqual([then, reason_needed, walled.json.bound], ['warn', true, false]);
  assert.equal(matches[0].name, '昆明翠湖普洱茶有限公司');
  // Of many at once nobody has read it.
  const many = await who.manager3.post(`${market}/actions`, {
    action: 'claim',
    reason: '地址不同',
    companies: [{ id }],
  });
  assert.deepEqual(
    many.json.results[0].violations?.map((/** @type {any} */ { code }) => code),
    ['pool.collision.owned.probable'],
    many.text,
  );
  const silent = await act('manager3', id, { action: 'claim', warned: true });
  assert.deepEqual(codes(silent), ['pool.reason_needed'], silent.text);
  const said = { warned: true, reason: '地址不同，法人不同' };
  const claimed = await act('manager3', id, { action: 'claim', ...said });
  assert.equal(claimed.json.company?.state, 'own', claimed.text);
  const { events } = (await who.manager3.get(`${market}/companies/${id}`)).json;
  const event = events.find((/** @type {any} */ { kind }) => kind === 'claimed');
  assert.deepEqual(
    [event.detail.duplicate, event.detail.name, event.detail.reason],
    ['pool.collision.owned.probable', '昆明翠湖普洱茶有限公司', said.reason],
  );
  const { manager1 } = await idsOf(who.admin);
  // Distributed by an administrator it is the same; a line that tells lets it go on, and says what was found.
  await act('manager3', id, { action: 'release', reason: 'no_need' });
  const given = await act('admin', id, { action: 'distribute', person: manager1 });
  assert.equal(given.status, 200, given.text); // the same is their own, which is no matter here
  await publish([]);
  await entered('manager1', { name: '长春瑞丽服装有限公司' });
  const other = await lying('长春市瑞丽服装厂');
  await publish([{ ...claim, then: 'tell' }]);
  const told = await act('manager3', other, { action: 'claim' });
  assert.deepEqual([told.status, told.json.check?.then], [200, 'tell'], told.text);
});

test('rules are tried before they hold: which of the newest entries would end otherwise', async () => {
  await publish([]);
  const document = await changed([
    { on: ['enter'], found: ['probable'], whose: ['owned'], then: 'refuse' },
  ]);
  const tried = await who.admin.post(`${rulesOf}/trials`, { document });
  assert.equal(tried.status, 200, tried.text);
  const { entries, differ, duplicates } = tried.json;
  assert.ok(entries >= 4);
  const names = differ.map(({ name, was, then }) => [name, was, then]);
  assert.ok(
    names.some(([name]) => name === '重庆市山城火锅底料厂'),
    tried.text,
  );
  assert.ok(names.every(([, was, then]) => was === 'warn' && then === 'refuse'));
  assert.equal(duplicates.filter(({ line }) => line === 1).length, 1);
  // The same rules change nothing, and nothing was published.
  const { document: held } = (await who.admin.get(rulesOf)).json;
  assert.equal(held.version, document.version - 1);
  const same = await who.admin.post(`${rulesOf}/trials`, { document: held });
  assert.deepEqual([same.json.differ, same.json.entries], [[], entries]);
  assert.equal((await who.manager1.post(`${rulesOf}/trials`, { document })).status, 403);
  const other = await who.admin.post('/api/v1/admin/libraries/agents/trials', { document });
  assert.equal(other.json.code, 'request.invalid');
  const none = await who.admin.post('/api/v1/admin/libraries/none/trials', { document });
  assert.equal(none.status, 404);
});

test('rules are tried on entries that were refused, too, of which only what the check reads is kept', async () => {
  const line = { on: ['enter'], found: ['probable'], whose: ['owned'] };
  await publish([{ ...line, then: 'refuse' }]);
  const tried = async (/** @type {string} */ then) => {
    const document = await changed([{ ...line, then }]);
    const answer = await who.admin.post(`${rulesOf}/trials`, { document });
    assert.equal(answer.status, 200, answer.text);
    return answer.json;
  };
  const before = await tried('refuse');
  await entered('manager1', { name: '贵阳市花溪辣椒酱厂', mobile: ['13985012345'] });
  const data = {
    name: '贵阳市花溪辣椒酱有限公司',
    contact_name: '不留姓名',
    remark: '不留备注',
    mobile: ['13985054321'],
  };
  for (let i = 0; i < 2; ++i) {
    const refused = await enter('manager2', data);
    assert.deepEqual([refused.status, refused.json.code], [409, 'pool.collision'], refused.text);
  }
  const same = await tried('refuse');
  assert.equal(same.refusals, before.refusals + 1); // tried twice, there once
  assert.deepEqual([same.differ, same.entries], [[], before.entries + 1]);
  for (const now of ['allow', 'warn']) {
    const found = (await tried(now)).differ.filter((each) => each.name === data.name);
    assert.deepEqual(
      found.map(({ was, then, refused }) => [was, then, refused]),
      [['refuse', now, true]],
    );
  }
  const kept = execFileSync('sqlite3', [
    '-cmd',
    '.timeout 30000',
    `${server.data}/qudao.db`,
    "SELECT data FROM company_refusal WHERE data LIKE '%花溪%'",
  ]);
  assert.deepEqual(JSON.parse(String(kept)), { name: data.name, mobile: ['13985054321'] });
});

test('rules that could make two owners of one company are refused with the place, in words', async () => {
  const document = await changed([
    { on: ['enter'], found: ['same'], whose: ['owned'], then: 'warn' },
    { on: ['edit'], found: ['probable'], whose: ['own'], then: 'bind' },
    { on: ['buy'], then: 'refuse' },
  ]);
  for (const send of [
    () => who.admin.send('PUT', rulesOf, { json: { document }, headers: chinese }),
    () => who.admin.send('POST', `${rulesOf}/trials`, { json: { document }, headers: chinese }),
  ]) {
    const refused = await send();
    assert.deepEqual([refused.status, refused.json.code], [422, 'library.invalid'], refused.text);
    assert.deepEqual(
      refused.json.violations.map(({ code, path }) => [code, path]),
      [
        ['pool.duplicates.two_owners', '/duplicates/0'],
        ['pool.duplicates.not_here', '/duplicates/1'],
        ['definition.value', '/duplicates/2/on/0'],
        ['pool.duplicates.shadowed', '/duplicates/2'],
      ],
    );
    assert.match(refused.json.violations[0].message, /两个所有人/);
  }
});

const chinese = { 'accept-language': 'zh-CN' };
