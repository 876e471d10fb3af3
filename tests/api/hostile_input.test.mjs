// Malformed, oversized and forged content: a clear 4xx with a stable code, nothing changed, the server goes on.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { look, people, signingAnswers, startDemo } from './support/demo.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'partner1', 'manager1']);
});
after(() => server.close());

const deep = (levels) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

test('bodies that are no request', async () => {
  const total = async () => (await who.partner1.get('/api/v1/records/signing')).json.total;
  const count = await total();
  const headers = { 'content-type': 'application/json' };
  for (const body of [
    '',
    '{',
    '[]',
    '"x"',
    'null',
    '{"data":[]}',
    '{"data":1}',
    '{"data":{},"data":{}}',
    `{"data":{"signing_name":${deep(200)}}}`,
    '{"data":{"signing_name":"\\ud800"}}',
    '{"submit":"yes","data":{}}',
    '{"data":{},"command_id":"1"}',
    '{"data":{},"command_id":7}',
    '\u0000',
    `{"data":{},"x":1e999}`,
  ]) {
    const answer = await who.partner1.send('POST', '/api/v1/records/signing', { body, headers });
    assert.ok(
      answer.status >= 400 && answer.status < 500,
      `${body.slice(0, 60)}: ${answer.status}`,
    );
    assert.match(answer.json.code, /^[a-z_.]+$/);
  }
  const large = JSON.stringify({ data: { business_scope: 'x'.repeat(2_000_000) } });
  assert.equal(
    (await who.partner1.send('POST', '/api/v1/records/signing', { body: large, headers })).status,
    413,
  );
  assert.equal(await total(), count);
});

test('answers of every wrong type keep a draft and are refused when submitted', async () => {
  const good = await signingAnswers(who.partner1);
  const values = [
    true,
    17,
    -1e300,
    'x'.repeat(5000),
    [],
    [[]],
    {},
    { a: {} },
    '\u0007',
    '<script>',
    "' OR 1=1 --",
  ];
  const fields = [
    'signing_name',
    'fiscal_year',
    'channel_manager',
    'staff_total',
    'registered_capital',
    'attachments',
    'general_manager_email',
    'letter_accepted',
  ];
  for (const field of fields) {
    for (const value of values) {
      const data = { ...good, [field]: value };
      const answer = await who.partner1.post('/api/v1/records/signing', {
        data,
        submit: true,
        command_id: randomUUID(),
      });
      const harmless =
        (field === 'signing_name' && typeof value === 'string' && value.length < 100) ||
        (field === 'letter_accepted' && value === true) ||
        (field === 'staff_total' && value === 17) ||
        (field === 'registered_capital' && value === 17) ||
        (field === 'signing_name' && value === 17);
      assert.ok(
        harmless || answer.status === 422,
        `${field} = ${JSON.stringify(value)}: ${answer.status} ${answer.text}`,
      );
    }
  }
});

test('commands with forged members change nothing', async () => {
  const record = (await who.partner1.post('/api/v1/records/signing', { data: {} })).json.record;
  const path = `/api/v1/records/signing/${record.id}/commands`;
  for (const body of [
    {},
    { command: 'submit' },
    { command: 'approve_all', version: 1 },
    { command: 'submit', version: '1' },
    { command: 'submit', version: -1 },
    { command: 'submit', version: 1, data: 'x' },
    { command: 'submit', version: 1, opinion: 7 },
    { command: ['submit'], version: 1 },
  ]) {
    const answer = await who.partner1.post(path, body);
    assert.ok([400, 409].includes(answer.status), `${JSON.stringify(body)}: ${answer.text}`);
  }
  assert.equal((await look(who.partner1, record.id)).version, record.version);
});

test('administration refuses what makes no sense', async () => {
  const { admin } = who;
  const wrong = [
    ['PUT', 'admin/settings', { open_fiscal_years: 'all' }],
    ['PUT', 'admin/settings', { open_fiscal_years: [1] }],
    ['PUT', 'admin/settings', { secret: 1 }],
    ['PUT', 'admin/dictionaries/transport', { label: { 'zh-CN': '运输' }, items: [{ code: 'a' }] }],
    ['PUT', 'admin/dictionaries/transport', { label: {}, items: [] }],
    ['PUT', 'admin/dictionaries/nothing', { label: { 'zh-CN': '无' }, items: [] }],
    ['PUT', 'admin/approval-paths/planet/1', { levels: [] }],
    ['POST', 'admin/users', { user_name: 'x', roles: ['king'] }],
    ['POST', 'admin/users', { user_name: 'newcomer', roles: ['king'] }],
    ['POST', 'admin/news', { title: '' }],
    ['POST', 'saved-searches', { entity: 'signing' }],
  ];
  for (const [method, path, json] of wrong) {
    const answer = await admin.send(method, `/api/v1/${path}`, { json });
    assert.ok(
      answer.status >= 400 && answer.status < 500,
      `${path} ${JSON.stringify(json)}: ${answer.text}`,
    );
  }
  const me = (await admin.get('/api/v1/me')).json.user;
  const locked = await admin.post(`/api/v1/admin/users/${me.id}/disable`);
  assert.equal(locked.json.code, 'admin.own_account');
  assert.equal((await admin.get('/healthz')).status, 200);
});
