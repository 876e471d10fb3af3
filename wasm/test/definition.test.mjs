import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { DefinitionError, ExpressionError, loadCore } from '@qudao/core';
import { bundleOf } from './support.mjs';

let core;
before(async () => {
  core = await loadCore();
});

test('these tests run where code from strings is forbidden, as by a strict policy', () => {
  assert.throws(() => new Function('return 1'), EvalError);
});

test('every definition of the pack compiles', () => {
  for (const entity of ['agent', 'signing']) {
    const bundle = bundleOf(entity);
    const definition = core.openDefinition(bundle);
    const info = definition.info();
    assert.equal(info.entity, entity);
    assert.equal(info.fields.length, Object.keys(bundle.definition.fields).length);
    definition.dispose();
  }
  assert.equal(core.liveHandles(), 0);
});

test('a wrong definition is refused with the place of every issue; nothing half-loads', () => {
  const bundle = bundleOf('signing');
  bundle.definition.fields.staff_total.relevant = 'sales_staff +';
  bundle.definition.fields.bank.readonly = 'bank_account > 1';
  bundle.definition.approval.guards[0].expression = 'nobody == 1';
  assert.throws(
    () => core.openDefinition(bundle),
    (error) => {
      assert.ok(error instanceof DefinitionError);
      const places = error.issues.map(({ path }) => path);
      assert.deepEqual(places.toSorted(), [
        '/approval/guards/0/expression',
        '/fields/bank/readonly',
        '/fields/staff_total/relevant',
      ]);
      for (const { message, line } of error.issues) assert.ok(message !== '' && line === 1);
      return true;
    },
  );
  assert.equal(core.liveHandles(), 0);
});

test('a cycle is refused, naming the fields on it', () => {
  const bundle = bundleOf('signing');
  bundle.definition.fields.bank.relevant = 'bank_account != null';
  bundle.definition.fields.bank_account.relevant = 'bank != null';
  assert.throws(
    () => core.openDefinition(bundle),
    (error) => {
      const cycle = error.issues.find(({ code }) => code === 'definition.cycle');
      assert.deepEqual(new Set(cycle.params.fields), new Set(['bank', 'bank_account']));
      return true;
    },
  );
});

test('what is no bundle at all is refused too', () => {
  for (const bundle of [null, [], {}, { definition: 1 }, 'signing', { definition: {}, more: 1 }]) {
    assert.throws(() => core.openDefinition(bundle), DefinitionError);
  }
});

test('sessions outlive their definition; what was disposed of throws', () => {
  const definition = core.openDefinition(bundleOf('agent'));
  const session = definition.openSession();
  definition.dispose();
  definition.dispose();
  assert.throws(() => definition.openSession(), /Definition was disposed of/);
  assert.equal(session.set('company_name', ' 云帆 ').changed[0].value, '云帆');
  session.dispose();
  assert.throws(() => session.states(), /Session was disposed of/);
  assert.equal(core.liveHandles(), 0);
});

test('codes have texts in each language', () => {
  const definition = core.openDefinition(bundleOf('agent'));
  assert.match(definition.text('format.mobile', {}, 'zh-CN'), /手机/);
  assert.match(definition.text('format.mobile', {}, 'en'), /mobile/i);
  assert.equal(definition.text('no.such.code', {}, 'en'), 'no.such.code');
  definition.dispose();
});

test('single answers are checked without a definition', () => {
  const rows = [
    ['mobile', '１３８ 1234 5678', '13812345678'],
    ['credit_code', '91110000600037341l', '91110000600037341L'],
    ['money', '1,200.50', 1200.5],
    ['mobile', '12', { code: 'format.mobile' }],
    ['credit_code', '911100006000373410', { code: 'format.credit_code.check' }],
  ];
  for (const [kind, typed, expected] of rows) {
    const { value, violation } = core.checkFormat(kind, typed);
    if (typeof expected === 'object') assert.equal(violation.code, expected.code);
    else assert.equal(value, expected);
  }
});

test('expressions are evaluated, refused or fail', () => {
  assert.equal(core.evaluate('1 + 2 * 3'), 7);
  const names = { names: ['ab', 'ba'], p: 'a' };
  assert.deepEqual(core.evaluate('names.filter(n, n.startsWith(p))', names), ['ab']);
  assert.throws(
    () => core.evaluate('1 +'),
    (error) => error instanceof ExpressionError && error.issues[0].line === 1,
  );
  assert.throws(
    () => core.evaluate('1 / n', { n: 0 }),
    (error) => error instanceof ExpressionError && error.issues.length === 0,
  );
});
