// Decisions by commands of the sync protocol: the same rights, guards and fields as by the routes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { look, people, signIn, signingAnswers, startDemo } from './support/demo.mjs';
import { Device, newId } from './support/device.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

before(async () => {
  server = await startDemo();
  who = await people(server, ['partner1', 'manager1']);
});
after(() => server.close());

const codes = (/** @type {any} */ verdict) =>
  verdict.violations?.map((/** @type {any} */ each) => `${each.code} ${each.path}`.trim());

test('managers decide by commands; withdraw and remove; an id is used once', async () => {
  const partner = new Device(who.partner1);
  const manager = new Device(who.manager1);
  const record = newId();
  await manager.pull();
  await partner.push(
    partner.create(record, await signingAnswers(who.partner1)),
    partner.command('submit', record, { after: 1 }),
  );
  await manager.pull();
  assert.equal(manager.records.get(record).state, 'pending');
  const [silent, decided] = await manager.push(
    manager.command('reject', record, { base_version: 2 }),
    manager.command('reject', record, { base_version: 2, args: { opinion: '请补充' } }),
  );
  assert.deepEqual(codes(silent), ['approval.opinion_required']);
  assert.deepEqual([decided.verdict, decided.version], ['applied', 3]);
  await partner.pull();
  assert.equal(partner.records.get(record).state, 'rejected');
  await partner.applied(partner.command('submit', record, { base_version: 3 }));
  assert.equal(await partner.applied(partner.command('withdraw', record, { base_version: 4 })), 5);

  const draft = newId();
  const gone = await partner.push(
    partner.create(draft, { signing_name: '删除' }),
    partner.command('remove', draft, { after: partner.seq }),
  );
  assert.deepEqual([gone[1].verdict, gone[1].version], ['applied', 0]);
  const [again, taken] = await partner.push(
    partner.create(draft, { signing_name: '再来' }),
    partner.create(record, { signing_name: '同一标识' }),
  );
  assert.deepEqual([codes(again), codes(taken)], [['record.exists'], ['record.exists']]);
});

test('an approver fills in their fields by a command, once, and decides by the next', async () => {
  const owner = new Device(who.partner1);
  const record = newId();
  await owner.push(
    owner.create(record, await signingAnswers(who.partner1, { type: 'AA' })),
    owner.command('submit', record, { after: 1 }),
  );
  const { id: distributor } = (await who.manager1.get('/api/v1/lookups/distributor')).json.items[0];
  const of = `/api/v1/lookups/contact?distributor=${distributor}`;
  const { id: contact } = (await who.manager1.get(of)).json.items[0];
  const data = { bound_distributor: distributor, distributor_contact: contact };

  const device = new Device(who.manager1);
  await device.pull();
  const early = device.command('approve', record, { base_version: 2 });
  const fill = device.command('fill', record, { base_version: 2, args: { data } });
  const late = device.command('fill', record, { base_version: 2, args: { data } });
  const approve = device.command('approve', record, { base_version: 3 });
  const verdicts = await device.push(early, fill, fill, late, approve);
  assert.deepEqual(
    verdicts.map((/** @type {any} */ each) => [each.seq, each.verdict, each.version]),
    [
      [1, 'rejected', undefined],
      [2, 'applied', 3],
      [2, 'applied', 3],
      [3, 'rejected', undefined],
      [4, 'applied', 4],
    ],
  );
  await device.pull();
  const pulled = device.records.get(record);
  assert.deepEqual([pulled.version, pulled.data.distributor_contact], [4, contact]);
  const { trail } = await look(who.partner1, record);
  assert.deepEqual(
    trail.map(({ decision }) => decision),
    ['submit', 'approve'],
  );
});

test('a command is no way around rights: who may not do it by a route may not do it here', async () => {
  const owner = new Device(who.partner1);
  const record = newId();
  await owner.push(
    owner.create(record, await signingAnswers(who.partner1)),
    owner.command('submit', record, { after: 1 }),
  );
  const before_ = await look(who.partner1, record);
  const opinion = { args: { opinion: '越权', data: { signing_name: '改' } } };
  const names = ['submit', 'remove', 'approve', 'reject', 'fill', 'withdraw'];
  const all = (/** @type {Device} */ device, wanted = names) => [
    device.save(record, { brands: '越' }, { brands: null }, 2),
    ...wanted.map((name) => device.command(name, record, { base_version: 2, ...opinion })),
  ];
  for (const name of ['partner2', 'manager2', 'distributor1']) {
    const device = new Device(await signIn(server, name));
    for (const verdict of await device.push(...all(device)))
      assert.deepEqual(codes(verdict), ['not_found'], name);
  }
  // Who sees it may not do everything with it either.
  for (const name of ['approver1', 'admin', 'partner1']) {
    const device = new Device(await signIn(server, name));
    const theirs = name === 'partner1' ? ['withdraw'] : [];
    const wanted = names.filter((each) => !theirs.includes(each));
    for (const verdict of await device.push(...all(device, wanted)))
      assert.equal(verdict.verdict, 'rejected', `${name} ${JSON.stringify(verdict)}`);
  }
  for (const name of ['manager1', 'approver1', 'admin']) {
    const device = new Device(await signIn(server, name));
    const [made] = await device.push(device.create(newId(), { signing_name: '越权' }));
    assert.deepEqual(codes(made), ['access.denied'], name);
  }
  const filled = new Device(who.manager1);
  const [fill] = await filled.push(filled.command('fill', record, { base_version: 2, ...opinion }));
  assert.deepEqual(codes(fill), ['approval.not_fillable signing_name']);
  const after_ = await look(who.partner1, record);
  assert.deepEqual(
    [after_.version, after_.data, after_.trail],
    [before_.version, before_.data, before_.trail],
  );
});
