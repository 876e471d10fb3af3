// A definition gets a new version while commands of the old one wait on devices.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { look, people, startDemo } from './support/demo.mjs';
import { Device, newId } from './support/device.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'partner1']);
});
after(() => server.close());

/** The next version, in which `brands` is called `brand_names`. @param {any} old */
function renamed(old) {
  const next = JSON.parse(JSON.stringify(old).replaceAll('"brands"', '"brand_names"'));
  next.version = old.version + 1;
  next.upgrades = [{ to: next.version, fields: { brand_names: { from: 'brands' } } }];
  return next;
}

test('commands of an older version are merged under the one both sides know, and lose nothing', async () => {
  const old = (await who.admin.get('/api/v1/definitions/signing')).json.definition;
  const [away, here] = [new Device(who.partner1), new Device(who.partner1)];
  const then = { definition_version: old.version };
  const record = newId();
  await away.applied(away.create(record, { signing_name: '旧表', brands: '甲' }, then));
  await away.pull();
  await here.pull();
  const next = renamed(old);
  const published = await who.admin.post('/api/v1/admin/definitions', { definition: next });
  assert.equal(published.status, 201, published.text);

  // The record is of the version of the command.
  await away.applied(away.save(record, { brands: '乙' }, { brands: '甲' }, 1, then));
  const upgraded = await look(who.partner1, record);
  assert.deepEqual([upgraded.definition_version, upgraded.version], [next.version, 2]);
  assert.deepEqual([upgraded.data.brand_names, upgraded.aside], ['乙', []]);

  // The record is of the newest version by now, the commands are not.
  await here.pull();
  assert.equal(here.again, 2);
  const now = { definition_version: next.version };
  const set = { brand_names: '丙' };
  await here.applied(here.save(record, set, { brand_names: '乙' }, 2, now));
  const [beside, against, beyond] = await away.push(
    away.save(record, { transport: 'road' }, { transport: null }, 2, then),
    away.save(record, { brands: '丁' }, { brands: '乙' }, 2, then),
    away.save(record, { brands: '丁' }, { brands: '乙' }, 2, { definition_version: 99 }),
  );
  assert.deepEqual([beside.verdict, beside.version], ['applied', 4]);
  assert.deepEqual(
    against.violations.map((/** @type {any} */ each) => [each.code, each.path, each.params]),
    [['sync.conflict', 'brand_names', { mine: '丁', theirs: '丙', was: '乙' }]],
  );
  assert.equal(beyond.violations[0].code, 'request.invalid');
  const merged = await look(who.partner1, record);
  assert.deepEqual([merged.data.brand_names, merged.data.transport], ['丙', 'road']);

  // Emptied under the old name, filled in under the old name.
  const [emptied, made] = await away.push(
    away.save(record, { brands: null }, { brands: '丙' }, 4, then),
    away.create(newId(), { signing_name: '新建', brands: '戊' }, then),
  );
  assert.deepEqual([emptied.verdict, made.verdict], ['applied', 'applied']);
  assert.equal((await look(who.partner1, record)).data.brand_names, undefined);
  await away.pull();
  assert.equal(away.again, 2);
  const fresh = [...away.records.values()].find((each) => each.data.signing_name === '新建');
  assert.deepEqual([fresh.data.brand_names, fresh.definition_version], ['戊', next.version]);
});
