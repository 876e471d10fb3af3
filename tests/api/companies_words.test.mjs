// An organisation's own words of company names and matching rule: published, they change what the check finds.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { people, startDemo } from './support/demo.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

const agents = '/api/v1/libraries/agents';
const matching = '/api/v1/admin/matching';
let number = 13_700_000_000;

/** @param {string} name */
async function entered(name) {
  const data = { name, mobile: [`${number++}`] };
  const answer = await who.partner1.post(`${agents}/companies`, { data });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.company.id;
}
/** @param {string} name */
const found = async (name) => {
  const { outcome, matches } = (await who.partner2.post(`${agents}/checks`, { data: { name } }))
    .json;
  return [outcome, ...matches.map(({ id }) => id)];
};
/** @param {number} version @param {object} [more] */
const publish = (version, more = {}) =>
  who.admin.put(matching, { document: { matching: 'company', version, ...more } });
async function rebuilt() {
  for (;;) {
    const { rebuilding } = (await who.admin.get(matching)).json;
    if (rebuilding === null) return;
    assert.ok(rebuilding.done <= rebuilding.total);
  }
}

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'partner1', 'partner2']);
});
after(() => server.close());

test('keys follow the words, and meanwhile nothing that was found is missed', async () => {
  const first = (await who.admin.get(matching)).json;
  assert.deepEqual([first.document.version, first.rebuilding], [0, null]);
  assert.equal(first.document.rule.id, 'company');
  const one = await entered('苏州日东精密电子有限公司');
  const two = await entered('苏州巨浪光学仪器有限公司');
  const three = await entered('无锡恒隆滚珠丝杠有限公司');
  assert.deepEqual(await found('苏州尼拓精密电子有限公司'), ['clear']);
  assert.deepEqual(await found('苏州掣浪光学仪器有限公司'), ['clear']);
  const words = {
    variants: [
      ['日东', '尼拓'],
      ['掣浪', '巨浪'],
    ],
    synonyms: [['滚珠丝杠', '传动丝杆']],
  };
  const published = await publish(1, { words });
  assert.equal(published.status, 200, published.text);
  for (const [name, id] of [
    ['苏州市日东精密电子有限公司', one],
    ['苏州巨浪光学仪器公司', two],
    ['无锡恒隆滚珠丝杠公司', three],
  ])
    assert.deepEqual(await found(name), ['owned', id]);
  await rebuilt();
  for (const [name, id] of [
    ['苏州尼拓精密电子有限公司', one],
    ['苏州掣浪光学仪器有限公司', two],
    ['苏州巨浪光学仪器公司', two],
    ['无锡恒隆传动丝杆有限公司', three],
  ])
    assert.deepEqual(await found(name), ['owned', id]);
  // Taken back: two again, and found by the plain names.
  assert.equal((await publish(2)).status, 200);
  assert.deepEqual(await found('苏州市日东精密电子有限公司'), ['owned', one]);
  assert.deepEqual(await found('苏州掣浪光学仪器有限公司'), ['clear']);
  await rebuilt();
  assert.deepEqual(await found('苏州市日东精密电子有限公司'), ['owned', one]);
  assert.deepEqual(await found('苏州掣浪光学仪器有限公司'), ['clear']);
  const audit = await who.admin.get('/api/v1/admin/audit?subject=company');
  assert.ok(audit.json.items.filter(({ action }) => action === 'matching.publish').length >= 2);
});

test('a rule of one’s own decides what is the same; a restart goes on with the keys', async () => {
  const id = await entered('扬州瘦西湖玉器有限公司');
  const name = '扬州市瘦西湖玉器厂';
  assert.equal((await found(name))[1], id);
  const { document } = (await who.admin.get(matching)).json;
  const rule = {
    id: 'numbers',
    same: 90,
    probable: 50,
    fields: [{ fields: ['mobile'], kind: 'phone', mobile: 75 }],
  };
  const version = document.version + 1;
  assert.equal((await publish(version, { rule })).status, 200);
  await server.kill();
  await server.start();
  who = await people(server, ['admin', 'partner1', 'partner2']);
  await rebuilt();
  assert.deepEqual(await found(name), ['clear']);
  assert.equal((await publish(version + 1)).status, 200);
  await rebuilt();
  assert.equal((await found(name))[1], id);
});

test('wrong words are refused with their place, in words, and change nothing', async () => {
  const { document } = (await who.admin.get(matching)).json;
  const wrong = await who.admin.put(matching, {
    document: { matching: 'company', version: 99, words: { industry: ['轴承', 5] }, rule: 1 },
  });
  assert.deepEqual([wrong.status, wrong.json.code], [422, 'matching.invalid'], wrong.text);
  assert.deepEqual(
    wrong.json.violations.map(({ code, path }) => [code, path]),
    [
      ['match.rule.type', '/rule'],
      ['match.words.type', '/words/industry/1'],
    ],
  );
  assert.ok(wrong.json.violations.every(({ code, message }) => message && message !== code));
  const stale = await publish(document.version);
  assert.deepEqual([stale.status, stale.json.version], [409, document.version]);
  assert.deepEqual((await who.admin.get(matching)).json.document, document);
});

test('names are tried by what holds and by a document that is not published', async () => {
  const trials = `${matching}/trials`;
  /** @param {object} body */
  const tried = async (body) => {
    const answer = await who.admin.post(trials, body);
    assert.equal(answer.status, 200, answer.text);
    return answer.json;
  };
  const company = { name: '苏州日东精密电子有限公司' };
  const { version } = (await who.admin.get(matching)).json.document;
  const alone = await tried({ company });
  assert.deepEqual(alone.company, {
    region: '苏州',
    trade_name: '日东',
    industry: '精密电子',
    legal_form: '有限公司',
    branch: '',
  });
  assert.deepEqual([alone.other, alone.verdict], [null, null]);
  const other = { name: '苏州魁斗精密电子有限公司' };
  const different = await tried({ company, other });
  assert.equal(different.verdict.outcome, 'different');
  assert.equal(different.other.trade_name, '魁斗');
  const document = {
    matching: 'company',
    version: version + 1,
    words: { variants: [['日东', '魁斗']] },
  };
  const draft = await tried({ company, other, document });
  assert.equal(draft.verdict.outcome, 'same');
  assert.ok(draft.verdict.reasons.every(({ message }) => message !== ''));
  // Nothing was published by it.
  assert.equal((await tried({ company, other })).verdict.outcome, 'different');
  assert.equal((await who.admin.get(matching)).json.document.version, version);
  const wrong = await who.admin.post(trials, {
    company,
    document: { ...document, words: { industry: 5 } },
  });
  assert.deepEqual([wrong.status, wrong.json.code], [422, 'matching.invalid']);
  assert.equal((await who.admin.post(trials, { company: { phone: ['x'] } })).status, 422);
  assert.equal((await who.partner1.post(trials, { company })).status, 403);
});

test('rules are read whole while newer ones take their place', async () => {
  const own = await startDemo();
  const { admin } = await people(own, ['admin']);
  const before = (await admin.get('/api/v1/admin/libraries')).text;
  for (let version = 1; version <= 60; version += 1) {
    const words = { variants: [['日东', `尼拓${version}`]] };
    const document = { matching: 'company', version, words };
    const reads = ['libraries', 'calendar', 'libraries', 'libraries', 'libraries', 'libraries'];
    const [published, ...read] = await Promise.all([
      admin.put(matching, { document }),
      ...reads.map((what) => admin.get(`/api/v1/admin/${what}`)),
    ]);
    assert.equal(published.status, 200, published.text);
    for (const [at, answer] of read.entries())
      if (reads[at] === 'libraries') assert.equal(answer.text, before);
  }
  await own.close();
});
