// Libraries of companies: the collision check, whose a company becomes, and what everybody sees of it. The manuals' steps.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, test } from 'node:test';
import { idsOf, people, startDemo } from './support/demo.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;
/** @type {Record<string, string>} */
let ids;

const agents = '/api/v1/libraries/agents';
const telesales = '/api/v1/libraries/marketplace';
const mobile = () => `13${randomInt(100_000_000, 999_999_999)}`;

/** @param {string} name @param {object} data @param {object} [more] @param {string} [library] */
const enter = (name, data, more = {}, library = agents) =>
  who[name].post(`${library}/companies`, { data: { mobile: [mobile()], ...data }, ...more });
/** @param {string} name @param {object} data @param {string} [library] */
const check = (name, data, library = agents) => who[name].post(`${library}/checks`, { data });
/** @param {string} name @param {{id: string}} company @param {string} action @param {object} [more] @param {string} [library] */
const act = (name, company, action, more = {}, library = agents) =>
  who[name].post(`${library}/companies/${company.id}/actions`, { action, ...more });
/** @param {import('./support/client.mjs').Answer} answer */
const codes = (answer) => answer.json.violations.map(({ code }) => code);

/** @param {string} name @param {object} data */
async function entered(name, data) {
  const answer = await enter(name, data);
  assert.equal(answer.status, 201, answer.text);
  return answer.json.company;
}

before(async () => {
  server = await startDemo();
  who = await people(server, [
    'admin',
    'partner1',
    'partner2',
    'manager1',
    'manager2',
    'approver1',
  ]);
  ids = await idsOf(who.admin);
});
after(() => server.close());

test('libraries are there for their members, with what one may have', async () => {
  const mine = (await who.partner1.get('/api/v1/libraries')).json.items;
  assert.deepEqual(
    mine.map(({ id, owned_limit, claims_limit }) => [id, owned_limit, claims_limit]),
    [['agents', 130, 30]],
  );
  // What ends when, as the rules have it, but not for whom they make an exception.
  assert.deepEqual(mine[0].terms, { entry: { working_days: 2 }, name: { working_days: 2 } });
  assert.deepEqual(mine[0].recycle[0], {
    id: 'untouched',
    after: { days: 30 },
    without: 'contact',
    warn_days: 3,
  });
  assert.deepEqual([mine[0].may_request, mine[0].counts_from_maturity], [true, 1]);
  const theirs = (await who.manager1.get('/api/v1/libraries')).json.items;
  assert.deepEqual(
    theirs.map(({ id, owned_limit }) => [id, owned_limit]),
    [['marketplace', 300]],
  );
  assert.deepEqual((await who.approver1.get('/api/v1/libraries')).json.items, []);
  assert.equal((await who.admin.get('/api/v1/libraries')).json.items.length, 2);
  const company = await entered('partner1', { name: '常州天目湖精密铸造有限公司' });
  for (const name of ['manager1', 'approver1']) {
    for (const answer of [
      await who[name].get(`${agents}/companies`),
      await who[name].get(`${agents}/companies/${company.id}`),
      await who[name].get(`${agents}/applications`),
      await check(name, { name: '常州天目湖精密铸造有限公司' }),
      await enter(name, { name: '无锡某某有限公司' }),
      await act(name, company, 'claim'),
      await who[name].put(`${agents}/companies/${company.id}`, { data: {}, version: 1 }),
    ])
      assert.deepEqual(
        [answer.status, answer.json.code],
        [404, 'not_found'],
        `${name} ${answer.text}`,
      );
  }
  // Nor by way of another library.
  const path = `${telesales}/companies/${company.id}`;
  assert.equal((await who.manager1.get(path)).status, 404);
  assert.equal((await who.admin.get('/api/v1/libraries/none/companies')).status, 404);
});

test('nothing found: it may be entered, and is one’s own', async () => {
  const data = { name: '苏州日东精密电子有限公司', phone: ['0512-62398577'] };
  const found = (await check('partner1', data)).json;
  assert.deepEqual([found.outcome, found.may_enter, found.total], ['clear', true, 0]);
  assert.equal(found.message, '0 companies found; it may be entered');
  const chinese = await who.partner1.post(
    `${agents}/checks`,
    { data },
    { headers: { 'accept-language': 'zh-CN' } },
  );
  assert.equal(chinese.json.message, '共有 0 个客户，可以录入');
  const company = await entered('partner1', data);
  assert.deepEqual(
    [company.state, company.owner.mine, company.masked, company.data.phone],
    ['own', true, [], ['0512-62398577']],
  );
  assert.equal(company.protections.length, 1);
  const [listed] = (await who.partner1.get(`${agents}/companies?q=62398577`)).json.items;
  assert.equal(listed.id, company.id);
  const audit = await who.admin.get(`/api/v1/admin/audit?subject=${company.id}`);
  assert.deepEqual(
    audit.json.items.map(({ action }) => action),
    ['company.entered'],
  );
});

test('somebody else’s: refused, by name, by any number, by code; it says why, not more than one may see', async () => {
  const code = '91110000600037341L';
  const number = mobile();
  const company = await entered('partner1', {
    name: '上海瑞丽服装有限公司',
    credit_code: code,
    phone: ['021-62398511', '021-62398522'],
    mobile: [number],
  });
  for (const data of [
    { name: '上海瑞丽服装公司', mobile: [mobile()] },
    { name: '某某贸易有限公司', phone: ['(021)62398522'] },
    { name: '某某贸易有限公司', mobile: [`+86 ${number}`] },
    { name: '某某贸易有限公司', credit_code: code.toLowerCase(), mobile: [mobile()] },
  ]) {
    const found = (await check('partner2', data)).json;
    assert.equal(found.outcome, 'owned', JSON.stringify([data, found]));
    assert.equal(found.may_enter, false);
    const [match] = found.matches;
    assert.equal(match.id, company.id);
    assert.deepEqual(match.owner, { mine: false });
    assert.ok(match.reasons.every(({ message }) => message !== ''));
    const refused = await who.partner2.post(`${agents}/companies`, { data });
    assert.deepEqual(
      [refused.status, refused.json.code, refused.json.bound],
      [409, 'pool.collision', true],
    );
    assert.equal(refused.json.check.outcome, 'owned');
  }
  const seen = (await check('admin', { name: '上海瑞丽服装有限公司' })).json.matches[0];
  assert.ok(seen.owner.name && seen.owner.id === ids.partner1, JSON.stringify(seen));
  // One’s own: the new data is bound to it.
  const more = await enter('partner1', {
    name: '上海瑞丽服装厂',
    mobile: [number, mobile()],
    email: ['sales@ruili.example'],
  });
  assert.equal(more.status, 200, more.text);
  assert.deepEqual([more.json.bound, more.json.company.id], [true, company.id]);
  assert.equal(more.json.company.data.mobile.length, 2);
  assert.equal(more.json.company.name, '上海瑞丽服装有限公司');
  // What the other entered is not lost: the owner sees it, and nobody else.
  const path = `${agents}/companies/${company.id}`;
  const { entries } = (await who.partner1.get(path)).json;
  assert.equal(entries.length, 4);
  assert.ok(
    entries.some(
      ({ data }) => data.phone?.[0] === '(021)62398522' && data.name === '某某贸易有限公司',
    ),
  );
  assert.deepEqual((await who.partner2.get(path)).json.entries, []);
  const again = (await check('partner2', { email: ['x@other.example'] })).json;
  assert.equal(again.outcome, 'clear');
});

test('in the pool: claimed, not entered; without what is masked until then', async () => {
  const number = mobile();
  const company = await entered('partner1', {
    name: '扬州江都绿源水泵厂',
    mobile: [number],
    contact_name: '王经理',
  });
  const refused = await act('partner1', company, 'release');
  assert.deepEqual(
    [refused.status, refused.json.code, codes(refused)],
    [409, 'pool.refused', ['pool.reason_needed']],
  );
  assert.deepEqual(codes(await act('partner1', company, 'release', { reason: 'bored' })), [
    'pool.reason_unknown',
  ]);
  const other = await act('partner2', company, 'release', { reason: 'no_need' });
  assert.deepEqual(
    [other.status, other.json.code, codes(other)],
    [403, 'access.denied', ['pool.not_owner']],
  );
  const released = await act('partner1', company, 'release', { reason: 'no_need' });
  assert.equal(released.json.company.state, 'pool', released.text);

  const found = (await check('partner2', { name: '江都市绿源水泵有限公司' })).json;
  assert.deepEqual([found.outcome, found.may_enter], ['pool', false]);
  const seen = (await who.partner2.get(`${agents}/companies/${company.id}`)).json;
  assert.equal(seen.company.data.mobile, undefined);
  assert.equal(seen.company.data.contact_name, undefined);
  assert.ok(seen.company.masked.includes('mobile'));
  assert.deepEqual(seen.events, []);
  // What is masked cannot be searched for either.
  for (const scope of ['pool', 'all']) {
    const path = `${agents}/companies?scope=${scope}&q=`;
    assert.equal((await who.partner2.get(path + number)).json.total, 0);
    assert.equal((await who.partner2.get(path + encodeURIComponent('绿源'))).json.total, 1);
  }
  const soon = await act('partner1', company, 'claim');
  assert.deepEqual(codes(soon), ['pool.too_soon']);
  assert.match(soon.json.violations[0].message, /after 20\d\d-\d\d-\d\d 00:00/);
  const claimed = await act('partner2', company, 'claim', {
    version: released.json.company.version,
  });
  assert.deepEqual(
    [claimed.json.company.state, claimed.json.company.data.mobile],
    ['own', [number]],
  );
  assert.deepEqual(codes(await act('partner1', company, 'claim')), ['pool.taken']);
  const [mine] = (await who.partner2.get('/api/v1/libraries')).json.items;
  assert.equal(mine.claims_today, 1);
  await act('partner2', company, 'release', { reason: 'no_need' });
  const [after] = (await who.partner2.get('/api/v1/libraries')).json.items;
  assert.deepEqual([after.claims_today, after.today.new], [1, 1]); // counted when made, released or not
});

test('another library has it: refused, and says which and nothing else', async () => {
  const company = await entered('partner1', { name: '杭州云栖茶业有限公司' });
  const found = await who.manager1.post(
    `${telesales}/checks`,
    { data: { name: '杭州云栖茶业有限公司' } },
    { headers: { 'accept-language': 'zh-CN' } },
  );
  assert.deepEqual(
    [found.json.outcome, found.json.message],
    ['library', '“代理商资源库”中存在这个客户，不能录入'],
  );
  assert.deepEqual(Object.keys(found.json.matches[0]).sort(), [
    'library',
    'outcome',
    'score',
    'state',
  ]);
  assert.ok(!found.text.includes(company.id));
  const refused = await enter('manager1', { name: '杭州云栖茶业有限公司' }, {}, telesales);
  assert.deepEqual([refused.json.code, refused.json.bound], ['pool.collision', false]);
});

test('what is probably the same is a wall or a warning, as the library’s rules say', async () => {
  const [first, second] = [{ name: '北京瑞丽服装有限公司' }, { name: '北京市瑞丽服装厂' }];
  await entered('partner1', first);
  const walled = await enter('partner2', second, { warned: true });
  assert.deepEqual(
    [walled.json.check?.code, walled.json.bound],
    ['pool.collision.owned.probable', false],
  );
  const [third, fourth] = [{ name: '天津瑞丽服装有限公司' }, { name: '天津市瑞丽服装厂' }];
  assert.equal((await enter('manager1', third, {}, telesales)).status, 201);
  const found = (await check('manager2', fourth, telesales)).json;
  assert.deepEqual(
    [found.code, found.warning, found.may_enter],
    ['pool.collision.owned.probable', true, true],
  );
  assert.equal((await enter('manager2', fourth, {}, telesales)).json.code, 'pool.collision');
  const warned = await enter('manager2', fourth, { warned: true }, telesales);
  assert.equal(warned.status, 201, warned.text);
});

test('a note counts as a contact, or does not, and moves the day the company goes back', async () => {
  const company = await entered('partner1', { name: '镇江金山寺香醋有限公司' });
  const note = (/** @type {object} */ more) =>
    act('partner1', company, 'note', {
      note: { way: 'call', text: '介绍了产品', maturity: 2, ...more },
    });
  for (const nothing of [
    { maturity: 0 },
    { boxes: ['not_reached'], text: '' },
    { boxes: ['busy'] },
  ]) {
    const kept = await note(nothing);
    assert.equal(kept.json.company.touched_at, null, kept.text);
  }
  assert.deepEqual(codes(await note({ way: 'pigeon' })), ['pool.way_unknown']);
  const counted = await note({ next: '2030-01-02T03:04:05Z' });
  assert.notEqual(counted.json.company.touched_at, null);
  assert.equal(counted.json.company.due.rule, 'untouched');
  const { events } = (await who.partner1.get(`${agents}/companies/${company.id}`)).json;
  assert.deepEqual(
    events.map(({ kind, counts }) => [kind, counts]),
    [
      ['noted', true],
      ['noted', false],
      ['noted', false],
      ['noted', false],
      ['entered', false],
    ],
  );
  assert.equal(events[0].detail.text, '介绍了产品');
  const due = await who.partner1.get(`${agents}/companies?due_within=40`);
  assert.ok(due.json.items.some(({ id }) => id === company.id));
  const [{ today }] = (await who.partner1.get('/api/v1/libraries')).json.items;
  assert.equal(today.contacts, 1);
});

test('handed over by its owner, distributed in turn by the administrator, protected for one', async () => {
  const company = await entered('partner1', { name: '泰州溱湖湿地旅游有限公司' });
  assert.deepEqual(codes(await act('partner2', company, 'hand_over', { person: ids.partner2 })), [
    'pool.not_owner',
  ]);
  assert.deepEqual(codes(await act('partner1', company, 'hand_over', { person: ids.manager1 })), [
    'pool.not_member',
  ]);
  const handed = await act('partner1', company, 'hand_over', { person: ids.partner2 });
  assert.equal(handed.json.company.state, 'owned', handed.text);
  assert.equal(handed.json.company.data.mobile, undefined);
  assert.deepEqual(
    codes(
      await act('partner2', company, 'hand_over', {
        person: '00000000-0000-7000-8000-000000000000',
      }),
    ),
    ['pool.person_needed'],
  );
  const stale = await act('partner2', company, 'release', { reason: 'no_need', version: 1 });
  assert.deepEqual(codes(stale), ['pool.changed']);
  await act('partner2', company, 'release', { reason: 'no_need' });

  const until = new Date(Date.now() + 86_400_000).toISOString();
  const kept = await act('admin', company, 'protect', { person: ids.partner2, until });
  assert.equal(kept.status, 200, kept.text);
  assert.deepEqual(codes(await act('partner1', company, 'claim')), ['pool.protected']);
  const denied = await act('partner1', company, 'distribute', { person: ids.partner1 });
  assert.deepEqual([denied.status, codes(denied)], [403, ['pool.not_administrator']]);
  const given = await act('admin', company, 'distribute', { person: ids.partner2 });
  assert.equal(given.json.company.owner.id, ids.partner2, given.text);

  /** @type {string[]} */
  const turns = [];
  for (const name of ['湖州安吉白茶', '嘉兴南湖菱角', '绍兴鉴湖黄酒']) {
    const own = (await enter('manager1', { name: `${name}有限公司` }, {}, telesales)).json.company;
    await act('manager1', own, 'release', { reason: 'no_need' }, telesales);
    turns.push((await act('admin', own, 'distribute', {}, telesales)).json.company.owner.id);
  }
  assert.equal(new Set(turns).size, 3, 'three managers, one each');
});

test('who administers sees what goes back to the pool tomorrow, others only what is theirs', async () => {
  const company = await entered('partner1', { name: '丽水云和木玩有限公司' });
  const due = (/** @type {string} */ name, /** @type {string} */ scope) =>
    who[name].get(`${agents}/companies?scope=${scope}&due_within=40&page_size=100`);
  const has = (/** @type {import('./support/client.mjs').Answer} */ answer) =>
    answer.json.items.some(({ id }) => id === company.id);
  assert.ok(has(await due('partner1', 'mine')));
  assert.ok(has(await due('admin', 'all')));
  assert.ok(!has(await due('partner2', 'mine')));
  for (const scope of ['all', 'pool']) {
    const denied = await due('partner2', scope);
    assert.deepEqual([denied.status, codes(denied)], [403, ['pool.not_administrator']]);
  }
  const none = await who.admin.get(`${agents}/companies?scope=all&due_within=1`);
  assert.equal(none.json.total, 0);
  assert.equal((await who.partner1.get('/api/v1/libraries')).json.items[0].due_soon, 0);
});

test('an application keeps others out until it is answered, and then has its window', async () => {
  const company = await entered('partner1', { name: '淮安洪泽湖水产有限公司' });
  await act('partner1', company, 'release', { reason: 'no_need' });
  const applied = await act('partner2', company, 'apply');
  assert.equal(applied.json.application.state, 'open', applied.text);
  const seen = async (/** @type {string} */ name) => {
    const { items } = (await who[name].get(`${agents}/applications`)).json;
    return items.find(({ id }) => id === applied.json.application.id);
  };
  const { mine, for_me, may_answer, company_name } = await seen('partner2');
  assert.deepEqual(
    [mine, for_me, may_answer, company_name],
    [true, true, false, '淮安洪泽湖水产有限公司'],
  );
  assert.deepEqual([(await seen('admin')).mine, (await seen('admin')).may_answer], [false, true]);
  const path = `${agents}/applications/${applied.json.application.id}/actions`;
  assert.deepEqual(
    codes(await act('partner1', company, 'apply')),
    ['pool.applied_for', 'pool.applied_for'].slice(0, 1),
  );
  const own = await who.partner2.post(path, { action: 'answer', answer: 'allow' });
  assert.deepEqual(codes(own), ['pool.not_administrator']);
  const allowed = await who.admin.post(path, { action: 'answer', answer: 'allow' });
  // In the last days of a year the calendar of the next one may not be known yet.
  if (allowed.status === 409) {
    assert.deepEqual(codes(allowed), ['calendar.no_year']);
    return;
  }
  assert.equal(allowed.json.application.state, 'allowed', allowed.text);
  assert.equal(allowed.json.application.may_answer, false);
  assert.match(allowed.json.application.due, /T16:00:00\.000Z$/); // midnight in Shanghai
  assert.deepEqual(codes(await who.admin.post(path, { action: 'answer', answer: 'allow' })), [
    'pool.application_answered',
  ]);
  const claimed = await act('partner2', company, 'claim');
  assert.equal(claimed.json.application.state, 'used');
  const lists = await Promise.all(
    ['admin', 'partner1', 'partner2'].map(
      async (name) => (await who[name].get(`${agents}/applications`)).json.items.length,
    ),
  );
  assert.deepEqual(lists, [1, 0, 1]);
});

test('edited data is checked again at once', async () => {
  const number = mobile();
  await entered('partner1', { name: '连云港花果山云雾茶有限公司', mobile: [number] });
  const company = await entered('partner2', { name: '徐州户部山酱菜有限公司' });
  const path = `${agents}/companies/${company.id}`;
  const clash = await who.partner2.put(path, {
    data: { ...company.data, mobile: [number] },
    version: company.version,
  });
  assert.deepEqual(
    [clash.status, clash.json.code, clash.json.check.outcome],
    [409, 'pool.collision', 'owned'],
  );
  const right = await who.partner2.put(path, {
    data: { ...company.data, name: '徐州户部山酱园有限公司' },
    version: company.version,
  });
  assert.equal(right.json.company.name, '徐州户部山酱园有限公司', right.text);
  const stale = await who.partner2.put(path, { data: company.data, version: company.version });
  assert.deepEqual([stale.status, stale.json.version], [409, company.version + 1]);
  assert.equal((await who.partner1.put(path, { data: company.data, version: 2 })).status, 403);
  // Found by the new name at once.
  assert.equal((await check('partner1', { name: '徐州户部山酱园有限公司' })).json.outcome, 'owned');
});

test('bad input is named, and changes nothing', async () => {
  const wrong = await who.partner1.post(`${agents}/companies`, {
    data: {
      name: ' ',
      colour: 'red',
      credit_code: '123',
      mobile: ['x', 5],
      phone: '1',
      address: '长'.repeat(201),
    },
  });
  assert.equal(wrong.status, 422);
  assert.deepEqual(
    wrong.json.violations.map(({ code, path, message }) => [code, path, message !== undefined]),
    [
      ['company.too_long', '/address', true],
      ['company.field_unknown', '/colour', true],
      ['company.credit_code', '/credit_code', true],
      ['company.number', '/mobile/0', true],
      ['company.type', '/mobile/1', true],
      ['company.type', '/phone', true],
      ['pool.name_needed', '/name', true],
      ['company.number_needed', '/mobile', true],
    ],
  );
  const company = await entered('partner1', { name: '盐城大纵湖蟹业有限公司' });
  for (const body of [
    { action: 'steal' },
    { action: 'enter' },
    {},
    { action: 'claim', version: 'x' },
    { action: 'note', note: { way: 5 } },
    { action: 'note', note: { way: 'call', boxes: [1] } },
    { action: 'protect', person: ids.partner1, until: 'tomorrow' },
  ]) {
    const answer = await who.partner1.post(`${agents}/companies/${company.id}/actions`, body);
    assert.deepEqual([answer.status, answer.json.code], [400, 'request.invalid'], answer.text);
  }
  assert.equal((await who.partner1.get(`${agents}/companies?scope=yours`)).status, 400);
  for (const days of ['soon', '-1', '367', '1.5', '9'.repeat(30)]) {
    assert.equal((await who.partner1.get(`${agents}/companies?due_within=${days}`)).status, 400);
  }
  assert.equal((await enter('partner1', { name: '某公司' }, { pool: 'none' })).status, 404);
});
