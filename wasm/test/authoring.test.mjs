// The module for whoever writes definitions.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { DefinitionError, RequestError } from '@qudao/core';
import { loadAuthoring } from '@qudao/core/authoring';
import { answers, bundleOf, context } from './support.mjs';

let authoring;
before(async () => {
  authoring = await loadAuthoring();
});

test('the definitions of the pack have no findings', () => {
  for (const entity of ['agent', 'signing']) {
    const report = authoring.check(bundleOf(entity), 'en');
    assert.deepEqual(report, { loads: true, findings: [], summary: 'Nothing to report' });
  }
});

test('findings have a place and a text in the language asked for', () => {
  const bundle = bundleOf('signing');
  bundle.definition.fields.bank.relevant = 'staff_total != null && staff_total < 0';
  bundle.definition.fields.bank.hint = { 'zh-CN': '开户银行' };
  const { loads, findings } = authoring.check(bundle, 'zh-CN');
  assert.equal(loads, true);
  assert.deepEqual(findings[1], {
    code: 'lint.never_relevant',
    severity: 'error',
    path: '/fields/bank/relevant',
    params: { field: 'bank' },
    message: 'bank 永远不会显示',
    line: 1,
    column: 1,
    excerpt: '  staff_total != null && staff_total < 0\n  ^',
  });
  assert.equal(authoring.check(bundle, 'en').findings[0].message, 'There is no text in en');
});

test('a definition that is refused is reported, not thrown', () => {
  const bundle = bundleOf('signing');
  bundle.definition.fields.bank.relevant = 'bnak == null';
  const { loads, findings } = authoring.check(bundle, 'en');
  assert.equal(loads, false);
  assert.equal(findings[0].message, 'There is no field or variable bnak here');
  for (const nothing of [null, [], {}, 'x'])
    assert.equal(authoring.check(nothing, 'en').loads, false);
});

test('it does what the module for forms does', () => {
  const definition = authoring.openDefinition(bundleOf('agent'));
  const session = definition.openSession();
  assert.equal(session.set('company_name', ' 云帆 ').changed[0].value, '云帆');
  session.dispose();
  definition.dispose();
  assert.equal(authoring.evaluate('1 + 1'), 2);
});

test('groups and templates are written out, issues name what was written', () => {
  const bundle = bundleOf('agent');
  const { definition } = bundle;
  definition.groups = {
    place: {
      order: ['street'],
      fields: { street: { label: { 'zh-CN': '街道' }, kind: 'text' } },
    },
  };
  definition.sections[0].fields.push({ group: 'place', prefix: 'shop_' });
  const expanded = authoring.expand(bundle);
  assert.equal(expanded.definition.groups, undefined);
  assert.equal(expanded.definition.sections[0].fields.at(-1), 'shop_street');
  assert.equal(expanded.dictionaries, bundle.dictionaries);
  const opened = authoring.openDefinition(bundle);
  assert.ok(opened.info().fields.some(({ key }) => key === 'shop_street'));
  opened.dispose();

  definition.groups.place.fields.street.required = 'nobody';
  const refusedAt = (/** @type {() => unknown} */ work) => {
    try {
      work();
    } catch (error) {
      assert.ok(error instanceof DefinitionError);
      return error.issues.map(({ path }) => path);
    }
    return 'not refused';
  };
  assert.deepEqual(
    refusedAt(() => authoring.openDefinition(bundle)),
    ['/groups/place/fields/street/required'],
  );
  definition.sections[0].fields.at(-1).group = 'nowhere';
  assert.deepEqual(
    refusedAt(() => authoring.expand(bundle)),
    [`/sections/0/fields/${definition.sections[0].fields.length - 1}/group`],
  );
  assert.equal(authoring.liveHandles(), 0);
});

test('a field is explained: the rule, what it read, what decided', () => {
  const definition = authoring.openDefinition(bundleOf('signing'));
  const session = definition.openSession({ record: { ...answers, staff_total: 40 }, context });
  const { reasons } = authoring.explain(session, 'staff_total');
  const [violation] = reasons.filter(({ about }) => about === 'violation');
  assert.equal(violation.rule, 'staff_parts_le_total');
  assert.equal(violation.path, '/rules/0/expression');
  assert.deepEqual(
    violation.inputs.map(({ name, value }) => [name, value]),
    [
      ['staff_total', 40],
      ['sales_staff', 20],
      ['technical_staff', 25],
      ['marketing_staff', 5],
    ],
  );
  assert.match(violation.text, /is 50, greater than “[^”]+” \(40\)$/);
  const [hidden] = authoring.explain(session, 'bound_distributor').reasons;
  assert.equal(hidden.about, 'relevant');
  assert.match(hidden.text, /is not asked: “Signing type” is Dealer/);
  assert.deepEqual(authoring.explain(session, 'nobody').reasons, []);
  session.dispose();
  definition.dispose();
});

test('the module every page loads stays small: what only authors need is not in it', () => {
  const size = (name) =>
    brotliCompressSync(readFileSync(new URL(`../dist/${name}`, import.meta.url))).length;
  // The same source is a fifth larger from the clang of newer emscriptens.
  const clang14 = execFileSync('emcc', ['--version']).toString().includes(' 3.1.6 ');
  assert.ok(size('core.wasm') < (clang14 ? 120_000 : 150_000), `core.wasm ${size('core.wasm')}`);
  assert.ok(size('authoring.wasm') > size('core.wasm') + 15_000);
});

test('a record of an older version is upgraded, and no answer is lost', () => {
  const bundle = bundleOf('signing');
  const next = structuredClone(bundle);
  next.definition.version += 1;
  const { brands, ...fields } = next.definition.fields;
  next.definition.fields = { ...fields, main_brands: { ...brands, required: true } };
  for (const section of next.definition.sections) {
    section.fields = section.fields
      .filter((key) => key !== 'bank')
      .map((key) => (key === 'brands' ? 'main_brands' : key));
  }
  delete next.definition.fields.bank;
  next.definition.upgrades = [
    { to: next.definition.version, fields: { main_brands: { from: 'brands' } } },
  ];
  const definition = authoring.openDefinition(bundle);
  const newer = authoring.openDefinition(next);
  try {
    const record = { data: { brands: '甲', bank: '工商银行', staff_total: 3 } };
    assert.deepEqual(authoring.upgrade(definition, newer, record), {
      data: { main_brands: '甲', staff_total: 3 },
      aside: [
        {
          field: 'bank',
          label: bundle.definition.fields.bank.label,
          reason: 'removed',
          value: '工商银行',
          version: bundle.definition.version,
        },
      ],
      moved: [
        { fate: 'moved', field: 'main_brands', from: ['brands'] },
        { fate: 'aside', field: 'bank', from: ['bank'], reason: 'removed' },
      ],
    });
    assert.deepEqual(authoring.upgrade(newer, newer, record).data, record.data);
    // What is not aside as it should be stays as it is.
    for (const aside of [[], [null, { field: 1 }, { field: 'bank' }], ['x']]) {
      const upgraded = authoring.upgrade(definition, newer, { data: {}, aside });
      assert.deepEqual(upgraded, { data: {}, aside, moved: [] });
    }
    assert.throws(() => authoring.upgrade(definition, newer, { data: [] }), RequestError);
  } finally {
    definition.dispose();
    newer.dispose();
  }
});
