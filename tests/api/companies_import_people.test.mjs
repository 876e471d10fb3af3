// People at companies in files: a row a person, checked as those added by hand, each there once; and into files that an import
// reads back.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, test } from 'node:test';
import { idsOf, people, startDemo } from './support/demo.mjs';
import { unzip, workbookType } from './support/workbook.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;
/** @type {Record<string, string>} */
let ids;

const market = '/api/v1/libraries/marketplace';
const agents = '/api/v1/libraries/agents';
const mobile = () => `13${randomInt(100_000_000, 999_999_999)}`;
const headings = [
  '公司名称',
  '手机',
  '联系人姓名',
  '职务',
  '联系人手机',
  '联系人邮箱',
  '是否主要联系人',
];
const columns = ['name', 'mobile', 'contact.name', 'contact.position', 'contact.mobile'];

/** @param {string[][]} rows */
const csv = (rows) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
/** @param {string} name @param {{id: string}} job @param {string} state @param {string} library */
async function until(name, job, state, library) {
  for (;;) {
    const now = (await who[name].get(`${library}/imports/${job.id}`)).json;
    if (now.state === state) return now;
    assert.ok(['checking', 'importing'].includes(now.state), JSON.stringify(now));
  }
}
/** @param {string} name @param {string | Buffer} body @param {string} [library] @param {string} [type] */
async function uploaded(name, body, library = market, type = 'text/csv') {
  const options = { body, headers: { 'content-type': type } };
  const answer = await who[name].send('POST', `${library}/imports`, options);
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}
/** What would become of the rows, and became. @param {string} name @param {any} job @param {object} [target] @param {string} [library] */
async function imported(name, job, target = {}, library = market) {
  const path = `${library}/imports/${job.id}`;
  const said = await who[name].put(path, { ...job.target, ...target });
  assert.equal(said.status, 200, said.text);
  await until(name, job, 'checked', library);
  const rows = async () =>
    (await who[name].get(`${path}/rows`)).json.items.map(({ outcome, violations }) =>
      [outcome, ...violations.map(({ code, column }) => `${code}@${column ?? ''}`)].join(' '),
    );
  const foreseen = await rows();
  const started = await who[name].post(`${path}/start`, {});
  assert.equal(started.status, 200, started.text);
  await until(name, job, 'done', library);
  const became = await rows();
  assert.deepEqual(became, foreseen);
  return became;
}
/** @param {string} name @param {string} q @param {string} [library] */
const found = async (name, q, library = market) => {
  const path = `${library}/companies?q=${encodeURIComponent(q)}`;
  const scope = name === 'admin' ? '&scope=all' : '';
  const { items } = (await who[name].get(path + scope)).json;
  return Promise.all(
    items.map(async ({ id }) => (await who[name].get(`${library}/companies/${id}`)).json),
  );
};
/** Without what differs from one library to the other. @param {{contacts: {id?: string}[]}} company */
const told = ({ contacts }) =>
  contacts.map((person) => {
    const rest = { ...person };
    delete rest.id;
    return rest;
  });

before(async () => {
  server = await startDemo();
  const names = ['admin', 'manager1', 'manager2', 'manager3', 'partner1', 'partner2'];
  who = await people(server, names);
  ids = await idsOf(who.admin);
});
after(() => server.close());

test('a row a person: the first enters the company, the later ones add to it, nobody is there twice', async () => {
  const [one, two, three, four] = [mobile(), mobile(), mobile(), mobile()];
  const job = await uploaded(
    'manager1',
    csv([
      headings,
      ['景德镇瑶里陶瓷厂', one, '汪瑶', '厂长', two, 'wang@yaoli.example', '是'],
      ['景德镇瑶里陶瓷厂', one, '程里', '会计', '', '', ''],
      ['景德镇市瑶里陶瓷厂', '', '汪厂长', '总经理', `+86 ${two}`, '', '是'],
      ['景德镇瑶里陶瓷厂', one, '', '', '', '', '否'],
      ['婺源篁岭茶业有限公司', '', '曹岭', '', three, '', ''],
      ['婺源篁岭茶业有限公司', '', '吴篁', '经理', '', '', ''], // the company is known by its name
      ['上饶三清山竹业有限公司', '', '郑清', '', '', '', ''], // of no company there is, and no number
      ['弋阳龟峰年糕厂', four, '', '店长', '12', 'x', '也许'],
    ]),
  );
  assert.deepEqual(job.target.columns, [...columns, 'contact.email', 'contact.main']);
  const became = await imported('manager1', job);
  assert.deepEqual(became, [
    'entered',
    'bound',
    'bound',
    'bound',
    'entered',
    'bound',
    'refused company.number_needed@2',
    'refused company.email@6 company.yes_no@7 company.number@5 company.contact_name_needed@3',
  ]);
  const [yaoli] = await found('manager1', '瑶里');
  assert.deepEqual(yaoli.company.data, { name: '景德镇瑶里陶瓷厂', mobile: [one] });
  assert.deepEqual(told(yaoli.company), [
    {
      name: '汪瑶',
      position: '厂长',
      mobile: two,
      email: 'wang@yaoli.example',
      remark: '汪厂长\n总经理',
      main: true,
    },
    { name: '程里', position: '会计', main: false },
  ]);
  // The last row said nothing new; each of the others is in the history.
  assert.deepEqual(
    yaoli.events.map(({ kind, detail }) => [kind, detail.name]),
    [
      ['contact_changed', '汪瑶'],
      ['contact_added', '程里'],
      ['entered', undefined],
    ],
  );
  const [huangling] = await found('manager1', '篁岭');
  assert.deepEqual(
    told(huangling.company).map(({ name }) => name),
    ['曹岭', '吴篁'],
  );
  // It is found by their numbers, and edited without one of its own.
  const check = await who.manager2.post(`${market}/checks`, { data: { mobile: [three] } });
  assert.deepEqual(
    check.json.matches.map(({ id }) => id),
    [huangling.company.id],
  );
  const edited = await who.manager1.put(`${market}/companies/${huangling.company.id}`, {
    data: { name: '婺源篁岭茶业有限公司', address: '江湾镇' },
    version: huangling.company.version,
  });
  assert.equal(edited.status, 200, edited.text);
  // The same file once more adds nothing.
  const before = (await found('manager1', '瑶里'))[0].company.version;
  const again = csv([headings, ['景德镇瑶里陶瓷厂', one, '汪瑶', '总经理', two, '', '是']]);
  assert.deepEqual(await imported('manager1', await uploaded('manager1', again)), ['bound']);
  assert.equal((await found('manager1', '瑶里'))[0].company.version, before);
});

test('their numbers take part in the check; a company has at most twenty', async () => {
  const [taken, own] = [mobile(), mobile()];
  const theirs = await who.manager2.post(`${market}/companies`, {
    data: { name: '宜春明月山温泉有限公司', mobile: [taken] },
  });
  const mine = await who.manager3.post(`${market}/companies`, {
    data: { name: '抚州麻姑酒业有限公司', mobile: [own] },
  });
  assert.deepEqual([theirs.status, mine.status], [201, 201]);
  const path = `${market}/companies/${mine.json.company.id}/contacts`;
  for (let i = 0; i < 18; i += 1) {
    const added = await who.manager3.post(path, { contact: { name: `酒工${i}` } });
    assert.equal(added.status, 201, added.text);
  }
  const rows = [
    headings,
    ['宜春明月山温泉有限公司', '', '温泉', '前台', mobile(), '', ''],
    ['抚州麻姑酒业有限公司', own, '麻一', '', '', '', ''],
    ['抚州麻姑酒业有限公司', own, '酒工3', '班长', '', '', ''],
    ['抚州麻姑酒业有限公司', own, '麻二', '', '', '', ''],
    ['抚州麻姑酒业有限公司', own, '麻三', '', '', '', ''],
    ['抚州麻姑酒业有限公司', own, '麻一', '', '', '', ''],
    ...Array.from({ length: 21 }, (_, i) => [
      '吉安井冈翠绿茶厂',
      own.replace(/^13/, '15'),
      `茶工${i}`,
    ]),
  ];
  const became = await imported('manager3', await uploaded('manager3', csv(rows)));
  const full = 'refused company.too_many@3';
  assert.deepEqual(became.slice(0, 6), [
    'refused pool.collision.owned@',
    'bound',
    'bound',
    'bound',
    full,
    'bound',
  ]);
  assert.deepEqual(became.slice(6), [
    'entered',
    ...Array.from({ length: 19 }, () => 'bound'),
    full,
  ]);
  // What was refused for a company of somebody else's is kept there, the person with it.
  const { entries } = (await who.manager2.get(`${market}/companies/${theirs.json.company.id}`))
    .json;
  assert.deepEqual([entries[0].data.contact_name, entries[0].data.remark], ['温泉', '前台']);
  // By hand or in a file: a number of somebody else's company is told of alike.
  const other = csv([headings, ['新余仙女湖渔具有限公司', mobile(), '仙女', '', taken, '', '']]);
  const job = await uploaded('manager3', other);
  const numbers = await imported('manager3', job);
  const plain = csv([headings.slice(0, 2), ['新余仙女湖船具有限公司', taken]]);
  assert.deepEqual(numbers, await imported('manager3', await uploaded('manager3', plain)));
});

test('people of companies for a pool or a person: a row each as well, of what the same file entered', async () => {
  const rows = [
    headings,
    ['鹰潭龙虎山药业有限公司', mobile(), '', '', '', '', ''],
    ['鹰潭龙虎山药业有限公司', '', '张道', '药师', mobile(), '', ''],
    ['鹰潭龙虎山药业有限公司', '', '张陵', '', mobile(), '', ''],
    ['鹰潭龙虎山药业有限公司', mobile(), '', '', '', '', ''],
  ];
  const job = await uploaded('admin', csv(rows), agents);
  const expected = ['entered', 'bound', 'bound', 'refused import.twice@'];
  const path = `${agents}/imports/${job.id}`;
  const target = { ...job.target, into: 'person', person: ids.partner1 };
  assert.equal((await who.admin.put(path, target)).status, 200);
  await until('admin', job, 'checked', agents);
  const verdicts = async () =>
    (await who.admin.get(`${path}/rows`)).json.items.map(({ outcome }) => outcome);
  assert.deepEqual(
    await verdicts(),
    expected.map((each) => each.split(' ')[0]),
  );
  await who.admin.post(`${path}/start`, {});
  await until('admin', job, 'done', agents);
  assert.deepEqual(
    await verdicts(),
    expected.map((each) => each.split(' ')[0]),
  );
  const [one] = await found('partner1', '龙虎山', agents);
  assert.equal(one.company.state, 'own');
  assert.deepEqual(
    told(one.company).map(({ name }) => name),
    ['张道', '张陵'],
  );
  // Not of what somebody has already.
  const later = await uploaded('admin', csv(rows.slice(0, 3)), agents);
  const refused = await imported('admin', later, { into: 'pool' }, agents);
  assert.deepEqual(
    refused,
    Array.from({ length: 2 }, () => 'refused pool.collision.owned@'),
  );
});

test('out and in again: the same companies, the same people; masked ones without', async () => {
  const rows = [
    [
      '名称',
      '电话',
      '联系人',
      '备注',
      '联系人姓名',
      '联系人职务',
      '联系人手机',
      '联系人电话',
      '联系人邮箱',
      '联系人备注',
      '是否主要联系人',
    ],
    [
      '黄山徽州毛峰茶行',
      '0559-2512345;0559-2512346',
      '老胡',
      '=1+1',
      '胡毛',
      '掌柜',
      mobile(),
      '0559-2512347',
      'hu@maofeng.example',
      '甲\n"乙"',
      '是',
    ],
    ['黄山徽州毛峰茶行', '0559-2512345', '老胡', '', '胡峰', '', mobile(), '', '', '-x', '否'],
    ['池州九华素斋馆', '', '', '', '释慧', '', '', '', '', '', ''],
    ['宣城敬亭宣纸坊', '0563-3012345', '', '', '', '', '', '', '', '', ''],
  ];
  rows[3][1] = '0566-2812345';
  const job = await uploaded('partner1', csv(rows), agents);
  const became = await imported('partner1', job, {}, agents);
  assert.deepEqual(became, ['entered', 'bound', 'entered', 'entered']);
  const names = ['毛峰', '九华', '敬亭'];
  const of = async (/** @type {string} */ name, /** @type {string} */ library) =>
    Promise.all(
      names.map(async (each) => {
        const [{ company }] = await found(name, each, library);
        return { data: company.data, people: told(company) };
      }),
    );
  const first = await of('partner1', agents);
  assert.deepEqual(
    first.map(({ people: there }) => there.length),
    [2, 1, 0],
  );
  let round = 0;
  for (const [format, locale, type] of [
    ['csv', 'zh-CN', 'text/csv'],
    ['xlsx', 'en', workbookType],
  ]) {
    const headers = { 'accept-language': locale };
    const path = `${agents}/export?rows=people&format=${format}`;
    const out = await who.partner1.get(path, { headers });
    assert.equal(out.status, 200, out.text);
    // Its own again: bound, and nothing is new.
    const own = await uploaded('partner1', out.bytes, agents, type);
    assert.deepEqual(new Set(await imported('partner1', own, {}, agents)), new Set(['bound']));
    assert.deepEqual(await of('partner1', agents), first);
    // Another installation, whose first language it need not be.
    const other = await startDemo();
    try {
      const mine = who;
      who = await people(other, ['partner2']);
      const there = await uploaded('partner2', out.bytes, agents, type);
      const verdicts = await imported('partner2', there, {}, agents);
      assert.ok(!verdicts.some((each) => each.startsWith('refused')), `${verdicts}`);
      assert.deepEqual(await of('partner2', agents), first);
      who = mine;
    } finally {
      await other.close();
    }
    round += 1;
  }
  assert.equal(round, 2);
  const { items } = (await who.admin.get('/api/v1/admin/audit?action=company.exported')).json;
  assert.equal(items[0].detail.people, true);
  assert.equal((await who.partner1.get(`${agents}/export?rows=all`)).status, 400);
  const plain = (await who.partner1.get(`${agents}/export`)).text;
  assert.ok(!plain.includes('胡毛') && plain.includes('老胡'), plain);

  // In the pool they are masked for everybody but its administrators.
  const [{ company }] = await found('partner1', '毛峰', agents);
  await who.partner1.post(`${agents}/companies/${company.id}/actions`, {
    action: 'release',
    reason: 'no_need',
  });
  const pool = `${agents}/export?scope=pool&rows=people`;
  const seen = await who.admin.get(pool);
  assert.ok(seen.text.includes('胡毛') && seen.text.includes('胡峰'), seen.text);
  const book = unzip((await who.admin.get(`${pool}&format=xlsx`)).bytes);
  assert.match(book.get('xl/sharedStrings.xml') ?? '', /胡峰/);
  const denied = await who.partner2.get(pool);
  assert.ok(denied.status === 403 || !denied.text.includes('胡'), denied.text);
});
