// Many at once: whatever happens at the same time, one effect counts and nobody is told otherwise.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  decide,
  look,
  people,
  signingAnswers,
  startDemo,
  submitNew,
  thisYear,
} from './support/demo.mjs';

const repetitions = 50;
/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;
/** @type {Record<string, string>} */
let ids;

/** @param {string[][]} levels user names */
async function setPath(levels) {
  const answer = await who.admin.put('/api/v1/admin/approval-paths/province/320000', {
    levels: levels.map((level) => level.map((name) => ids[name])),
  });
  assert.equal(answer.status, 200, answer.text);
}

/** @param {import('./support/client.mjs').Answer[]} answers */
const statuses = (answers) => answers.map((answer) => answer.status).sort();

before(async () => {
  server = await startDemo();
  who = await people(server, [
    'admin',
    'partner1',
    'partner2',
    'manager1',
    'approver1',
    'approver2',
  ]);
  const users = await who.admin.get('/api/v1/admin/users?page_size=100');
  ids = Object.fromEntries(users.json.items.map((user) => [user.user_name, user.id]));
});
after(() => server.close());

test('two approvers of one level press at once: one decision counts', async () => {
  await setPath([['approver1', 'approver2'], ['approver2']]);
  const answers = await signingAnswers(who.partner1);
  for (let i = 0; i < repetitions; i += 1) {
    const submitted = await submitNew(who.partner1, answers);
    const first = await decide(who.manager1, submitted, 'approve');
    const record = first.json.record;
    const second = i % 2 === 0 ? 'approve' : 'reject';
    const both = await Promise.all([
      decide(who.approver1, record, 'approve', { opinion: '同意' }),
      decide(who.approver2, record, second, { opinion: '不同意' }),
    ]);
    assert.deepEqual(statuses(both), [200, 409], both.map((answer) => answer.text).join());
    const seen = await look(who.partner1, record.id);
    assert.equal(seen.trail.filter((step) => step.level === 2).length, 1);
  }
});

test('two signings of one year are approved at once: exactly one is', async () => {
  await setPath([]);
  const partners = [who.partner1, who.partner2];
  for (let batch = 0; batch < 5; batch += 1) {
    const years = Array.from({ length: repetitions / 10 }, (_, i) => 2040 + batch * 5 + i);
    await who.admin.put('/api/v1/admin/settings', { open_fiscal_years: years });
    for (const partner of partners) {
      for (const year of years) {
        const answers = await signingAnswers(partner, { year: String(year) });
        const two = [await submitNew(partner, answers), await submitNew(partner, answers)];
        const both = await Promise.all(
          two.map((record) => decide(who.manager1, record, 'approve')),
        );
        assert.deepEqual(statuses(both), [200, 409], both.map((answer) => answer.text).join());
        const refused = both.find((answer) => answer.status === 409)?.json;
        assert.equal(refused.code, 'unique.taken');
        assert.equal(refused.violations[0].code, 'unique.one_approved_per_year');
        const states = await Promise.all(
          two.map(async ({ id }) => (await look(partner, id)).state),
        );
        assert.deepEqual(states.sort(), ['approved', 'pending']);
      }
    }
  }
  await who.admin.put('/api/v1/admin/settings', { open_fiscal_years: [Number(thisYear)] });
});

test('the same submission sent several times is one record', async () => {
  const data = await signingAnswers(who.partner1);
  const total = async () =>
    (await who.partner1.get('/api/v1/records/signing?page_size=1')).json.total;
  for (let i = 0; i < repetitions; i += 1) {
    const countBefore = await total();
    const body = { data, submit: true, command_id: randomUUID() };
    const sent = await Promise.all(
      [1, 2, 3].map(() => who.partner1.post('/api/v1/records/signing', body)),
    );
    assert.deepEqual(statuses(sent), [200, 200, 201]);
    assert.equal(new Set(sent.map((answer) => answer.json.record.id)).size, 1);
    assert.equal(await total(), countBefore + 1);
  }
});

test('a record submitted twice with different commands goes in once', async () => {
  const data = await signingAnswers(who.partner1);
  for (let i = 0; i < repetitions; i += 1) {
    const created = await who.partner1.post('/api/v1/records/signing', { data });
    const both = await Promise.all(
      [1, 2].map(() => decide(who.partner1, created.json.record, 'submit')),
    );
    assert.deepEqual(statuses(both), [200, 409]);
    assert.equal((await look(who.partner1, created.json.record.id)).trail.length, 1);
  }
});

test('one command id with other content is refused, and the first verdict stays', async () => {
  const data = await signingAnswers(who.partner1);
  const command_id = randomUUID();
  const first = await who.partner1.post('/api/v1/records/signing', {
    data,
    submit: true,
    command_id,
  });
  const other = { data: { ...data, signing_name: '另一份' }, submit: true, command_id };
  const second = await who.partner1.post('/api/v1/records/signing', other);
  assert.equal(second.status, 409);
  assert.equal(second.json.code, 'command.reused');
  const again = await who.partner1.post('/api/v1/records/signing', {
    data,
    submit: true,
    command_id,
  });
  assert.equal(again.json.record.id, first.json.record.id);
});

test('a refused command gets the same refusal again', async () => {
  const data = await signingAnswers(who.partner1);
  delete data.bank;
  const wrong = { ...data, general_manager_email: 'nobody' };
  const body = { data: wrong, submit: true, command_id: randomUUID() };
  const answers = [];
  for (let i = 0; i < 2; i += 1)
    answers.push(await who.partner1.post('/api/v1/records/signing', body));
  assert.deepEqual(statuses(answers), [422, 422]);
  assert.deepEqual(answers[0].json.violations, answers[1].json.violations);
  assert.equal(answers[0].json.violations[0].path, 'general_manager_email');
});
