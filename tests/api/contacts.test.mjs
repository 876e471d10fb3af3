// People of a partner company whom forms may name: who keeps them, and what becomes of those who leave.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { people, signingAnswers, startDemo, submitNew } from './support/demo.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;
/** @type {Record<string, string>} */
const company = {};

before(async () => {
  server = await startDemo();
  who = await people(server, [
    ...['admin', 'partner1', 'partner2', 'distributor1'],
    ...['manager1', 'manager2', 'manager3', 'approver1'],
  ]);
  for (const name of ['partner1', 'partner2', 'distributor1']) {
    company[name] = (await who[name].get('/api/v1/me')).json.partner.id;
  }
});
after(() => server.close());

/** @param {string} owner */
const contacts = (owner) => `/api/v1/partners/${company[owner]}/contacts`;

test('a company, who looks after it and administrators keep its contacts; it is nobody else’s', async () => {
  for (const name of ['partner1', 'manager1', 'admin']) {
    const listed = await who[name].get(contacts('partner1'));
    assert.equal(listed.status, 200, `${name}: ${listed.text}`);
    assert.equal(listed.json.partner.id, company.partner1);
    const created = await who[name].post(contacts('partner1'), { name: `由 ${name} 添加` });
    assert.equal(created.status, 201, created.text);
    const { id, version } = created.json;
    const changed = await who[name].patch(`${contacts('partner1')}/${id}`, {
      title: '经理',
      version,
    });
    assert.deepEqual([changed.json.title, changed.json.version], ['经理', 2]);
  }
  const { items } = (await who.partner1.get(contacts('partner1'))).json;
  const [contact] = items;
  for (const name of ['partner2', 'distributor1', 'manager2', 'manager3', 'approver1']) {
    const path = `${contacts('partner1')}/${contact.id}`;
    for (const answer of [
      await who[name].get(contacts('partner1')),
      await who[name].post(contacts('partner1'), { name: '外人' }),
      await who[name].patch(path, { name: '外人', version: contact.version }),
    ]) {
      assert.equal(answer.status, 404, `${name}: ${answer.text}`);
    }
  }
  // Nor by way of one's own company.
  const smuggled = await who.partner2.patch(`${contacts('partner2')}/${contact.id}`, {
    name: '外人',
    version: contact.version,
  });
  assert.equal(smuggled.status, 404);
  const nowhere = '/api/v1/partners/00000000-0000-7000-8000-000000000000/contacts';
  assert.equal((await who.admin.get(nowhere)).status, 404);
  assert.equal((await who.admin.post(nowhere, { name: '无' })).status, 404);
  const audit = (await who.admin.get(`/api/v1/admin/audit?subject=${company.partner1}`)).json.items;
  assert.ok(audit.some(({ action }) => action === 'contact.changed'));
});

test('what is wrong is said by member, and numbers take their canonical form', async () => {
  const path = contacts('partner1');
  const wrong = { name: ' ', title: '长'.repeat(101), mobile: '12', email: 'nobody' };
  const refused = await who.partner1.post(path, wrong);
  assert.equal(refused.status, 422);
  assert.deepEqual(
    refused.json.violations.map((each) => [each.path, each.code, each.message !== undefined]),
    [
      ['/title', 'contact.too_long', true],
      ['/name', 'contact.name_required', true],
      ['/mobile', 'contact.phone', true],
      ['/email', 'contact.email', true],
    ],
  );
  const right = { name: '王 五', mobile: '+86 138 0531 0001', email: 'wang@partner.example' };
  const created = await who.partner1.post(path, right);
  assert.equal(created.json.mobile, '13805310001');
  const stale = await who.partner1.patch(`${path}/${created.json.id}`, { name: 'x', version: 7 });
  assert.deepEqual([stale.status, stale.json.code], [409, 'record.version_conflict']);
});

test('who left is offered no more, and stays readable', async () => {
  const lookup = `/api/v1/lookups/contact?distributor=${company.distributor1}`;
  const [chosen] = (await who.manager1.get(lookup)).json.items;
  const path = `${contacts('distributor1')}/${chosen.id}`;
  const left = await who.distributor1.patch(path, { active: false, version: 1 });
  assert.equal(left.json.active, false);
  const offered = (await who.manager1.get(lookup)).json.items.map(({ id }) => id);
  assert.ok(!offered.includes(chosen.id));
  const { items } = (await who.distributor1.get(contacts('distributor1'))).json;
  assert.equal(items.at(-1).id, chosen.id);
  // A manager cannot bind somebody who left.
  const record = await submitNew(
    who.partner1,
    await signingAnswers(who.partner1, { type: 'AA', level: 'AA_GOLD' }),
  );
  const bound = await who.manager1.post(`/api/v1/records/signing/${record.id}/commands`, {
    command: 'approve',
    version: record.version,
    data: { bound_distributor: company.distributor1, distributor_contact: chosen.id },
  });
  assert.equal(bound.status, 422, bound.text);
  const back = await who.distributor1.patch(path, { active: true, version: 2 });
  assert.equal(back.json.active, true);
});

test('managers list the companies they look after, administrators all', async () => {
  const names = async (/** @type {string} */ name) =>
    (await who[name].get('/api/v1/partners')).json.items.map(({ id }) => id);
  const all = await names('admin');
  assert.ok(Object.values(company).every((id) => all.includes(id)));
  const own = await names('manager1');
  assert.ok(own.includes(company.partner1) && !own.includes(company.partner2));
  const found = (await who.admin.get(`/api/v1/partners?q=${encodeURIComponent('华信')}`)).json;
  assert.deepEqual(
    found.items.map(({ id }) => id),
    [company.partner1],
  );
});
