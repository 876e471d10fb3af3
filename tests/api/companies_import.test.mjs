// Companies out of files: what the columns mean, what every row would become, what it becomes, and what was refused why. And into
// files.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { idsOf, people, startDemo } from './support/demo.mjs';
import { unzip, workbookType, zip } from './support/workbook.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;
/** @type {Record<string, string>} */
let ids;

const market = '/api/v1/libraries/marketplace';
const agents = '/api/v1/libraries/agents';
/** @typedef {import('./support/client.mjs').Answer} Answer */

/** @param {string[][]} rows */
const csv = (rows) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
/** @param {string} name @param {string | Buffer} body @param {string} [library] @param {string} [type] */
const upload = (name, body, library = market, type = 'text/csv') =>
  who[name].send('POST', `${library}/imports?name=${encodeURIComponent('名单.csv')}`, {
    body,
    headers: { 'content-type': type },
  });
/** @param {string} name @param {{id: string}} job @param {string} [library] */
const view = async (name, job, library = market) =>
  (await who[name].get(`${library}/imports/${job.id}`)).json;
/** @param {string} name @param {{id: string}} job @param {string} state @param {string} [library] */
async function until(name, job, state, library = market) {
  for (;;) {
    const now = await view(name, job, library);
    if (now.state === state) return now;
    assert.ok(['checking', 'importing'].includes(now.state), JSON.stringify(now));
  }
}
/** @param {string} name @param {{id: string, target: object}} job @param {object} [target] @param {string} [library] */
async function checked(name, job, target = {}, library = market) {
  const path = `${library}/imports/${job.id}`;
  const answer = await who[name].put(path, { ...job.target, ...target });
  assert.equal(answer.status, 200, answer.text);
  return until(name, job, 'checked', library);
}
/** @param {string} name @param {{id: string}} job @param {string} [library] */
async function imported(name, job, library = market) {
  const answer = await who[name].post(`${library}/imports/${job.id}/start`, {});
  assert.equal(answer.status, 200, answer.text);
  return until(name, job, 'done', library);
}
/** @param {string} name @param {{id: string}} job @param {string} [library] */
async function verdicts(name, job, library = market) {
  const rows = (await who[name].get(`${library}/imports/${job.id}/rows`)).json.items;
  return rows.map(({ outcome, violations }) =>
    [outcome, ...violations.map(({ code }) => code)].join(' '),
  );
}

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'manager1', 'manager2', 'manager3', 'partner1', 'partner2']);
  ids = await idsOf(who.admin);
});
after(() => server.close());

const headings = ['公司名称*', '联系电话1', '手机号码（必填）', 'E-mail', '备注', '客户等级'];

test('every row is checked as an entry is, those before it included, and then entered', async () => {
  const taken = await who.manager2.post(`${market}/companies`, {
    data: { name: '保定白洋淀苇编有限公司', mobile: ['13911110001'] },
  });
  const mine = await who.manager1.post(`${market}/companies`, {
    data: { name: '承德避暑山庄酒业有限公司', mobile: ['13911110002'] },
  });
  assert.deepEqual([taken.status, mine.status], [201, 201]);
  const file = csv([
    headings,
    [
      '唐山曹妃甸渔具有限公司',
      '0315-6239857',
      '13911110003',
      'a@cfd.example；b@cfd.example',
      '展会',
      'A',
    ],
    ['保定市白洋淀苇编公司', '', '13911110004', '', '', ''],
    ['承德避暑山庄酒业有限公司', '', '13911110005', '', '', ''],
    ['唐山市曹妃甸渔具有限公司', '', '13911110006', '', '', ''],
    ['', '', '13911110007', '', '', ''],
    ['邯郸丛台酒业有限公司', '', '', '', '没有电话', ''],
    ['沧州吴桥杂技文化有限公司', '12', '13911110008', '', '', ''],
    ['衡水湖渔业有限公司', '', '13911110003', '', '同一手机', ''],
  ]);
  const answer = await upload('manager1', file);
  assert.equal(answer.status, 201, answer.text);
  const job = answer.json;
  assert.deepEqual(job.target.columns, ['name', 'phone', 'mobile', 'email', 'remark', '']);
  assert.deepEqual([job.state, job.total, job.file_name], ['read', 8, '名单.csv']);

  const seen = await checked('manager1', job);
  const expected = [
    'entered',
    'refused pool.collision.owned',
    'bound',
    'bound',
    'refused pool.name_needed',
    'refused company.number_needed',
    'refused company.number',
  ];
  const foreseen = await verdicts('manager1', job);
  assert.deepEqual(foreseen.slice(0, 7), expected);
  assert.equal(seen.progress, 8);
  // Nothing is there before it is asked for.
  const list = async () =>
    (await who.manager1.get(`${market}/companies?q=${encodeURIComponent('曹妃甸')}`)).json.items;
  assert.deepEqual(await list(), []);
  const done = await imported('manager1', job);
  assert.deepEqual(await verdicts('manager1', job), foreseen);
  const counted = (/** @type {string} */ outcome) =>
    foreseen.filter((each) => each.startsWith(outcome)).length;
  assert.deepEqual(
    [done.entered, done.bound, done.refused],
    ['entered', 'bound', 'refused'].map(counted),
  );
  const [company] = await list();
  assert.deepEqual(company.data, {
    name: '唐山曹妃甸渔具有限公司',
    phone: ['0315-6239857'],
    mobile: ['13911110003', '13911110006'],
    email: ['a@cfd.example', 'b@cfd.example'],
    remark: '展会',
  });
  const again = await who.manager1.post(`${market}/imports/${job.id}/start`, {});
  assert.deepEqual([again.status, again.json.code], [409, 'import.state']);
  // What was refused is not lost: its owner sees it.
  const { entries } = (await who.manager2.get(`${market}/companies/${taken.json.company.id}`)).json;
  assert.deepEqual(entries[0].data.mobile, ['13911110004']);
  const audit = await who.admin.get(`/api/v1/admin/audit?subject=${job.id}`);
  assert.equal(audit.json.items[0].action, 'company.import_started');
});

test('36: refused rows come back as they were, with the reasons, and no cell is a formula', async () => {
  const cells = ['=HYPERLINK("http://evil.example")', '+86', '-1', '@SUM(A1)', '\tx', 'z'];
  const job = (await upload('manager1', csv([headings, cells]))).json;
  await checked('manager1', job);
  const path = `${market}/imports/${job.id}/refused`;
  const text = await who.manager1.get(path, { headers: { 'accept-language': 'zh-CN' } });
  assert.equal(text.headers['content-type'], 'text/csv; charset=utf-8');
  assert.match(String(text.headers['content-disposition']), /^attachment;/);
  assert.match(text.text, /未导入原因/);
  assert.match(text.text, /这里没有中国大陆的电话号码/);
  assert.doesNotMatch(text.text, /(^|,|\n)"?[=+\-@\t\r]/m);
  const again = (await upload('manager1', text.bytes)).json;
  const [row] = (await who.manager1.get(`${market}/imports/${again.id}/rows`)).json.items;
  assert.deepEqual(row.cells.slice(0, 6), cells);
  const book = await who.manager1.get(`${path}?format=xlsx`);
  assert.equal(book.headers['content-type'], workbookType);
  const sheet = unzip(book.bytes).get('xl/worksheets/sheet1.xml') ?? '';
  assert.doesNotMatch(sheet, /<f[ >]/);
  const reopened = (await upload('manager1', book.bytes, market, workbookType)).json;
  const [same] = (await who.manager1.get(`${market}/imports/${reopened.id}/rows`)).json.items;
  assert.deepEqual(same.cells.slice(0, 6), cells);
  assert.equal((await who.manager1.get(`${path}?format=pdf`)).status, 400);
  for (const each of [job, again, reopened]) {
    const removed = await who.manager1.delete(`${market}/imports/${each.id}`);
    assert.equal(removed.status, 204);
    assert.equal((await who.manager1.get(`${market}/imports/${each.id}`)).status, 404);
  }
});

/** @param {string} text as Excel on a Chinese machine writes it */
function gb18030(text) {
  const decoder = new TextDecoder('gb18030');
  const bytes = new Map();
  for (let a = 0x81; a < 0xff; a += 1)
    for (let b = 0x40; b < 0xff; b += 1) {
      const pair = Buffer.from([a, b]);
      bytes.set(decoder.decode(pair), pair);
    }
  return Buffer.concat([...text].map((c) => bytes.get(c) ?? Buffer.from(c)));
}

test('files of every encoding are read; what is no table is refused with its reason', async () => {
  const rows = csv([
    ['企业名称', '电话'],
    ['烟台张裕葡萄酒庄有限公司', '0535-6633860'],
  ]);
  for (const body of [
    rows,
    `\ufeff${rows}`,
    gb18030(rows),
    Buffer.from(`\ufeff${rows}`, 'utf16le'),
  ]) {
    const job = (await upload('manager1', body)).json;
    assert.deepEqual(job.headings, ['企业名称', '电话']);
    const [row] = (await who.manager1.get(`${market}/imports/${job.id}/rows`)).json.items;
    assert.equal(row.cells[0], '烟台张裕葡萄酒庄有限公司');
    await who.manager1.delete(`${market}/imports/${job.id}`);
  }
  for (const [
    body,
    type,
    status,
    code,
  ] of /** @type {[string | Buffer, string, number, string][]} */ ([
    ['', 'text/csv', 422, 'table.empty'],
    ['a,"b', 'text/csv', 422, 'table.quote'],
    [Buffer.from([0x81, 0x20]), 'text/csv', 422, 'table.encoding'],
    [`${'a,'.repeat(101)}\n`, 'text/csv', 413, 'table.too_large'],
    ['x'.repeat(9000), 'text/csv', 413, 'table.too_large'],
    [`a\n${'b\n'.repeat(100_001)}`, 'text/csv', 413, 'table.too_large'],
    ['no zip', workbookType, 422, 'xlsx.unreadable'],
    [zip([['x', 'y']]), workbookType, 422, 'xlsx.unreadable'],
    ['{}', 'application/json', 415, 'request.media_type'],
  ])) {
    const answer = await upload('manager1', body, market, type);
    assert.deepEqual([answer.status, answer.json.code], [status, code], String(body).slice(0, 20));
  }
});

test('administrators bring companies into the pool, or to people, within their limits', async () => {
  const name = (/** @type {number} */ i) =>
    `${'澜松峤嵘巍晟烨烁炯灏岷'[i % 11]}${'沣浔淳湛溱滁潍淄渑浥洮漳'[Math.floor(i / 11)]}五金制品有限公司`;
  const rows = Array.from({ length: 132 }, (_, i) => [
    name(i),
    `1380000${String(i).padStart(4, '0')}`,
  ]);
  const job = (await upload('admin', csv([['名称', '手机'], ...rows]), agents)).json;
  // Not members' business; nor is it their own that an administrator who is none enters.
  const denied = (await upload('partner1', csv([['名称', '手机'], ...rows.slice(0, 1)]), agents))
    .json;
  await checked('partner1', denied, { into: 'pool' }, agents);
  assert.deepEqual(await verdicts('partner1', denied, agents), ['refused pool.not_administrator']);
  await who.partner1.delete(`${agents}/imports/${denied.id}`);
  const target = { into: 'person', person: ids.partner1, tags: ['website'] };
  const seen = await checked('admin', job, target, agents);
  assert.deepEqual([seen.entered, seen.refused], [130, 2]);
  const path = `${agents}/imports/${job.id}/rows?outcome=refused`;
  const refused = (await who.admin.get(path)).json.items;
  assert.deepEqual(
    refused.map(({ number, violations }) => [number, violations[0].code]),
    [
      [131, 'pool.inventory_full'],
      [132, 'pool.inventory_full'],
    ],
  );
  assert.ok(refused[0].violations[0].message);
  const done = await imported('admin', job, agents);
  assert.equal(done.entered, 130);
  const list = (await who.partner1.get(`${agents}/companies?page_size=1`)).json;
  assert.equal(list.total, 130);
  assert.deepEqual(list.items[0].tags, ['website']);
  assert.notEqual(list.items[0].follow_up_until, null);
  const mail = await who.admin.get('/api/v1/admin/mail?page_size=100');
  assert.equal(mail.json.items.filter(({ subject }) => /^130 /.test(subject)).length, 1);

  const pooled = (
    await upload(
      'admin',
      csv([
        ['名称', '手机'],
        ['威海刘公岛海产有限公司', '13911119999'],
      ]),
      agents,
    )
  ).json;
  await checked('admin', pooled, { into: 'pool' }, agents);
  await imported('admin', pooled, agents);
  const [{ company }] = (await who.admin.get(`${agents}/imports/${pooled.id}/rows`)).json.items;
  const one = (await who.partner2.get(`${agents}/companies/${company}`)).json.company;
  assert.deepEqual([one.state, one.data.mobile], ['pool', undefined]);
  // One alone as well.
  const added = await who.admin.post(`${agents}/companies`, {
    data: { name: '日照岚山港物流有限公司', mobile: ['13911119998'] },
    into: 'pool',
  });
  assert.deepEqual([added.status, added.json.company.state], [201, 'pool'], added.text);
});

test('an import is its owner’s alone; what it is told to do has to make sense', async () => {
  const job = (
    await upload(
      'manager1',
      csv([
        ['名称', '手机'],
        ['泰安岱庙文化有限公司', '13911118888'],
      ]),
    )
  ).json;
  const path = `${market}/imports/${job.id}`;
  for (const name of ['manager2', 'admin', 'partner1']) {
    for (const answer of [
      await who[name].get(path),
      await who[name].put(path, { columns: ['name'] }),
      await who[name].post(`${path}/start`, {}),
      await who[name].get(`${path}/rows`),
      await who[name].get(`${path}/refused`),
      await who[name].delete(path),
    ])
      assert.equal(answer.status, 404, `${name} ${answer.text}`);
    const list = await who[name].get(`${market}/imports`);
    assert.ok(list.status === 404 || list.json.items.every(({ id }) => id !== job.id));
  }
  assert.equal((await upload('partner1', 'a\nb')).status, 404);
  assert.deepEqual((await who.manager1.post(`${path}/start`, {})).json.code, 'import.state');
  for (const body of [
    {},
    { columns: 'name' },
    { columns: ['name', 'mobile', 'fax'] },
    { columns: ['colour'] },
    { columns: ['name'], into: 'nowhere' },
    { columns: ['name'], into: 'person' },
    { columns: ['name'], tags: ['x'] },
    { columns: ['name'], into: 'pool', tags: [''] },
    { columns: ['name'], warned: 'yes' },
  ]) {
    const answer = await who.manager1.put(path, body);
    assert.deepEqual(
      [answer.status, answer.json.code],
      [400, 'request.invalid'],
      JSON.stringify(body),
    );
  }
  assert.equal((await who.manager1.put(path, { columns: ['name'], pool: 'none' })).status, 404);
  assert.equal((await who.manager1.get(`${path}/rows?after=x`)).status, 400);
  assert.equal((await who.manager1.get(`${path}/rows?outcome=x`)).status, 400);
  // The columns may be said anew as long as nothing was entered.
  await checked('manager1', job, { columns: ['name', ''] });
  assert.deepEqual(await verdicts('manager1', job), ['refused company.number_needed']);
  await checked('manager1', job);
  assert.deepEqual(await verdicts('manager1', job), ['entered']);
  const all = [job];
  for (;;) {
    const more = await upload('manager1', 'a\nb');
    if (more.status !== 201) {
      assert.deepEqual([more.status, more.json.code], [409, 'import.too_many']);
      break;
    }
    all.push(more.json);
  }
  assert.equal(all.length, 5);
  for (const each of all) await who.manager1.delete(`${market}/imports/${each.id}`);
});

test('exports: one’s own, or of administrators the library, as text and never as formulas', async () => {
  const name = '=1+1青岛栈桥文创有限公司';
  const company = await who.manager3.post(`${market}/companies`, {
    data: { name, mobile: ['13911117777', '+86 13911117776'], remark: '-x' },
  });
  assert.equal(company.status, 201, company.text);
  const mine = await who.manager3.get(`${market}/export`, {
    headers: { 'accept-language': 'zh-CN' },
  });
  assert.equal(mine.status, 200, mine.text);
  const [head, row, ...rest] = mine.text.replace('\ufeff', '').trim().split('\r\n');
  assert.match(head, /^名称,曾用名,统一社会信用代码,电话,手机/);
  assert.match(row, /^'=1\+1青岛栈桥文创有限公司,,,,"13911117777;\+86 13911117776",.*'-x,/);
  assert.deepEqual(rest, []);
  for (const scope of ['all', 'pool']) {
    const denied = await who.manager3.get(`${market}/export?scope=${scope}`);
    assert.equal(denied.status, 403, denied.text);
  }
  assert.equal((await who.partner1.get(`${market}/export`)).status, 404);
  assert.equal((await who.manager3.get(`${market}/export?scope=yours`)).status, 400);
  const all = await who.admin.get(`${market}/export?scope=all&format=xlsx`);
  const parts = unzip(all.bytes);
  assert.doesNotMatch(parts.get('xl/worksheets/sheet1.xml') ?? '', /<f[ >]/);
  const texts = parts.get('xl/sharedStrings.xml') ?? '';
  assert.match(texts, /=1\+1青岛栈桥文创有限公司/);
  assert.match(texts, /承德避暑山庄酒业有限公司/);
  const audit = await who.admin.get('/api/v1/admin/audit?action=company.exported');
  assert.ok(audit.json.items.length >= 2, audit.text);
});
