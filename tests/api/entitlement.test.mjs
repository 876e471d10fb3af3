// Who may see, change and decide what — by every route, and by the wrong people many times over.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { decide, look, people, signingAnswers, startDemo, submitNew } from './support/demo.mjs';

const repetitions = 50;
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
    'distributor1',
    'manager1',
    'manager2',
    'approver1',
    'approver2',
  ]);
});
after(() => server.close());

const wrongPeople = [
  'partner2',
  'distributor1',
  'manager2',
  'approver1',
  'approver2',
  'admin',
  'partner1',
];

test('a decision by somebody not entitled changes nothing', async () => {
  const record = await submitNew(who.partner1, await signingAnswers(who.partner1));
  const before_ = await look(who.partner1, record.id);
  for (let i = 0; i < repetitions; i += 1) {
    const name = wrongPeople[i % wrongPeople.length];
    const command = ['approve', 'reject', 'fill'][i % 3];
    const answer = await decide(who[name], record, command, { opinion: '越权', data: {} });
    const sees = ['approver1', 'approver2', 'admin', 'partner1'].includes(name);
    assert.equal(answer.status, sees ? 403 : 404, `${name} ${command}: ${answer.text}`);
  }
  const now = await look(who.partner1, record.id);
  assert.deepEqual(
    [now.version, now.state, now.trail],
    [before_.version, before_.state, before_.trail],
  );
});

test('levels come in their order: nobody decides ahead or a second time', async () => {
  const record = await submitNew(who.partner1, await signingAnswers(who.partner1));
  const early = await decide(who.approver2, record, 'approve');
  assert.equal(early.status, 403);
  const first = (await decide(who.manager1, record, 'approve')).json.record;
  const again = await decide(who.manager1, first, 'approve');
  assert.ok([403, 409].includes(again.status), again.text);
  const second = (await decide(who.approver1, first, 'approve')).json.record;
  assert.deepEqual(
    second.current_approvers.map((person) => person.name),
    ['孙国强'],
  );
});

test('a frozen record cannot be edited, removed or submitted again', async () => {
  const record = await submitNew(who.partner1, await signingAnswers(who.partner1));
  for (let i = 0; i < repetitions; i += 1) {
    const version = record.version;
    const data = { ...record.data, signing_name: `改 ${i}` };
    const saved = await who.partner1.put(`/api/v1/records/signing/${record.id}`, { data, version });
    assert.equal(saved.status, 409, saved.text);
    assert.equal(saved.json.code, 'record.frozen');
  }
  const removed = await who.partner1.delete(
    `/api/v1/records/signing/${record.id}?version=${record.version}`,
  );
  assert.equal(removed.status, 409, removed.text);
  assert.equal((await decide(who.partner1, record, 'submit')).status, 409);
  assert.equal((await look(who.partner1, record.id)).data.signing_name, record.data.signing_name);
});

test('what belongs to others does not exist, by any route', async () => {
  const mine = await submitNew(who.partner1, await signingAnswers(who.partner1));
  const draft = (await who.partner1.post('/api/v1/records/signing', { data: {} })).json.record;
  const strangers = [who.partner2, who.distributor1, who.manager2];
  for (const id of [mine.id, draft.id, randomUUID(), 'x', mine.id.toUpperCase()]) {
    for (const stranger of strangers) {
      const path = `/api/v1/records/signing/${id}`;
      const answers = [
        await stranger.get(path),
        await stranger.put(path, { data: {}, version: 1 }),
        await decide(stranger, { id, version: 1 }, 'approve'),
        await decide(stranger, { id, version: 1 }, 'withdraw'),
      ];
      for (const answer of answers) assert.equal(answer.status, 404, answer.text);
      const removed = await stranger.delete(`${path}?version=1`);
      assert.ok([403, 404].includes(removed.status), removed.text);
    }
  }
  // The manager named in a draft does not see it before it is submitted.
  const named = await who.partner1.post('/api/v1/records/signing', {
    data: await signingAnswers(who.partner1),
  });
  assert.equal(
    (await who.manager1.get(`/api/v1/records/signing/${named.json.record.id}`)).status,
    404,
  );
});

test('lists, searches, inbox and recent items show nothing of others', async () => {
  const name = `独有 ${randomUUID()}`;
  const mine = await submitNew(who.partner1, await signingAnswers(who.partner1, { name }));
  await look(who.partner1, mine.id);
  for (const stranger of [who.partner2, who.distributor1, who.manager2]) {
    for (const path of [
      `records/signing?q=${encodeURIComponent(name)}`,
      `records/signing?signing_name=${encodeURIComponent(name)}`,
      `records/signing?q=${mine.number}`,
      'inbox',
      'recent-items',
      'workbench',
      'notifications',
    ]) {
      const answer = await stranger.get(`/api/v1/${path}`);
      assert.equal(answer.status, 200, answer.text);
      assert.ok(
        !answer.text.includes(mine.id) && !answer.text.includes(name),
        `${path}: ${answer.text}`,
      );
    }
  }
  const seen = await who.manager1.get(`/api/v1/records/signing?q=${encodeURIComponent(name)}`);
  assert.equal(seen.json.total, 1);
});

test('an attachment is read by whoever sees its record, and named only by who uploaded it', async () => {
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
  const file = (
    await who.partner1.upload(pdf, 'application/pdf', { name: '证件.pdf', type: 'legal_id' })
  ).json;
  const data = await signingAnswers(who.partner1);
  const attachments = [
    { id: file.id, type: 'legal_id', size: 1, sha256: 'forged' },
    data.attachments[1],
  ];
  const stolen = await who.partner2.post('/api/v1/records/signing', { data: { attachments } });
  assert.equal(stolen.status, 422, stolen.text);
  assert.equal(stolen.json.violations[0].code, 'attachment.unknown');
  const record = await submitNew(who.partner1, { ...data, attachments });
  const stored = record.data.attachments[0];
  assert.deepEqual([stored.size, stored.sha256], [pdf.length, file.sha256]);
  for (const reader of [who.partner1, who.manager1, who.approver1, who.admin]) {
    assert.equal((await reader.get(`/api/v1/files/${file.id}`)).status, 200);
  }
  for (const stranger of [who.partner2, who.distributor1, who.manager2]) {
    assert.equal((await stranger.get(`/api/v1/files/${file.id}`)).status, 404);
  }
});
