// The server's side of the sync protocol: a command takes effect at most once, whatever is sent again; a pull brings all
// somebody may see, and nothing else.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { look, people, signIn, signingAnswers, startDemo } from './support/demo.mjs';
import { Device, newId, protocol } from './support/device.mjs';
import { pdf, upload } from './support/tus.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'partner1', 'partner2', 'manager1']);
});
after(() => server.close());

const codes = (/** @type {any} */ verdict) =>
  verdict.violations?.map((/** @type {any} */ each) => `${each.code} ${each.path}`.trim());

test('a record is made, changed and submitted by commands, and comes back by a pull', async () => {
  const device = new Device(who.partner1);
  await device.pull();
  assert.equal(device.again, 1);
  const record = newId();
  const answers = await signingAnswers(who.partner1);
  const made = device.create(record, { signing_name: '离线签约' });
  const saved = device.save(record, answers, { signing_name: '离线签约' }, 0, { after: 1 });
  const submitted = device.command('submit', record, { after: 2 });
  const verdicts = await device.push(made, saved, submitted);
  assert.deepEqual(
    verdicts.map((/** @type {any} */ each) => [each.seq, each.id, each.verdict, each.version]),
    [
      [1, made.id, 'applied', 1],
      [2, saved.id, 'applied', 2],
      [3, submitted.id, 'applied', 3],
    ],
  );
  const changes = await device.pull();
  assert.deepEqual(
    changes.map((each) => each.put?.id),
    [record],
  );
  const shown = await look(who.partner1, record);
  const pulled = device.records.get(record);
  for (const key of ['id', 'number', 'title', 'state', 'version', 'case', 'partner_id'])
    assert.deepEqual(pulled[key], shown[key], key);
  for (const [key, answer] of Object.entries(answers))
    assert.deepEqual(pulled.data[key], answer, key);
  assert.equal(pulled.state, 'pending');
  assert.deepEqual(await device.pull(), []);
  assert.equal(device.again, 1);
});

test('what is sent again gets the stored verdict, and nothing happens twice', async () => {
  const device = new Device(who.partner1);
  const record = newId();
  const commands = [
    device.create(record, { signing_name: '一次' }),
    device.save(record, { signing_name: '两次' }, { signing_name: '一次' }, 0, { after: 1 }),
    device.command('submit', record, { after: 2 }),
  ];
  const first = await device.push(...commands);
  assert.deepEqual(
    first.map((/** @type {any} */ each) => each.verdict),
    ['applied', 'applied', 'rejected'],
  );
  assert.ok(codes(first[2]).includes('required fiscal_year'), codes(first[2]));
  const { version } = await look(who.partner1, record);
  assert.deepEqual(await device.push(...commands), first);
  assert.deepEqual(await device.push(...commands.slice(1)), first.slice(1));
  assert.equal((await look(who.partner1, record)).version, version);
});

test('kill -9 between the commit and the answer: every command takes effect once', async () => {
  const own = await startDemo();
  try {
    let http = await signIn(own, 'partner1');
    const device = new Device(http);
    await device.pull();
    const count = async () => (await http.get('/api/v1/records/signing?page_size=1')).json.total;
    const before = await count();
    const known = device.records.size;
    const commands = Array.from({ length: 200 }, (_, i) =>
      device.create(newId(), { signing_name: `批 ${i}` }),
    );
    let sent = 0;
    for (let kills = 0; kills < 3; kills += 1) {
      // The answer is not waited for: as soon as the first effect can be seen, the server is gone.
      const lost = device.send(commands).catch(() => 'lost');
      for (;;) {
        const made = (await count()) - before;
        if (made < Math.min(200, sent + 20)) continue;
        sent = made;
        break;
      }
      await own.kill();
      await lost;
      await own.start();
      http = await signIn(own, 'partner1');
      device.http = http;
    }
    const verdicts = await device.push(...commands);
    assert.equal(verdicts.length, 200);
    for (const verdict of verdicts) assert.equal(verdict.verdict, 'applied');
    await device.pull();
    assert.equal(device.records.size, known + 200);
    assert.equal(await count(), before + 200);
  } finally {
    await own.close();
  }
});

test('the same push twice at once: both are answered alike, and it happens once', async () => {
  const device = new Device(who.partner1);
  const commands = Array.from({ length: 60 }, (_, i) =>
    device.create(newId(), { signing_name: `同时 ${i}` }),
  );
  const answers = await Promise.all(Array.from({ length: 4 }, () => device.send(commands)));
  for (const answer of answers) {
    assert.equal(answer.json.verdicts.length, 60);
    assert.deepEqual(answer.json, answers[0].json);
  }
  assert.ok(
    answers[0].json.verdicts.every((/** @type {any} */ each) => each.verdict === 'applied'),
  );
  const numbers = new Set();
  await device.pull();
  for (const { record } of commands) numbers.add(device.records.get(record).number);
  assert.equal(numbers.size, 60);
});

test('a gap is refused with the number that is expected; a number used otherwise is told', async () => {
  const device = new Device(who.partner1);
  const record = newId();
  const made = device.create(record, { signing_name: '缺口' });
  const missing = device.save(record, { brands: '甲' }, { brands: null }, 1);
  const beyond = device.save(record, { brands: '乙' }, { brands: '甲' }, 2);
  const gap = (await device.send([made, beyond])).json;
  assert.deepEqual([gap.verdicts.length, gap.expected], [1, 2]);
  assert.deepEqual((await device.push(missing, beyond)).length, 2);
  const other = { ...missing, id: randomUUID() };
  const reused = (await device.send([made, other, beyond])).json;
  assert.deepEqual([reused.verdicts.length, reused.reused], [1, true]);
  assert.equal((await look(who.partner1, record)).data.brands, '乙');
});

test('a rejection rejects what hangs on it, and the queue goes on', async () => {
  const device = new Device(who.partner1);
  const wrong = newId();
  const right = newId();
  const verdicts = await device.push(
    device.create(wrong, { no_such_field: 1 }),
    device.save(wrong, { brands: '甲' }, { brands: null }, 0, { after: 1 }),
    device.command('submit', wrong, { after: 2 }),
    device.create(right, { signing_name: '照常' }),
  );
  assert.deepEqual(
    verdicts.map((/** @type {any} */ each) => each.verdict),
    ['rejected', 'rejected', 'rejected', 'applied'],
  );
  assert.deepEqual(codes(verdicts[0]), ['field.unknown no_such_field']);
  assert.deepEqual(verdicts[1].violations[0].params, { seq: 1 });
  assert.equal(verdicts[2].violations[0].code, 'sync.depends_on_rejected');
  assert.equal(
    verdicts[2].violations[0].message,
    'An earlier change to this record was not accepted',
  );
  assert.equal((await who.partner1.get(`/api/v1/records/signing/${wrong}`)).status, 404);
  assert.equal((await look(who.partner1, right)).version, 1);
});

test('two devices: different answers merge, the same one is a conflict and nothing is saved', async () => {
  const [one, two] = [new Device(who.partner1), new Device(who.partner1)];
  const record = newId();
  await one.applied(one.create(record, { signing_name: '合并', brands: '甲' }));
  await two.pull();
  assert.equal(two.records.get(record).data.brands, '甲');
  await one.applied(one.save(record, { transport: 'road' }, { transport: null }, 1));
  // From version 1 as well: another field is put beside it.
  assert.equal(await two.applied(two.save(record, { brands: '乙' }, { brands: '甲' }, 1)), 3);
  const merged = (await look(who.partner1, record)).data;
  assert.deepEqual([merged.transport, merged.brands], ['road', '乙']);
  // The same value on both sides is no conflict, and nothing new.
  assert.equal(await one.applied(one.save(record, { brands: '乙' }, { brands: '甲' }, 2)), 3);
  const [verdict] = await one.push(
    one.save(
      record,
      { brands: '丙', signing_name: '合并二' },
      { brands: '甲', signing_name: '合并' },
      2,
    ),
  );
  assert.equal(verdict.verdict, 'rejected');
  assert.deepEqual(codes(verdict), ['sync.conflict brands']);
  assert.deepEqual(verdict.violations[0].params, { was: '甲', mine: '丙', theirs: '乙' });
  const kept = await look(who.partner1, record);
  assert.deepEqual([kept.version, kept.data.signing_name, kept.data.brands], [3, '合并', '乙']);
});

test('submitting what is not the present version is refused, and twice is once', async () => {
  const [one, two] = [new Device(who.partner1), new Device(who.partner1)];
  const record = newId();
  await one.applied(one.create(record, await signingAnswers(who.partner1)));
  await two.applied(two.save(record, { brands: '乙' }, { brands: null }, 1));
  const [stale] = await one.push(one.command('submit', record, { base_version: 1 }));
  assert.deepEqual(codes(stale), ['record.version_conflict']);
  assert.deepEqual(stale.violations[0].params, { version: 2 });
  const twice = await one.push(
    one.command('submit', record, { base_version: 2 }),
    one.command('submit', record, { base_version: 2 }),
  );
  assert.deepEqual(
    twice.map((/** @type {any} */ each) => each.verdict),
    ['applied', 'rejected'],
  );
  const [late] = await two.push(two.save(record, { brands: '丙' }, { brands: '乙' }, 2));
  assert.deepEqual(codes(late), ['record.frozen']);
  assert.equal((await look(who.partner1, record)).case.trail.length, 1);
});

test('a new record says where its answers come from, as far as that is true', async () => {
  const device = new Device(who.partner1);
  const start = (await who.partner1.get('/api/v1/records/signing/new')).json;
  const [taken, invented] = [newId(), newId()];
  const args = {
    set: { ...start.data, signing_name: '续签' },
    was: {},
    taken_over: start.taken_over,
    taken_over_from: start.from,
  };
  const from = { id: newId(), number: 'QS2026999999' };
  const verdicts = await device.push(
    device.command('create', taken, { args }),
    device.command('create', invented, { args: { ...args, taken_over_from: from } }),
  );
  for (const each of verdicts) assert.equal(each.verdict, 'applied', JSON.stringify(each));
  const shown = await look(who.partner1, taken);
  assert.deepEqual(shown.taken_over_from, start.from);
  assert.deepEqual(shown.taken_over, start.taken_over);
  assert.equal((await look(who.partner1, invented)).taken_over_from, undefined);
});

test('what is calculated is no conflict, and nobody can set it', async () => {
  const [one, two] = [new Device(who.partner1), new Device(who.partner1)];
  const record = newId();
  await one.applied(one.create(record, { signing_name: '计算', status: 'approved' }));
  await one.pull();
  const { data } = one.records.get(record);
  assert.equal(data.status, 'draft');
  await two.applied(two.save(record, { brands: '甲' }, { brands: null }, 1));
  // As a device has it that worked it out by itself.
  const set = { transport: 'road', status: 'approved', created_by: '某人' };
  const was = { transport: null, status: 'pending', created_by: null };
  assert.equal(await one.applied(one.save(record, set, was, 1)), 3);
  const shown = await look(who.partner1, record);
  assert.deepEqual(
    [shown.data.status, shown.data.created_by, shown.data.transport, shown.data.brands],
    ['draft', data.created_by, 'road', '甲'],
  );
});

test('files that were uploaded meanwhile are the same answer on both sides', async () => {
  const [one, two] = [new Device(who.partner1), new Device(who.partner1)];
  const record = newId();
  const file = await upload(who.partner1, pdf(100));
  const named = [{ id: file, type: 'other', name: '附件' }];
  await one.applied(one.create(record, { signing_name: '附件', attachments: named }));
  await two.applied(two.save(record, { brands: '甲' }, { brands: null }, 1));
  // The first device knows of the file what it said itself, not what the server added.
  const more = [...named, { id: await upload(who.partner1, pdf(50)), type: 'other', name: '又' }];
  const was = { attachments: named };
  assert.equal(await one.applied(one.save(record, { attachments: more }, was, 1)), 3);
  const shown = (await look(who.partner1, record)).data.attachments;
  assert.deepEqual(
    shown.map((/** @type {any} */ each) => each.size),
    [100, 50],
  );
  const foreign = [{ id: await upload(who.partner2, pdf(60)), type: 'other', name: '别人的' }];
  const [stolen] = await one.push(
    one.save(record, { attachments: foreign }, { attachments: more }, 3),
  );
  assert.deepEqual(codes(stolen), ['attachment.unknown attachments']);
});

test('a client belongs to one user, and nobody is answered without a session', async () => {
  const device = new Device(who.partner1);
  await device.applied(device.create(newId(), { signing_name: '我的' }));
  const thief = new Device(who.partner2, device.client_id);
  for (const answer of [await thief.send([thief.create(newId(), {})]), await thief.ask()]) {
    assert.equal(answer.status, 403);
    assert.equal(answer.json.code, 'sync.other_user');
  }
  // A new client, whose session is somebody else's by now.
  const changed = new Device(who.partner1);
  await changed.pull();
  const left = new Device(who.partner2);
  left.user_id = changed.user_id;
  for (const answer of [await left.send([left.create(newId(), {})]), await left.ask()]) {
    assert.deepEqual([answer.status, answer.json.code], [403, 'sync.other_user']);
  }
  const nobody = new Device(server.client(), device.client_id);
  assert.equal((await nobody.send([])).status, 401);
  assert.equal((await nobody.ask()).status, 401);
  assert.equal((await server.client().get('/api/v1/sync/poke')).status, 401);
});

test('what cannot be read is rejected and blocks nothing; without number and id the push is refused', async () => {
  const device = new Device(who.partner1);
  const record = newId();
  const good = device.create(record, { signing_name: '可读' });
  const unreadable = [
    { ...device.command('undeliverable', record), at: 'name' },
    { ...device.command('save', record, { args: 5 }), at: 'args' },
    { ...device.command('save', record, { args: { set: {}, was: { a: 1 } } }), at: 'was' },
    { ...device.command('save', record, { entity: '' }), at: 'entity' },
    { ...device.command('create', 'record-1'), at: 'record' },
    { ...device.create(randomUUID(), {}), at: 'record' }, // no version 7
    { ...device.command('save', record, { attachments: ['x'] }), at: 'attachments' },
    { ...device.command('submit', record, { base_version: '1' }), at: 'base_version' },
    { ...device.command('approve', record, { args: { opinion: 1 } }), at: 'args' },
    { ...device.command('submit', newId(), { after: 1 }), at: 'after' },
  ];
  const last = device.save(record, { brands: '甲' }, { brands: null }, 1);
  const verdicts = await device.push(good, ...unreadable, last);
  assert.equal(verdicts[0].verdict, 'applied');
  for (const [i, { at }] of unreadable.entries()) {
    const { verdict, violations } = verdicts[i + 1];
    assert.deepEqual(
      [verdict, violations[0].code, violations[0].params.at],
      ['rejected', 'sync.malformed', at],
    );
  }
  assert.equal(verdicts.at(-1).verdict, 'applied');

  const command = device.create(newId(), {});
  const { client_id, user_id } = device;
  const sender = { protocol, client_id, user_id, acknowledged: 0 };
  const bad = [
    { user_id: undefined },
    { commands: 5 },
    { commands: [5] },
    { commands: [{ ...command, seq: 0 }] },
    { commands: [{ ...command, seq: '7' }] },
    { commands: [{ ...command, id: '' }] },
    { commands: [{ ...command, id: 'x'.repeat(101) }] },
    { commands: Array(1001).fill(command) },
    { protocol: 'qudao-sync/0' },
    { client_id: 'me' },
    { client_id: undefined },
    { acknowledged: -1 },
    { acknowledged: '1' },
  ];
  for (const members of bad) {
    const body = { ...sender, commands: [command] };
    const answer = await who.partner1.post('/api/v1/sync/push', { ...body, ...members });
    assert.deepEqual(
      [answer.status, answer.json.code],
      [400, 'request.invalid'],
      JSON.stringify(members).slice(0, 80),
    );
  }
  const pulls = [{ protocol: 'x' }, { client_id: 7 }, { acknowledged: null }, { cursor: 5 }];
  for (const members of pulls) {
    const body = { ...sender, cursor: '' };
    const answer = await who.partner1.post('/api/v1/sync/pull', { ...body, ...members });
    assert.equal(answer.status, 400, JSON.stringify(members));
  }
  // Nothing of it was taken.
  assert.equal((await device.push({ ...command, seq: last.seq + 1 }))[0].verdict, 'applied');
});

test('devices of one user, and commands of one device that wait, are not without end', async () => {
  const client = await signIn(server, 'approver2');
  const first = new Device(client);
  await first.pull();
  for (let i = 1; i < 200; i += 1) {
    const device = new Device(client);
    device.user_id = first.user_id;
    assert.equal((await device.ask()).status, 200);
  }
  const beyond = new Device(client);
  for (const answer of [await beyond.ask(), await beyond.send([])]) {
    assert.deepEqual([answer.status, answer.json.code], [409, 'sync.too_many_clients']);
  }
  const attachments = [newId()];
  const held = await first.push(
    ...Array.from({ length: 1000 }, () => first.create(newId(), {}, { attachments })),
  );
  assert.ok(held.every((/** @type {any} */ each) => each.verdict === 'held'));
  const [refused] = await first.push(first.create(newId(), {}, { attachments }));
  assert.deepEqual(codes(refused), ['sync.too_many_held']);
});
