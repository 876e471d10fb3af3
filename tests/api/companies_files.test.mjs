// Files put to a company, and the signings of the partner that it is: as far as somebody may see them.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, test } from 'node:test';
import { people, startDemo } from './support/demo.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

const agents = '/api/v1/libraries/agents';
const market = '/api/v1/libraries/marketplace';
const mobile = () => `13${randomInt(100_000_000, 999_999_999)}`;

/** @param {string} name @param {object} data @param {string} [library] */
async function entered(name, data, library = market) {
  const body = { data: { mobile: [mobile()], ...data }, warned: true };
  const answer = await who[name].post(`${library}/companies`, body);
  assert.equal(answer.status, 201, answer.text);
  return answer.json.company;
}
/** @param {string} name @param {string} text */
async function uploaded(name, text) {
  const bytes = Buffer.from(`%PDF-1.7\n% ${text}\n`);
  const answer = await who[name].upload(bytes, 'application/pdf', { name: `${text}.pdf` });
  assert.equal(answer.status, 201, answer.text);
  return answer.json.id;
}
/** @param {{id: string, library: string}} company */
const path = (company) => `/api/v1/libraries/${company.library}/companies/${company.id}`;
/** @param {string} name @param {{id: string, library: string}} company @param {string} file */
const put = (name, company, file) => who[name].post(`${path(company)}/files`, { file });
/** @param {string} name @param {{id: string, library: string}} company */
const filesOf = async (name, company) =>
  (await who[name].get(path(company))).json.files.map(({ file_name }) => file_name);

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'manager1', 'manager2', 'partner1', 'partner2']);
});
after(() => server.close());

test('put to one’s company, read by whoever sees all of it and by nobody else, taken away', async () => {
  const company = await entered('manager1', { name: '芜湖铁山宾馆用品厂' });
  const file = await uploaded('manager1', '合同');
  const added = await put('manager1', company, file);
  assert.equal(added.status, 201, added.text);
  assert.deepEqual(
    added.json.files.map(({ id, file_name, content_type }) => [id, file_name, content_type]),
    [[file, '合同.pdf', 'application/pdf']],
  );
  // The same once more is the same.
  assert.equal((await put('manager1', company, file)).json.files.length, 1);
  const download = `/api/v1/files/${file}`;
  assert.equal((await who.admin.get(download)).status, 200);
  for (const name of ['manager2', 'partner1'])
    assert.equal((await who[name].get(download)).status, 404, name);
  assert.deepEqual(await filesOf('manager2', company), []);
  // Somebody else's upload is none of one's own; nor may one who does not see all put any.
  const foreign = await uploaded('manager2', '别人的');
  const wrong = await put('manager1', company, foreign);
  assert.deepEqual([wrong.status, wrong.json.violations[0].code], [422, 'company.file_unknown']);
  const denied = await put('manager2', company, foreign);
  assert.deepEqual([denied.status, denied.json.violations[0].code], [403, 'pool.not_entitled']);
  assert.equal((await put('partner1', company, foreign)).status, 404);
  assert.equal((await who.manager1.post(`${path(company)}/files`, {})).status, 400);
  // An administrator's is the owner's to read.
  const another = await uploaded('admin', '补充协议');
  assert.equal((await put('admin', company, another)).status, 201);
  assert.deepEqual(await filesOf('manager1', company), ['补充协议.pdf', '合同.pdf']);
  assert.equal((await who.manager1.get(`/api/v1/files/${another}`)).status, 200);
  const gone = await who.manager1.delete(`${path(company)}/files/${another}`);
  assert.deepEqual(
    gone.json.files.map(({ id }) => id),
    [file],
  );
  assert.equal((await who.manager1.delete(`${path(company)}/files/${another}`)).status, 404);
  assert.equal((await who.manager1.get(`/api/v1/files/${another}`)).status, 404);
  const { events } = (await who.manager1.get(path(company))).json;
  assert.deepEqual(
    events.slice(0, 3).map(({ kind, detail }) => [kind, detail.name]),
    [
      ['file_removed', '补充协议.pdf'],
      ['file_added', '补充协议.pdf'],
      ['file_added', '合同.pdf'],
    ],
  );
  // Handed on, the files go with it.
  const users = await who.admin.get('/api/v1/admin/users?page_size=100');
  const { id: person } = users.json.items.find((user) => user.user_name === 'manager2');
  const handed = await who.admin.post(`${path(company)}/actions`, { action: 'hand_over', person });
  assert.equal(handed.status, 200, handed.text);
  assert.deepEqual(await filesOf('manager2', company), ['合同.pdf']);
  assert.equal((await who.manager2.get(download)).status, 200);
  assert.equal((await who.manager1.get(path(company))).json.files.length, 0);
});

test('what was merged brings its files along, and takes them back', async () => {
  const [one, two] = [
    await entered('manager1', { name: '安庆振风塔墨子酥食品厂' }),
    await entered('manager1', { name: '黄山屯溪老街徽墨社' }),
  ];
  await put('manager1', one, await uploaded('manager1', '甲'));
  await put('manager1', two, await uploaded('manager1', '乙'));
  const merged = await who.manager1.post(`${path(one)}/merges`, { other: two.id });
  assert.deepEqual(await filesOf('manager1', one), ['乙.pdf', '甲.pdf']);
  await who.manager1.post(`${market}/merges/${merged.json.merge}/undo`, {});
  assert.deepEqual(await filesOf('manager1', one), ['甲.pdf']);
  assert.deepEqual(await filesOf('manager1', two), ['乙.pdf']);
});

test('signings of the partner it is: by its code, without one by its name; only those one may see', async () => {
  const { partner } = (await who.partner1.get('/api/v1/records/signing?page_size=1')).json.items[0];
  const agent = (await who.admin.get(`/api/v1/records/agent/${partner.id}`)).json;
  const code = agent.data.uscc;
  const own = (await who.partner1.get('/api/v1/records/signing?page_size=100')).json;
  /** @param {string} name @param {{id: string, library: string}} company */
  const signings = async (name, company) => {
    const answer = await who[name].get(`${path(company)}/signings?page_size=100`);
    assert.equal(answer.status, 200, answer.text);
    return answer.json;
  };
  const byCode = await entered(
    'partner1',
    { name: '完全不同的名称杂货铺', credit_code: code },
    agents,
  );
  assert.equal((await signings('partner1', byCode)).total, own.total);
  // Nobody sees more here than in the list of signings.
  const seen = (await who.admin.get('/api/v1/records/signing?page_size=100')).json.items;
  const theirs = seen.filter((row) => row.partner.id === partner.id).length;
  assert.equal((await signings('admin', byCode)).total, theirs);
  assert.equal((await signings('partner2', byCode)).total, 0);
  const byName = await entered('manager1', { name: partner.name });
  assert.equal((await signings('admin', byName)).total, theirs);
  const other = await entered('manager2', {
    name: '没有签约的裁缝铺',
    credit_code: '91110000600037341L',
  });
  assert.equal((await signings('admin', other)).total, 0);
  assert.equal((await who.partner1.get(`${path(other)}/signings`)).status, 404);
});
