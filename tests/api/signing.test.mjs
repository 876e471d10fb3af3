// A signing from the first draft to approval, rejection and correction, with everybody being told.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  approveBy,
  decide,
  look,
  people,
  signingAnswers,
  startDemo,
  submitNew,
  thisYear,
} from './support/demo.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

before(async () => {
  server = await startDemo();
  who = await people(server, [
    'admin',
    'partner1',
    'partner2',
    'manager1',
    'manager2',
    'approver1',
    'approver2',
  ]);
});
after(() => server.close());

/** @param {import('./support/client.mjs').Answer} answer */
const codes = (answer) => answer.json.violations.map((each) => `${each.path} ${each.code}`);

test('a draft stores whatever was typed, has a number, and says what is missing when submitted', async () => {
  const created = await who.partner1.post('/api/v1/records/signing', {
    data: { signing_name: '草稿', general_manager_mobile: '不是号码', staff_total: '1，200' },
  });
  assert.equal(created.status, 201, created.text);
  const { record } = created.json;
  assert.match(record.number, /^QS\d{10}$/);
  assert.equal(record.state, 'draft');
  assert.equal(record.data.general_manager_mobile, '不是号码');
  assert.equal(record.data.staff_total, 1200);
  const refused = await decide(who.partner1, record, 'submit');
  assert.equal(refused.status, 422);
  assert.equal(refused.json.code, 'validation.failed');
  assert.ok(codes(refused).includes('general_manager_mobile format.mobile'), refused.text);
  assert.ok(codes(refused).includes('letter_accepted must_accept'), refused.text);
  assert.ok(codes(refused).length > 20);
});

test('saving keeps versions apart: the later of two saves from one version is refused', async () => {
  const { record } = (
    await who.partner1.post('/api/v1/records/signing', { data: { signing_name: 'A' } })
  ).json;
  const path = `/api/v1/records/signing/${record.id}`;
  const first = await who.partner1.put(path, {
    data: { signing_name: 'B' },
    version: record.version,
  });
  assert.equal(first.status, 200, first.text);
  const second = await who.partner1.put(path, {
    data: { signing_name: 'C' },
    version: record.version,
  });
  assert.equal(second.status, 409);
  assert.deepEqual(
    [second.json.code, second.json.version],
    ['record.version_conflict', first.json.record.version],
  );
  assert.equal(
    (await who.partner1.delete(`${path}?version=${first.json.record.version}`)).status,
    204,
  );
  assert.equal((await who.partner1.get(path)).status, 404);
});

test('what is calculated is never believed, and unknown fields are refused', async () => {
  const data = await signingAnswers(who.partner1);
  const forged = { ...data, customer: '别的公司', uscc: '91110000600037341L', status: 'approved' };
  const record = await submitNew(who.partner1, forged);
  assert.equal(record.data.customer, '南京华信科技有限公司');
  assert.equal(record.state, 'pending');
  assert.equal(record.data.status, 'pending');
  const unknown = await who.partner1.post('/api/v1/records/signing', {
    data: { ...data, salary: 1 },
  });
  assert.equal(unknown.status, 422);
  assert.deepEqual(codes(unknown), ['salary field.unknown']);
});

test('a dealer signing needs its distributor bound by the manager, rejection returns it, both rounds stay', async () => {
  const bound = { bound_distributor: 'forged', distributor_contact: 'forged' };
  const data = { ...(await signingAnswers(who.partner1, { type: 'AA' })), ...bound };
  const submitted = await submitNew(who.partner1, data);
  assert.equal(submitted.data.bound_distributor, undefined);

  const guarded = await decide(who.manager1, submitted, 'approve');
  assert.equal(guarded.status, 422, guarded.text);
  assert.equal(guarded.json.code, 'approval.guard');
  assert.ok(guarded.json.violations[0].message.length > 0);
  const silent = await decide(who.manager1, submitted, 'reject');
  assert.equal(silent.json.code, 'approval.opinion_required');
  const rejected = await decide(who.manager1, submitted, 'reject', { opinion: '请补充合同' });
  assert.equal(rejected.json.record.state, 'rejected');

  const returned = await look(who.partner1, submitted.id);
  const corrected = await who.partner1.put(`/api/v1/records/signing/${submitted.id}`, {
    data: { ...returned.data, brands: '浪潮' },
    version: returned.version,
  });
  assert.equal(corrected.status, 200, corrected.text);
  const again = (await decide(who.partner1, corrected.json.record, 'submit')).json.record;

  const distributor = (await who.manager1.get('/api/v1/lookups/distributor')).json.items[0];
  const contacts = await who.manager1.get(`/api/v1/lookups/contact?distributor=${distributor.id}`);
  const contact = contacts.json.items[0];
  const unknown = { bound_distributor: distributor.id, distributor_contact: 'nobody' };
  const wrong = await decide(who.manager1, again, 'approve', { data: unknown });
  assert.equal(wrong.status, 422, wrong.text);
  const foreign = await decide(who.manager1, again, 'approve', { data: { signing_name: '改名' } });
  assert.equal(foreign.status, 422, foreign.text);
  const data_ = { bound_distributor: distributor.id, distributor_contact: contact.id };
  const approved = await decide(who.manager1, again, 'approve', { data: data_, opinion: '已绑定' });
  assert.equal(approved.status, 200, approved.text);
  assert.equal(approved.json.record.data.distributor_contact, contact.id);
  const done = await approveBy([who.approver1, who.approver2], again.id);
  assert.equal(done?.state, 'approved');
  const seen = await look(who.partner1, again.id);
  assert.deepEqual(
    seen.trail.map((step) => `${step.round} ${step.decision}`),
    ['1 submit', '1 reject', '2 resubmit', '2 approve', '2 approve', '2 approve'],
  );
  assert.equal(seen.trail[1].opinion, '请补充合同');
  assert.deepEqual(seen.outlook, []);
});

test('everybody concerned is told, in the app and by mail', async () => {
  const record = await submitNew(
    who.partner2,
    await signingAnswers(who.partner2, { manager: '李静' }),
  );
  const inbox = await who.manager2.get('/api/v1/inbox');
  assert.ok(inbox.json.items.some((row) => row.id === record.id));
  const told = async (client) =>
    (await client.get('/api/v1/notifications')).json.items.filter(
      (item) => item.record_id === record.id,
    );
  assert.deepEqual(
    (await told(who.manager2)).map((item) => item.kind),
    ['decide'],
  );
  await decide(who.manager2, record, 'approve');
  assert.ok(
    !(await who.manager2.get('/api/v1/inbox')).json.items.some((row) => row.id === record.id),
  );
  assert.deepEqual(
    (await told(who.approver1)).map((item) => item.kind),
    ['decide'],
  );
  const mail = (await who.admin.get('/api/v1/admin/mail?page_size=100')).json.items;
  assert.ok(mail.some((message) => message.subject.includes(record.number)));
  const read = await who.manager2.post('/api/v1/notifications/read', { all: true });
  assert.equal(read.json.unread, 0);
});

test('withdrawn before the first decision, not after', async () => {
  const data = await signingAnswers(who.partner1);
  const one = await submitNew(who.partner1, data);
  const withdrawn = await decide(who.partner1, one, 'withdraw');
  assert.equal(withdrawn.json.record.state, 'withdrawn');
  const two = await submitNew(who.partner1, data);
  const decided = (await decide(who.manager1, two, 'approve')).json.record;
  assert.ok([403, 409].includes((await decide(who.partner1, decided, 'withdraw')).status));
});

test('a new year starts from the last approved signing', async () => {
  const start = await who.partner1.get('/api/v1/records/signing/new');
  assert.equal(start.status, 200, start.text);
  assert.match(start.json.from.number, /^QS/);
  assert.ok(start.json.taken_over.includes('business_scope'));
  for (const key of ['fiscal_year', 'letter_accepted', 'attachments', 'status', 'customer']) {
    assert.ok(!(key in start.json.data), key);
  }
  const created = await who.partner1.post('/api/v1/records/signing', {
    data: start.json.data,
    taken_over: start.json.taken_over,
    taken_over_from: start.json.from,
  });
  assert.deepEqual(created.json.record.taken_over_from, start.json.from);
});

test('a path that changes is the path that counts, for what is pending too', async () => {
  const users = (await who.admin.get('/api/v1/admin/users?page_size=100')).json.items;
  const id = (name) => users.find((user) => user.user_name === name).id;
  const record = await submitNew(who.partner1, await signingAnswers(who.partner1));
  const first = (await decide(who.manager1, record, 'approve')).json.record;
  assert.deepEqual(
    first.current_approvers.map((person) => person.id),
    [id('approver1')],
  );
  const path = '/api/v1/admin/approval-paths/province/320000';
  await who.admin.put(path, { levels: [[id('approver2')]] });
  assert.equal((await decide(who.approver1, first, 'approve')).status >= 403, true);
  const seen = await look(who.approver2, record.id);
  assert.deepEqual(
    seen.current_approvers.map((person) => person.id),
    [id('approver2')],
  );
  assert.ok(
    (await who.approver2.get('/api/v1/inbox')).json.items.some((row) => row.id === record.id),
  );
  const bad = await who.admin.put(path, { levels: [[id('partner1')], []] });
  assert.equal(bad.json.code, 'approval_path.invalid');
  await who.admin.put(path, { levels: [[id('approver1')], [id('approver2')]] });
});

test('lists: paging, sorting, filters by state and by indexed field', async () => {
  const page = await who.partner1.get('/api/v1/records/signing?page_size=2&sort=-number');
  assert.equal(page.json.items.length, 2);
  assert.ok(page.json.items[0].number > page.json.items[1].number);
  const approved = await who.partner1.get('/api/v1/records/signing?state=approved,rejected');
  assert.ok(approved.json.items.every((row) => ['approved', 'rejected'].includes(row.state)));
  const dealers = await who.partner1.get(
    `/api/v1/records/signing?signing_type=AA&fiscal_year=${thisYear}`,
  );
  assert.ok(dealers.json.items.every((row) => row.fields.signing_type === 'AA'));
  for (const bad of ['bank=1', 'sort=bank', 'page=0', 'page_size=101', 'state=;drop&x=1']) {
    const answer = await who.partner1.get(`/api/v1/records/signing?${bad}`);
    assert.equal(answer.status, 400, `${bad}: ${answer.text}`);
  }
});
