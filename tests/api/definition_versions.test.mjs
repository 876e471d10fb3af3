// A definition gets a new version while people are filling it in: nobody loses an answer, whatever is renamed, split,
// replaced or taken out; what was decided stays as it was decided.
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
} from './support/demo.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;
/** @type {any} */
let first;
/** @type {any} a draft under version 1 */
let draft;
/** @type {any} approved under version 1 */
let approved;
/** @type {any} submitted under version 1, decided later */
let pending;

const definitions = '/api/v1/admin/definitions';
const records = '/api/v1/records/signing';

/** Version 2: a field renamed, one split, one taken out, one added, a choice replaced. @param {any} old */
function second(old) {
  const next = JSON.parse(
    JSON.stringify(old)
      .replaceAll('"signing_name"', '"contract_name"')
      .replaceAll('{signing_name}', '{contract_name}'),
  );
  next.version = old.version + 1;
  const { general_manager: manager, ...fields } = next.fields;
  delete fields.brands;
  next.fields = {
    ...fields,
    manager_family: {
      ...manager,
      label: { 'zh-CN': '总经理姓', en: 'Family name' },
      required: false,
    },
    manager_given: {
      ...manager,
      label: { 'zh-CN': '总经理名', en: 'Given name' },
      required: false,
    },
    purchase_plan: {
      label: { 'zh-CN': '采购计划', en: 'Purchase plan' },
      kind: 'text',
      required: true,
    },
  };
  for (const section of next.sections) {
    section.fields = section.fields
      .filter((/** @type {string} */ key) => key !== 'brands')
      .flatMap((/** @type {string} */ key) =>
        key === 'general_manager' ? ['manager_family', 'manager_given', 'purchase_plan'] : [key],
      );
  }
  next.upgrades = [
    {
      to: next.version,
      fields: {
        contract_name: { from: 'signing_name' },
        manager_family: { from: 'general_manager', value: 'answer.charAt(0)' },
        manager_given: { from: 'general_manager', value: 'answer.substring(1)' },
      },
      choices: { transport: { road: 'rail' } },
    },
  ];
  return next;
}

const publish = (/** @type {any} */ definition) => who.admin.post(definitions, { definition });

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
  first = (await who.admin.get('/api/v1/definitions/signing')).json.definition;
  const answers = {
    ...(await signingAnswers(who.partner2)),
    general_manager: '李雷',
    transport: 'road',
  };
  approved = await submitNew(who.partner2, {
    ...answers,
    signing_name: '已批准的签约',
  });
  await approveBy([who.manager1, who.approver1, who.approver2], approved.id);
  pending = await submitNew(who.partner2, { ...answers, signing_name: '待批准的签约' });
  const saved = await who.partner2.post(records, {
    data: { ...answers, signing_name: '草稿', brands: '甲、乙' },
  });
  assert.equal(saved.status, 201, saved.text);
  draft = saved.json.record;
});
after(() => server.close());

test('the preview says what changes and what that does to open records, and stores nothing', async () => {
  const answer = await who.admin.post(`${definitions}/preview`, { definition: second(first) });
  assert.equal(answer.status, 200, answer.text);
  const { from, to, changes, check, effect } = answer.json;
  assert.deepEqual([from, to, check.loads], [first.version, first.version + 1, true]);
  const codes = changes.map((/** @type {any} */ each) => `${each.code} ${each.path}`);
  for (const expected of [
    'version.field_renamed /fields/contract_name',
    'version.field_split /fields/manager_family',
    'version.field_split /fields/manager_given',
    'version.field_removed /fields/brands',
    'version.field_added /fields/purchase_plan',
    'version.changed /title_field',
  ]) {
    assert.ok(codes.includes(expected), `${expected} in ${codes}`);
  }
  const [mine] = effect.records.filter((/** @type {any} */ each) => each.id === draft.id);
  assert.deepEqual(
    mine.needs_answer.map((/** @type {any} */ each) => `${each.path} ${each.code}`),
    ['purchase_plan required'],
  );
  assert.deepEqual(
    mine.moved.map((/** @type {any} */ each) => `${each.field} ${each.fate}`),
    [
      'contract_name moved',
      'manager_family moved',
      'manager_given moved',
      'transport recoded',
      'brands aside',
    ],
  );
  assert.equal(mine.counts.aside, 1);
  assert.ok(effect.total >= effect.records.length && effect.counts.aside >= 1);
  assert.equal((await look(who.partner2, draft.id)).definition_version, first.version);
  assert.equal((await who.admin.get('/api/v1/definitions/signing')).json.version, first.version);
});

test('what does not compile, or is not the next version, is refused with the place', async () => {
  const wrong = second(first);
  wrong.upgrades[0].fields.contract_name.from = 'uscc';
  const refused = await publish(wrong);
  assert.deepEqual(
    [refused.status, refused.json.code, refused.json.violations[0].path],
    [422, 'definition.invalid', '/upgrades/0/fields/contract_name'],
  );
  for (const [language, said] of [
    ['zh-CN', '缺少“label”'],
    ['en', '“label” is missing'],
  ]) {
    const definition = second(first);
    delete definition.fields.transport.label;
    const headers = { 'accept-language': language };
    for (const path of [definitions, `${definitions}/preview`]) {
      const { json } = await who.admin.post(path, { definition }, { headers });
      const { message, path: place } = json.violations[0];
      assert.deepEqual([message, place], [said, '/fields/transport']);
    }
  }
  const late = await publish(first);
  assert.deepEqual(
    [late.status, late.json.code, late.json.version],
    [409, 'record.version_conflict', first.version],
  );
  assert.equal((await publish({ ...second(first), entity: 'nobody' })).status, 404);
  assert.equal((await publish([])).status, 400);
  assert.equal((await who.admin.get('/api/v1/definitions/signing')).json.version, first.version);
});

test('published, the draft has its answers where they belong, and says so until it is saved', async () => {
  const published = await publish(second(first));
  assert.equal(published.status, 201, published.text);
  const record = await look(who.partner2, draft.id);
  assert.equal(record.definition_version, first.version + 1);
  const { contract_name, manager_family, manager_given, transport } = record.data;
  assert.deepEqual(
    [contract_name, manager_family, manager_given, transport],
    ['草稿', '李', '雷', 'rail'],
  );
  assert.deepEqual(record.aside, [
    {
      field: 'brands',
      label: first.fields.brands.label,
      reason: 'removed',
      value: '甲、乙',
      version: first.version,
    },
  ]);
  assert.equal(record.upgraded.from, first.version);
  assert.equal(record.upgraded.counts.needs_answer, 1);

  const asked = await decide(who.partner2, record, 'submit');
  assert.equal(asked.json.code, 'validation.failed', asked.text);
  assert.deepEqual(
    asked.json.violations.map((/** @type {any} */ each) => each.path),
    ['purchase_plan'],
  );
});

test('a client that was away sends answers of the version it knows', async () => {
  const before_ = await look(who.partner2, draft.id);
  const answers = { ...draft.data, signing_name: '离线改名', brands: '丙' };
  const path = `${records}/${draft.id}`;
  const unknown = { data: answers, version: before_.version, definition_version: 99 };
  assert.equal((await who.partner2.put(path, unknown)).status, 400);
  const unsaid = await who.partner2.put(path, { data: answers, version: before_.version });
  assert.equal(unsaid.json.violations[0].code, 'field.unknown', unsaid.text);
  const saved = await who.partner2.put(path, {
    data: answers,
    version: before_.version,
    definition_version: first.version,
  });
  assert.equal(saved.status, 200, saved.text);
  const { record } = saved.json;
  assert.equal(record.data.contract_name, '离线改名');
  assert.deepEqual(
    record.aside.map((/** @type {any} */ each) => `${each.field} ${each.value}`),
    ['brands 丙'],
  );
  assert.equal(record.upgraded.from, first.version);
  assert.equal((await look(who.partner2, draft.id)).upgraded, undefined);
  assert.equal(record.definition_version, first.version + 1);

  const made = await who.partner2.post(records, {
    data: { signing_name: '离线新建', brands: '丁' },
    definition_version: first.version,
  });
  assert.equal(made.status, 201, made.text);
  assert.equal(made.json.record.data.contract_name, '离线新建');
  assert.equal(made.json.record.aside[0].value, '丁');
  assert.equal(made.json.record.upgraded.counts.aside, 1);
});

test('what was approved stays as it was approved, and is found under the new names', async () => {
  const record = await look(who.partner2, approved.id);
  assert.equal(record.definition_version, first.version);
  assert.equal(record.data.signing_name, '已批准的签约');
  for (const query of [
    `contract_name=${encodeURIComponent('已批准的签约')}`,
    `q=${encodeURIComponent('已批准的')}`,
    'sort=contract_name&state=approved',
  ]) {
    const { items } = (await who.partner2.get(`${records}?${query}`)).json;
    const [found] = items.filter((/** @type {any} */ each) => each.id === approved.id);
    assert.equal(found?.fields.contract_name, '已批准的签约', query);
    assert.equal(found.title, '已批准的签约');
  }
});

test('what is decided after the new version stays what it was, and is found as well', async () => {
  const decided = await decide(who.manager1, await look(who.manager1, pending.id), 'approve', {
    opinion: '同意',
  });
  assert.equal(decided.status, 200, decided.text);
  assert.equal(decided.json.record.definition_version, first.version);
  const query = `contract_name=${encodeURIComponent('待批准的签约')}`;
  const { items } = (await who.partner2.get(`${records}?${query}`)).json;
  assert.deepEqual(
    items.map((/** @type {any} */ each) => [each.id, each.fields.contract_name]),
    [[pending.id, '待批准的签约']],
  );
});

test('a new record takes over what was answered under the old version', async () => {
  const start = (await who.partner2.get(`${records}/new`)).json;
  assert.equal(start.definition_version, first.version + 1);
  assert.equal(start.data.manager_family, '李');
  assert.equal(start.data.manager_given, '雷');
});

test('a field that comes back has its answer again', async () => {
  const third = second(first);
  third.version += 1;
  third.fields.brands = first.fields.brands;
  third.sections[0].fields.push('brands');
  assert.equal((await publish(third)).status, 201);
  const record = await look(who.partner2, draft.id);
  assert.equal(record.data.brands, '丙');
  assert.deepEqual(record.aside, []);
  assert.deepEqual(record.upgraded.moved, [{ fate: 'restored', field: 'brands', from: [] }]);
  const all = (await who.admin.get(definitions)).json.items;
  const [signing] = all.filter((/** @type {any} */ each) => each.entity === 'signing');
  assert.deepEqual(
    signing.versions.map((/** @type {any} */ each) => each.version),
    [third.version, third.version - 1, first.version],
  );
  const audit = (await who.admin.get('/api/v1/admin/audit?action=definition.publish')).json;
  assert.equal(audit.items.length, 2);
});
