// The module that ships against the server that ships: what the simulation plays in small.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { look, people, signingAnswers, startDemo } from '../api/support/demo.mjs';
import { newId } from '../api/support/device.mjs';
import { RealDevice } from './real_device.mjs';

let server;
let who;
const ids = {};

before(async () => {
  server = await startDemo();
  who = await people(server, ['partner1', 'partner2', 'manager1']);
  for (const [name, http] of Object.entries(who))
    ids[name] = (await http.get('/api/v1/me')).json.user.id;
});
after(() => server.close());

const device = (name) => new RealDevice(who[name], ids[name]);

test('filled in and submitted without a connection, decided without a connection', async () => {
  const partner = device('partner1');
  const manager = device('manager1');
  await partner.pull();
  await manager.pull();
  const record = newId();
  const answers = await signingAnswers(who.partner1);
  partner.edit(record, { signing_name: answers.signing_name });
  partner.edit(record, answers);
  partner.act('submit', record);
  assert.equal(partner.draft(record).phase, 'submitting');
  await partner.settle();
  assert.equal(partner.row(record).state, 'pending');
  assert.equal(partner.draft(record), undefined);
  await manager.pull();
  const { version } = manager.row(record);
  manager.act('reject', record, { args: { opinion: '请补充' }, base_version: version });
  await manager.settle();
  await partner.pull();
  assert.equal(partner.row(record).state, 'rejected');
  assert.equal((await look(who.partner1, record)).state, 'rejected');
});

test('a refused submission is a draft again, with the reasons at its fields', async () => {
  const partner = device('partner1');
  await partner.pull();
  const record = newId();
  const answers = await signingAnswers(who.partner1, { year: '2027' });
  const { fiscal_year, ...incomplete } = answers;
  partner.edit(record, incomplete);
  partner.act('submit', record);
  await partner.settle();
  const draft = partner.draft(record);
  assert.equal(draft.phase, 'needs_you');
  assert.ok(
    draft.violations.some(({ code, path }) => code === 'required' && path === 'fiscal_year'),
    JSON.stringify(draft.violations),
  );
  assert.equal(draft.mine.signing_name, answers.signing_name);
  partner.edit(record, { ...draft.mine, fiscal_year });
  await partner.settle();
  assert.equal(partner.row(record).data.fiscal_year, fiscal_year);
  assert.equal(partner.row(record).state, 'draft');
});

test('two devices of a company: other fields merge, the same field waits for a person', async () => {
  const [one, two] = [device('partner1'), device('partner1')];
  await one.pull();
  const record = newId();
  one.edit(record, { signing_name: '原来的', brands: '甲' });
  await one.settle();
  await two.pull();
  const stored = two.row(record);
  one.edit(record, { ...stored.data, brands: '乙' }, stored);
  await one.settle();
  two.edit(record, { ...stored.data, bank: '中国银行', brands: '丙' }, stored);
  await two.settle();
  const draft = two.draft(record);
  assert.equal(draft.phase, 'needs_you');
  assert.deepEqual(draft.conflicts, [{ field: 'brands', was: '甲', mine: '丙', theirs: '乙' }]);
  two.take({ event: 'resolve', record, choices: { brands: '丙' } });
  await two.settle();
  await one.pull();
  assert.deepEqual(one.row(record).data, two.row(record).data);
  assert.equal(one.row(record).data.brands, '丙');
  assert.equal(one.row(record).data.bank, '中国银行');
});

test('a device that dies after every commit loses nothing and doubles nothing', async () => {
  const partner = device('partner2');
  await partner.pull();
  const known = [...partner.disk.values()].filter(({ table }) => table === 'record').length;
  partner.crashing = true;
  const records = Array.from({ length: 20 }, newId);
  for (const [i, record] of records.entries()) {
    partner.edit(record, { signing_name: `第 ${i} 稿` });
    partner.open();
  }
  await partner.settle(500);
  partner.crashing = false;
  await partner.pull();
  for (const [i, record] of records.entries()) {
    assert.equal(partner.row(record).data.signing_name, `第 ${i} 稿`);
    assert.equal(partner.row(record).version, 1);
  }
  const rows = [...partner.disk.values()].filter(({ table }) => table === 'record').length;
  assert.equal(rows, known + 20);
});

test('kill -9 of the server while a long queue drains: every command takes effect once', async () => {
  const partner = device('partner2');
  await partner.pull();
  const records = Array.from({ length: 600 }, newId);
  for (const [i, record] of records.entries()) partner.edit(record, { signing_name: `批 ${i}` });
  const total = async () =>
    (await who.partner2.get('/api/v1/records/signing?page_size=1')).json.total;
  const before = await total();
  for (let kills = 0; kills < 2; kills += 1) {
    partner.wake();
    const seen = await total();
    const answered = partner.exchange();
    // As soon as something of it can be seen.
    while ((await total()) === seen);
    await server.kill();
    await answered;
    await server.start();
    who.partner2 = await server.signIn('partner2', 'Qudao-demo-2026');
    partner.http = who.partner2;
  }
  partner.take({ event: 'signed_in', user_id: ids.partner2 });
  await partner.settle(1_000);
  assert.equal(partner.client.status().waiting, 0);
  assert.equal(await total(), before + 600);
  for (const [i, record] of records.entries()) {
    assert.equal(partner.row(record).data.signing_name, `批 ${i}`);
    assert.equal(partner.row(record).version, 1);
  }
});

test('nothing of one user is sent under another, whatever the cookie says', async () => {
  const partner = device('partner2');
  await partner.pull();
  const record = newId();
  partner.edit(record, { signing_name: '别人的会话' });
  const own = partner.http;
  partner.http = await server.signIn('partner1', 'Qudao-demo-2026'); // another tab did
  await partner.settle();
  assert.equal(partner.client.status().link, 'other_user');
  assert.equal(partner.answers.at(-1), 403);
  partner.take({ event: 'poked' });
  assert.equal(partner.request, null);
  partner.http = own;
  partner.take({ event: 'signed_in', user_id: ids.partner2 });
  await partner.settle();
  assert.equal(partner.row(record).data.signing_name, '别人的会话');
});
