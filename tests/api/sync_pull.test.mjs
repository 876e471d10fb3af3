// What a pull brings and what it must never name; what waits for files; pokes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { look, people, signIn, signingAnswers, startDemo } from './support/demo.mjs';
import { Device, newId } from './support/device.mjs';
import { pdf, resumable, upload } from './support/tus.mjs';

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

/** @param {string} sql */
const sqlite = (sql) =>
  execFileSync('sqlite3', ['-cmd', '.timeout 30000', `${server.data}/qudao.db`, sql]).toString();

/** Ids of all records this person finds in lists. @param {import('./support/client.mjs').Client} client */
async function listed(client) {
  const ids = [];
  for (const entity of ['agent', 'signing']) {
    for (let page = 1; ; page += 1) {
      const answer = await client.get(
        `/api/v1/records/${entity}?sort=number&page_size=100&page=${page}`,
      );
      ids.push(...answer.json.items.map((/** @type {any} */ row) => row.id));
      if (answer.json.items.length < 100) break;
    }
  }
  return ids.sort();
}

/** A submitted signing of partner1, made by a device. @param {Device} device */
async function submitted(device) {
  const record = newId();
  const verdicts = await device.push(
    device.create(record, await signingAnswers(device.http)),
    device.command('submit', record, { after: device.seq }),
  );
  assert.equal(verdicts[1].verdict, 'applied', JSON.stringify(verdicts));
  return record;
}

test('a pull brings what lists show, to everybody: no more and no less', async () => {
  const device = new Device(who.partner1);
  await submitted(device);
  await device.applied(device.create(newId(), { signing_name: '只有自己' }));
  for (const [name, client] of Object.entries(who)) {
    const other = new Device(client);
    await other.pull();
    assert.deepEqual([...other.records.keys()].sort(), await listed(client), name);
    assert.deepEqual([...other.told].sort(), [...other.records.keys()].sort(), name);
    assert.equal(other.again, 1);
    assert.deepEqual(await other.pull(), [], name);
  }
});

test('pages: everything once, and what changes meanwhile comes as well', async () => {
  const device = new Device(who.partner1);
  for (let batch = 0; batch < 5; batch += 1) {
    const commands = Array.from({ length: 200 }, () =>
      device.create(newId(), { signing_name: `页 ${batch}` }),
    );
    for (const verdict of await device.push(...commands)) assert.equal(verdict.verdict, 'applied');
  }
  const reader = new Device(who.partner1);
  const first = (await reader.ask()).json;
  assert.deepEqual([first.changes.length, first.more, first.again], [500, true, true]);
  reader.cursor = first.cursor;
  for (const { put } of first.changes) reader.records.set(put.id, put);
  // One of the first page, before the second is asked for.
  const [early] = first.changes.filter(
    (/** @type {any} */ each) => each.put.entity === 'signing' && each.put.state === 'draft',
  );
  await device.applied(
    device.save(early.put.id, { brands: '新' }, { brands: null }, early.put.version),
  );
  const rest = await reader.pull();
  assert.ok(reader.pages >= 2);
  assert.deepEqual([...reader.records.keys()].sort(), await listed(who.partner1));
  assert.equal(reader.records.get(early.put.id).data.brands, '新');
  const ids = rest.map((/** @type {any} */ each) => each.put.id);
  assert.equal(new Set(ids).size, ids.length);
});

test('it starts again after a publication, a change of rights, a purged log and a cursor nobody gave', async () => {
  const device = new Device(who.partner1);
  const approver = new Device(who.approver2);
  await device.pull();
  await approver.pull();
  const path = '/api/v1/admin/dictionaries/transport';
  const dictionary = (await who.admin.get(path)).json;
  await who.admin.put(path, dictionary);
  await device.pull();
  assert.equal(device.again, 2);

  const users = (await who.admin.get('/api/v1/admin/users?page_size=100')).json.items;
  const { id, version } = users.find((/** @type {any} */ each) => each.user_name === 'approver2');
  const user = `/api/v1/admin/users/${id}`;
  await approver.pull();
  const few = approver.records.size;
  const before = approver.again;
  const raised = await who.admin.patch(user, { roles: ['approver', 'admin'], version });
  assert.equal(raised.status, 200, raised.text);
  approver.http = await signIn(server, 'approver2'); // what was theirs ends with their rights
  await approver.pull();
  assert.deepEqual([approver.again, approver.records.size > few], [before + 1, true]);
  const lowered = { roles: ['approver'], version: version + 1 };
  assert.equal((await who.admin.patch(user, lowered)).status, 200);
  approver.http = await signIn(server, 'approver2');
  who.approver2 = approver.http;
  await approver.pull();
  assert.deepEqual([approver.again, approver.records.size], [before + 2, few]);

  const count = device.records.size;
  const good = device.cursor;
  for (const cursor of [
    '',
    'x',
    `${good}9999999`,
    good.replace(/\d+$/, '-1'),
    '1..',
    '💥'.repeat(50),
  ]) {
    device.cursor = cursor;
    const again = device.again;
    await device.pull();
    assert.deepEqual([device.again, device.records.size], [again + 1, count], cursor);
  }
  device.cursor = good;
  await device.pull();
  const again = device.again;
  await submitted(new Device(who.partner2));
  sqlite('UPDATE sync_log SET purged = position');
  await device.pull();
  assert.equal(device.again, again + 1);
  await device.pull();
  assert.equal(device.again, again + 1);
});

test('a removed record goes from its company only, and a new device never hears of it', async () => {
  const [one, two] = [new Device(who.partner1), new Device(who.partner1)];
  const stranger = new Device(who.partner2);
  const manager = new Device(who.manager1);
  const admin = new Device(who.admin);
  const all = [two, stranger, manager, admin];
  const record = newId();
  await one.applied(one.create(record, await signingAnswers(who.partner1)));
  for (const each of all) await each.pull();
  await one.applied(one.command('remove', record, { base_version: 1 }));
  assert.deepEqual(await two.pull(), [{ remove: record }]);
  assert.deepEqual(await admin.pull(), [{ remove: record }]);
  for (const each of all) await each.pull();
  for (const each of [stranger, manager]) assert.ok(!each.told.has(record));
  const fresh = new Device(who.partner1);
  await fresh.pull();
  assert.ok(!fresh.told.has(record));
});

test('who no longer takes part loses the record, and gets it back when they do again', async () => {
  const device = new Device(who.partner1);
  const approver = new Device(who.approver1);
  const stranger = new Device(who.manager2);
  await approver.pull();
  await stranger.pull();
  const record = await submitted(device);
  await approver.pull();
  assert.ok(approver.records.has(record));
  const users = (await who.admin.get('/api/v1/admin/users?page_size=100')).json.items;
  const id = (/** @type {string} */ name) =>
    users.find((/** @type {any} */ user) => user.user_name === name).id;
  const path = '/api/v1/admin/approval-paths/province/320000';
  try {
    assert.equal((await who.admin.put(path, { levels: [[id('approver2')]] })).status, 200);
    const changes = await approver.pull();
    assert.ok(changes.some((each) => each.remove === record));
    assert.deepEqual([...approver.records.keys()].sort(), await listed(who.approver1));
  } finally {
    await who.admin.put(path, { levels: [[id('approver1')], [id('approver2')]] });
  }
  await approver.pull();
  assert.ok(approver.records.has(record));
  await stranger.pull();
  assert.ok(!stranger.told.has(record));
  assert.deepEqual([...stranger.told].sort(), await listed(who.manager2));
});

test('a command waits for its files, and what hangs on it waits as well; the queue does not', async () => {
  const device = new Device(who.partner1);
  const [record, other] = [newId(), newId()];
  const [file, second] = [newId(), newId()];
  const commands = [
    device.create(record, await signingAnswers(who.partner1), { attachments: [file, second] }),
    device.command('submit', record, { after: 1 }),
    device.create(other, { signing_name: '不等' }),
  ];
  const verdicts = await device.push(...commands);
  assert.deepEqual(
    verdicts.map((/** @type {any} */ each) => [
      each.verdict,
      each.waits_for,
      each.waits_for_command,
    ]),
    [
      ['held', [file, second], 0],
      ['held', [], 1],
      ['applied', undefined, undefined],
    ],
  );
  assert.deepEqual(await device.push(...commands), verdicts);
  await device.pull();
  assert.ok(!device.records.has(record) && device.records.has(other));

  const shown = (await who.admin.get('/api/v1/admin/sync')).json;
  const mine = shown.items.find((/** @type {any} */ each) => each.client_id === device.client_id);
  assert.deepEqual([mine.last_seq, mine.acknowledged, mine.user.name], [3, 0, '陈晓东']);
  assert.deepEqual(
    mine.held.map((/** @type {any} */ each) => [each.seq, each.name, each.record, each.waits_for]),
    [
      [1, 'create', record, [file, second]],
      [2, 'submit', record, []],
    ],
  );
  const store = (/** @type {string} */ id) =>
    sqlite(
      'INSERT INTO attachment SELECT tenant_id, ' +
        `'${id}', 'a', 1, 'application/pdf', 'a.pdf', '', id, 1 FROM user_account` +
        " WHERE display_name = '陈晓东'",
    );
  store(file);
  await device.pull();
  assert.deepEqual(device.verdicts.get(1).waits_for, [second]);
  store(second);
  await device.pull();
  assert.deepEqual(
    [device.verdicts.get(1), device.verdicts.get(2)].map((each) => [each.verdict, each.version]),
    [
      ['applied', 1],
      ['applied', 2],
    ],
  );
  assert.equal(device.records.get(record).state, 'pending');
  device.acknowledged = 3;
  device.verdicts.clear();
  await device.pull();
  assert.equal(device.verdicts.size, 0);
});

test('it goes on as soon as its files have arrived, before anybody asks', async () => {
  const device = new Device(who.partner1);
  const record = newId();
  const [first, second] = [randomUUID(), randomUUID()];
  const answers = await signingAnswers(who.partner1);
  const [letter] = answers.attachments;
  const attachments = [
    { ...letter, id: first, url: undefined },
    ...answers.attachments.slice(1),
    { ...letter, id: second, url: undefined },
  ];
  await device.push(
    device.create(record, { ...answers, attachments }, { attachments: [first, second] }),
    device.command('submit', record, { after: 1 }),
  );
  const path = `/api/v1/records/signing/${record}`;
  await upload(who.partner1, pdf(200), { attachment_id: second });
  assert.equal((await who.partner1.get(path)).status, 404);
  await upload(who.partner1, pdf(200), { attachment_id: first });
  const shown = await look(who.partner1, record);
  assert.deepEqual([shown.state, shown.version], ['pending', 2]);
  assert.equal(shown.data.attachments[0].size, 200);
  await device.pull();
  assert.equal(device.verdicts.get(2).verdict, 'applied');
});

test('what was held is carried out as it is then: refused, its dependents are too', async () => {
  const device = new Device(who.partner1);
  const [record, file] = [newId(), newId()];
  await device.applied(device.create(record, { signing_name: '等待', brands: '甲' }));
  await device.push(
    device.save(record, { brands: '乙' }, { brands: '甲' }, 1, { attachments: [file] }),
    device.command('submit', record, { after: 2 }),
  );
  const other = new Device(who.partner1);
  await other.applied(other.save(record, { brands: '丙' }, { brands: '甲' }, 1));
  sqlite(
    `INSERT INTO attachment SELECT tenant_id, '${file}', 'a', 1, 'application/pdf', 'a.pdf', '', id, 1` +
      " FROM user_account WHERE display_name = '陈晓东'",
  );
  await device.pull();
  assert.equal(device.verdicts.get(2).violations[0].code, 'sync.conflict');
  assert.equal(device.verdicts.get(3).violations[0].code, 'sync.depends_on_rejected');
  assert.equal((await look(who.partner1, record)).data.brands, '丙');
});

test('what waits for a file that never comes is given up: it is refused, and what hangs on it', async () => {
  const device = new Device(who.partner1);
  const [record, other, file] = [newId(), newId(), newId()];
  const held = { attachments: [file] };
  await device.push(
    device.create(record, { signing_name: '等待', brands: '甲' }, held),
    device.command('submit', record, { after: 1 }),
    device.create(other, { signing_name: '也等', brands: '乙' }, held),
  );
  const own = (/** @type {number} */ seq) => `/api/v1/sync/clients/${device.client_id}/held/${seq}`;
  for (const [client, path, status] of /** @type {const} */ ([
    [who.partner2, own(1), 404],
    [who.partner1, own(9), 404],
    [who.partner1, own(1).replace(/1$/, '1x'), 404],
    [who.partner1, `/api/v1/admin/sync/${device.client_id}/held/1`, 403],
    [who.partner1, own(1), 204],
    [who.partner1, own(1), 404],
  ])) {
    assert.equal((await client.delete(path)).status, status, path);
  }
  await device.pull();
  const codes = (/** @type {number} */ seq) =>
    (device.verdicts.get(seq).violations ?? []).map((/** @type {any} */ each) => each.code);
  assert.deepEqual(codes(1), ['sync.given_up']);
  assert.deepEqual(device.verdicts.get(1).violations[0].params, { files: [file] });
  assert.deepEqual(codes(2), ['sync.depends_on_rejected']);
  assert.equal(device.verdicts.get(3).verdict, 'held');

  const gone = await who.admin.delete(`/api/v1/admin/sync/${device.client_id}/held/3`);
  assert.equal(gone.status, 204);
  await device.pull();
  assert.deepEqual(codes(3), ['sync.given_up']);
  assert.ok(!device.records.has(record) && !device.records.has(other));
  const { items } = (await who.admin.get('/api/v1/admin/audit?page_size=1')).json;
  assert.deepEqual([items[0].action, items[0].subject], ['sync.give_up', device.client_id]);
});

test('a request that is meant for another user than the session is refused, whatever it asks', async () => {
  const me = (await who.partner1.get('/api/v1/me')).json.user.id;
  const other = (await who.partner2.get('/api/v1/me')).json.user.id;
  const about = { ...resumable, 'Upload-Length': '5' };
  for (const [user, status, code] of [
    [other, 403, 'sync.other_user'],
    [me, 200, undefined],
  ]) {
    const headers = { 'X-Qudao-User': user };
    const answer = await who.partner1.send('GET', '/api/v1/me', { headers });
    assert.deepEqual([answer.status, answer.json.code], [status, code]);
  }
  const upload = await who.partner1.send('POST', '/api/v1/uploads', {
    headers: { ...about, 'X-Qudao-User': other },
  });
  assert.deepEqual([upload.status, upload.json.code], [403, 'sync.other_user']);
});

/**
 * Listens for pokes.
 * @param {import('./support/client.mjs').Client} client
 */
function listen(client) {
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const state = { text: '', status: 0, ended: false, type: '' };
  /** @type {(() => void)[]} */
  const waiting = [];
  const call = request(
    `${server.origin}/api/v1/sync/poke`,
    { headers: { cookie, accept: 'text/event-stream' }, agent: false },
    (answer) => {
      state.status = answer.statusCode ?? 0;
      state.type = answer.headers['content-type'] ?? '';
      const wake = () => waiting.splice(0).forEach((each) => each());
      answer.on('data', (piece) => {
        state.text += piece;
        wake();
      });
      answer.on('close', () => {
        state.ended = true;
        wake();
      });
    },
  );
  call.on('error', () => {});
  call.end();
  /** @param {() => boolean} wanted */
  const until = async (wanted) => {
    while (!wanted()) await new Promise((done) => waiting.push(() => done(undefined)));
  };
  return {
    state,
    until,
    opened: () => until(() => state.text !== ''),
    poked: () => until(() => state.text.includes('event: poke')),
    forget: () => (state.text = ''),
    close: () => call.destroy(),
  };
}

test('pokes: who may be concerned is told, and a stream ends with its session', async () => {
  const partner = await signIn(server, 'partner1');
  const own = listen(partner);
  const stranger = listen(who.partner2);
  const manager = listen(who.manager1);
  // The first look at the log may tell everybody.
  for (const each of [own, stranger, manager]) await each.opened();
  assert.deepEqual([own.state.status, own.state.type], [200, 'text/event-stream']);
  const device = new Device(who.partner1);
  await device.applied(device.create(newId(), { signing_name: '通知' }));
  for (const each of [own, stranger, manager]) await each.poked();
  for (const each of [own, stranger, manager]) each.forget();
  await submitted(device);
  await own.poked();
  await manager.poked();
  assert.ok(!stranger.state.text.includes('event: poke'));
  await partner.delete('/api/v1/sessions/current');
  await device.applied(device.create(newId(), { signing_name: '结束' }));
  await own.until(() => own.state.ended);
  for (const each of [stranger, manager]) each.close();
});

test('pokes: a user has a few streams, the oldest gives way; it must be asked for as a stream', async () => {
  const streams = [];
  for (let i = 0; i < 9; i += 1) {
    const stream = listen(who.approver1);
    await stream.opened();
    streams.push(stream);
  }
  await streams[0].until(() => streams[0].state.ended);
  assert.ok(streams.slice(1).every(({ state }) => !state.ended));
  assert.equal((await who.approver1.get('/api/v1/sync/poke')).status, 400);
  for (const each of streams) each.close();
});

test('who listens does not keep the server from stopping', async () => {
  const stream = listen(who.approver1);
  await stream.opened();
  const began = performance.now();
  assert.equal(await server.stop(), 0);
  await stream.until(() => stream.state.ended);
  // The grace that requests under way are given is ten seconds.
  assert.ok(performance.now() - began < 9000);
  await server.start();
});

test('whole records to show without a connection: those one sees, as GET of each gives them', async () => {
  const device = new Device(who.partner1);
  const record = await submitted(device);
  const body = { entity: 'signing', ids: [record, randomUUID()] };
  const looked = await who.partner1.post('/api/v1/sync/records', body);
  const { context: theirs, ...rest } = looked.json.records[0];
  assert.equal(looked.json.records.length, 1);
  const { context, ...whole } = await look(who.partner1, record);
  assert.deepEqual(rest, whole);
  assert.deepEqual(Object.keys(theirs), Object.keys(context));
  assert.deepEqual((await who.partner2.post('/api/v1/sync/records', body)).json.records, []);
  const recent = (/** @type {import('./support/client.mjs').Client} */ client) =>
    client.get('/api/v1/recent-items').then(({ json }) => json.items);
  assert.ok(!(await recent(who.manager1)).some((/** @type {any} */ { id }) => id === record));
  await who.manager1.post('/api/v1/sync/records', body);
  assert.ok(!(await recent(who.manager1)).some((/** @type {any} */ { id }) => id === record));
  const bad = [{}, { entity: 'signing' }, { entity: 'signing', ids: [1] }];
  bad.push({ entity: 'signing', ids: Array(51).fill(record) });
  for (const wrong of bad) {
    const answer = await who.partner1.post('/api/v1/sync/records', wrong);
    assert.deepEqual([answer.status, answer.json.code], [400, 'request.invalid']);
  }
});
