// Pairs of companies: merged into one and brought back, and marked as not being duplicates.
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

const market = '/api/v1/libraries/marketplace';
const agents = '/api/v1/libraries/agents';
const mobile = () => `13${randomInt(100_000_000, 999_999_999)}`;

/** @param {string} name @param {object} data @param {string} [library] */
async function entered(name, data, library = market) {
  const body = { data: { mobile: [mobile()], ...data }, warned: true };
  const answer = await who[name].post(`${library}/companies`, body);
  assert.equal(answer.status, 201, answer.text);
  return answer.json.company;
}
/** @param {string} name @param {object} data @param {string} [library] */
const check = async (name, data, library = market) =>
  (await who[name].post(`${library}/checks`, { data })).json;
/** @param {string} name @param {{id: string}} company @param {{id: string}} other @param {object} [more] */
const merge = (name, company, other, more = {}) =>
  who[name].post(`${market}/companies/${company.id}/merges`, { other: other.id, ...more });
/** @param {string} name @param {string} id */
const undo = (name, id) => who[name].post(`${market}/merges/${id}/undo`, {});
/** @param {string} name @param {{id: string}} company @param {string} [library] */
const view = async (name, company, library = market) =>
  (await who[name].get(`${library}/companies/${company.id}`)).json;
/** @param {import('./support/client.mjs').Answer} answer */
const codes = (answer) => answer.json.violations?.map(({ code }) => code) ?? answer.text;
/** @param {string} name @param {{id: string}} company @param {string} action @param {object} [more] */
const act = (name, company, action, more = {}) =>
  who[name].post(`${market}/companies/${company.id}/actions`, { action, ...more });
/** @param {string} name */
const owned = async (name) => (await who[name].get('/api/v1/libraries')).json.items[0].owned;

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'manager1', 'manager2', 'manager3', 'partner1', 'partner2']);
  ids = await idsOf(who.admin);
});
after(() => server.close());

/** @param {object} company */
const kept = (company) => ({ ...company, version: 0 });

test('two of one’s own become one, with everything of both, and two again', async () => {
  const one = await entered('manager1', { name: '青岛崂山矿泉水有限公司', address: '崂山路 1 号' });
  const two = await entered('manager1', {
    name: '无锡惠山泥人工艺有限公司',
    address: '惠山路 2 号',
    email: ['a@huishan.example'],
  });
  const note = { way: 'call', text: '介绍了产品', maturity: 2 };
  const noted = await act('manager1', two, 'note', { note });
  assert.equal(noted.status, 200, noted.text);
  const before = [await view('manager1', one), await view('manager1', two)];
  const had = await owned('manager1');

  const preview = await merge('manager1', one, two, {
    fields: { address: 'other' },
    preview: true,
  });
  assert.equal(preview.json.merge, undefined, preview.text);
  assert.equal((await view('manager1', two)).company.id, two.id);
  const merged = await merge('manager1', one, two, { fields: { address: 'other' } });
  assert.deepEqual(preview.json.company, merged.json.company, merged.text);
  assert.deepEqual(merged.json.company.data, {
    name: one.name,
    former_name: two.name,
    address: '惠山路 2 号',
    mobile: [...one.data.mobile, ...two.data.mobile],
    email: ['a@huishan.example'],
  });
  assert.equal(await owned('manager1'), had - 1);
  const now = await view('manager1', one);
  assert.deepEqual(
    now.events.map(({ kind }) => kind),
    ['merged', 'noted', 'entered', 'entered'],
  );
  assert.deepEqual([now.merges.length, now.merges[0].name], [1, two.name]);
  assert.notEqual(now.company.touched_at, null);
  // Its id leads to what has its things now; it is found by either name and by every number.
  assert.equal((await view('manager1', two)).company.id, one.id);
  for (const data of [
    { name: one.name },
    { name: two.name },
    { mobile: one.data.mobile },
    { mobile: two.data.mobile },
    { email: ['sales@huishan.example'] },
  ]) {
    const found = await check('manager2', data);
    const expected = data.email ? [] : [one.id];
    assert.deepEqual(
      found.matches.map(({ id }) => id),
      expected,
      JSON.stringify([data, found]),
    );
  }
  const listed = await who.manager1.get(`${market}/companies?q=${encodeURIComponent('惠山泥人')}`);
  assert.deepEqual(
    listed.json.items.map(({ id }) => id),
    [one.id],
  );

  const back = await undo('manager1', merged.json.merge);
  assert.equal(back.status, 200, back.text);
  const after = [await view('manager1', one), await view('manager1', two)];
  for (const i of [0, 1]) {
    assert.deepEqual(kept(after[i].company), kept(before[i].company));
    assert.ok(after[i].company.version > before[i].company.version);
  }
  assert.deepEqual(
    after[1].events.map(({ kind }) => kind),
    before[1].events.map(({ kind }) => kind),
  );
  assert.equal(await owned('manager1'), had);
  assert.deepEqual(
    (await check('manager2', { mobile: two.data.mobile })).matches.map(({ id }) => id),
    [two.id],
  );
  assert.deepEqual(codes(await undo('manager1', merged.json.merge)), ['pool.merge_undone']);
  const audit = await who.admin.get(`/api/v1/admin/audit?subject=${two.id}`);
  assert.deepEqual(
    audit.json.items.map(({ action }) => action),
    ['company.unmerged_from', 'company.merged_into', 'company.noted', 'company.entered'],
  );
});

test('of two owners an administrator says who gets it; limits and rights hold on the way back', async () => {
  const one = await entered('manager1', { name: '洛阳牡丹瓷股份有限公司' });
  const two = await entered('manager2', { name: '开封汴绣工艺有限公司' });
  const denied = await merge('manager1', one, two);
  assert.deepEqual([denied.status, codes(denied)], [403, ['pool.not_entitled']]);
  const hidden = await who.partner1.post(`${market}/companies/${one.id}/merges`, { other: two.id });
  assert.equal(hidden.status, 404);
  assert.deepEqual(codes(await merge('admin', one, two, { version: 99 })), ['pool.changed']);
  const merged = await merge('admin', one, two, { owner: 'other' });
  assert.equal(merged.json.company.owner.id, ids.manager2, merged.text);
  // Meanwhile released and claimed by a third: that stays.
  await act('manager2', one, 'release', { reason: 'no_need' });
  const claimed = await act('manager3', one, 'claim');
  assert.equal(claimed.status, 200, claimed.text);
  assert.deepEqual(codes(await undo('manager3', merged.json.merge)), ['pool.not_entitled']);
  const back = await undo('admin', merged.json.merge);
  assert.deepEqual(
    back.json.companies.map(({ owner }) => owner.id),
    [ids.manager3, ids.manager2],
    back.text,
  );
  assert.equal((await undo('admin', '00000000-0000-7000-8000-000000000000')).status, 404);
});

test('merged further, it has to be brought back in the order it went', async () => {
  const [a, b, c] = await Promise.all(
    ['景德镇青花瓷业', '宜兴紫砂陶业', '龙泉青瓷剑业'].map((name) =>
      entered('manager1', { name: `${name}有限公司` }),
    ),
  );
  const first = await merge('manager1', b, a);
  const second = await merge('manager1', c, b);
  assert.equal(second.status, 200, second.text);
  assert.equal((await view('manager1', a)).company.id, c.id);
  assert.deepEqual(codes(await undo('manager1', first.json.merge)), ['pool.merge_buried']);
  for (const name of [a.name, b.name, c.name])
    assert.equal((await check('manager2', { name })).matches[0]?.id, c.id);
  assert.equal((await undo('manager1', second.json.merge)).status, 200);
  assert.equal((await view('manager1', a)).company.id, b.id);
  assert.deepEqual(
    (await view('manager1', b)).events.map(({ kind }) => kind),
    ['merged', 'entered', 'entered'],
  );
  assert.equal((await undo('manager1', first.json.merge)).status, 200);
  assert.equal((await view('manager1', a)).company.id, a.id);
});

test('different registrations and open applications are in the way', async () => {
  const one = await entered('manager1', {
    name: '哈尔滨冰雪文化有限公司',
    credit_code: '91110000600037341L',
  });
  const two = await entered('manager1', {
    name: '长春净月潭旅游有限公司',
    credit_code: '915120212066509810',
  });
  assert.deepEqual(codes(await merge('manager1', one, two)), ['pool.merge_registrations']);
  const three = await entered('manager1', { name: '沈阳故宫文创有限公司' });
  await act('manager1', three, 'release', { reason: 'no_need' });
  const applied = await act('manager2', three, 'apply');
  assert.equal(applied.status, 200, applied.text);
  assert.deepEqual(codes(await merge('admin', one, three)), ['pool.merge_applied_for']);
  for (const body of [
    {},
    { other: 5 },
    { other: three.id, owner: 'me' },
    { other: three.id, fields: { name: 'mine' } },
  ])
    assert.equal(
      (await who.admin.post(`${market}/companies/${one.id}/merges`, body)).status,
      400,
      JSON.stringify(body),
    );
  assert.equal((await merge('admin', one, { id: 'none' })).status, 404);
});

test('only one of many who merge the same company succeeds', async () => {
  const two = await entered('manager1', { name: '大理洱海扎染有限公司' });
  const others = await Promise.all(
    ['丽江雪山药业', '昆明滇池花卉', '曲靖珠江源米业', '玉溪抚仙湖渔业'].map((name) =>
      entered('manager1', { name: `${name}有限公司` }),
    ),
  );
  const answers = await Promise.all(others.map((each) => merge('manager1', each, two)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 404, 404, 404]);
  const winner = answers.find(({ status }) => status === 200);
  assert.equal((await view('manager1', two)).company.id, winner?.json.company.id);
});

test('marked as different: the check honours it, shows it, and it can be taken back', async () => {
  const one = await entered('manager1', { name: '成都瑞丽服装有限公司' });
  const name = '成都市瑞丽服装厂';
  assert.equal((await check('manager2', { name })).code, 'pool.collision.owned.probable');
  const marks = `${market}/companies/${one.id}/marks`;
  assert.deepEqual(codes(await who.manager1.post(marks, { name, reason: '另一家' })), [
    'pool.not_administrator',
  ]);
  assert.deepEqual(codes(await who.admin.post(marks, { name, reason: ' ' })), [
    'pool.reason_needed',
  ]);
  const marked = await who.admin.post(marks, { name, reason: '另一家，法人不同' });
  assert.equal(marked.status, 200, marked.text);
  const found = await check('manager2', { name });
  assert.deepEqual(
    [found.outcome, found.may_enter, found.matches[0].id, found.matches[0].marked_different],
    ['clear', true, one.id, true],
  );
  // Who said so is told, for it was an administrator; why, only to who sees all of it.
  const { mark: shown } = found.matches[0];
  assert.deepEqual([shown.by, shown.reason], ['系统管理员', '']);
  assert.ok(Date.parse(shown.at) > 0);
  const own = (await check('manager1', { name })).matches[0].mark;
  assert.deepEqual([own.by, own.reason], ['系统管理员', '另一家，法人不同']);
  // Nothing but what was marked.
  assert.equal((await check('manager2', { name: '成都瑞丽服装公司' })).outcome, 'owned');
  const two = await entered('manager2', { name });
  const [mark] = (await view('manager1', one)).marks;
  assert.deepEqual([mark.name, mark.reason, mark.other], [name, '另一家，法人不同', null]);
  assert.deepEqual(codes(await merge('admin', one, two)), ['pool.merge_different']);
  const back = await who.admin.delete(`${marks}/${mark.id}`);
  assert.deepEqual(back.json, { marks: [] }, back.text);
  assert.equal((await who.admin.delete(`${marks}/${mark.id}`)).status, 404);
  assert.equal((await check('manager3', { name })).outcome, 'owned');

  // Two that are there; what is edited is checked without the other one.
  const both = await who.admin.post(marks, { other: two.id, reason: '两家' });
  assert.equal(both.json.marks[0].other, two.id, both.text);
  const path = `${market}/companies/${two.id}`;
  const { company } = await view('manager2', two);
  const data = { ...company.data, address: '锦里 3 号' };
  const edited = await who.manager2.put(path, { data, version: company.version });
  assert.deepEqual(
    [edited.status, edited.json.check.outcome, edited.json.check.matches[0].marked_different],
    [200, 'clear', true],
    edited.text,
  );
  assert.equal((await view('manager2', two)).marks[0].name, one.name);
  for (const body of [{ reason: 'x' }, { name: 'x', other: two.id, reason: 'x' }, { name: 'x' }])
    assert.equal((await who.admin.post(marks, body)).status, 400);
  const audit = await who.admin.get(`/api/v1/admin/audit?subject=${two.id}`);
  assert.ok(audit.json.items.some(({ action }) => action === 'company.marked_different'));
});

test('a wall is opened for what an administrator says is another company; of libraries one is not in nothing is said', async () => {
  const one = await entered('partner1', { name: '重庆瑞丽服装有限公司' }, agents);
  const data = { name: '重庆市瑞丽服装厂', mobile: [mobile()] };
  const walled = await who.partner2.post(`${agents}/companies`, { data, warned: true });
  assert.equal(walled.status, 409);
  const reason = '两家工厂';
  const marks = `${agents}/companies/${one.id}/marks`;
  await who.admin.post(marks, { name: data.name, reason });
  const opened = await who.partner2.post(`${agents}/companies`, { data });
  assert.equal(opened.status, 201, opened.text);
  const three = await entered('manager1', { name: '贵阳甲秀楼酒业有限公司' });
  const marked = await who.partner1.post(marks, { other: three.id, reason });
  assert.deepEqual([marked.status, marked.json.code], [404, 'not_found']);
  assert.equal((await who.admin.post(marks, { other: three.id, reason })).status, 200);
});

test('a name that lacks a letter: probably it, or another that is shown as similar and counts for nothing', async () => {
  const theirs = await entered('partner1', { name: '盐城沐澜沣齿轮箱制造有限公司' }, agents);
  const misspelt = await check('partner2', { name: '盐城沐澜沣齿轮箱造有限公司' }, agents);
  assert.equal(misspelt.code, 'pool.collision.owned.probable');
  assert.equal(misspelt.matches[0].id, theirs.id);
  assert.ok(
    misspelt.matches[0].reasons.some(({ code }) => code === 'match.industry.misspelt'),
    JSON.stringify(misspelt),
  );
  assert.deepEqual(misspelt.similar, []);
  // 沐沣 may well be another company: whoever enters it sees the one it is nearly called as.
  const similar = await check('partner2', { name: '盐城沐沣齿轮箱制造有限公司' }, agents);
  assert.deepEqual(
    [similar.outcome, similar.may_enter, similar.total, similar.matches],
    ['clear', true, 0, []],
  );
  assert.deepEqual(
    similar.similar.map(({ id, state, outcome, name }) => [id, state, outcome, name]),
    [[theirs.id, 'owned', 'different', '盐城沐澜沣齿轮箱制造有限公司']],
  );
  assert.ok(!JSON.stringify(similar).includes(theirs.data.mobile[0]));
  // Another library says nothing of what it has.
  assert.deepEqual(
    (await check('admin', { name: '盐城沐沣齿轮箱制造有限公司' }, market)).similar,
    [],
  );
});
