import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadCore, RequestError } from '@qudao/core';
import { answers, bundleOf, codes, context, partner } from './support.mjs';

let core;
let definition;
before(async () => {
  core = await loadCore();
  definition = core.openDefinition(bundleOf('signing'));
});
after(() => {
  definition.dispose();
  assert.equal(core.liveHandles(), 0);
});

function open(options = {}) {
  return definition.openSession({ context, ...options });
}

function using(session, work) {
  try {
    return work(session);
  } finally {
    session.dispose();
  }
}

test('a complete record is valid, and stored as it was answered', () => {
  using(open({ record: answers }), (session) => {
    const { valid, violations, progress } = session.validate();
    assert.deepEqual(codes(violations), []);
    assert.equal(valid, true);
    assert.equal(progress.answered, progress.required);
    const data = session.data();
    assert.equal(data.customer, partner.company_name);
    assert.equal(data.province, '320000');
    assert.equal(data.status, 'draft');
    for (const key of Object.keys(answers)) assert.deepEqual(data[key], answers[key], key);
  });
});

test('a new record says what is missing, in display order', () => {
  using(open(), (session) => {
    const { valid, violations, progress } = session.validate();
    assert.equal(valid, false);
    const places = codes(violations);
    assert.equal(places[0], 'letter_accepted must_accept');
    assert.ok(places.includes('signing_name required'));
    assert.equal(progress.violations, violations.length);
    const order = definition.info().fields.map(({ key }) => key);
    const positions = violations.map(({ path }) => order.indexOf(path));
    assert.deepEqual(
      positions,
      positions.toSorted((a, b) => a - b),
    );
  });
});

describe('dependency order', () => {
  test('a field waits until what it depends on is answered', () => {
    using(open(), (session) => {
      assert.deepEqual(session.state('signing_type').waits_for, ['signing_entity']);
      assert.deepEqual(session.state('channel_level').waits_for, ['signing_type']);
      const { changed } = session.set('signing_entity', 'inspur_state_grid');
      const type = changed.find(({ path }) => path === 'signing_type');
      assert.deepEqual(type.waits_for, []);
      assert.deepEqual(type.choices, ['DB', 'AA', 'IISP', 'ICP']);
    });
  });

  test('a changed answer clears every answer downstream that is no longer offered', () => {
    using(open({ record: answers }), (session) => {
      session.set('signing_type', 'IVR');
      session.set('channel_level', 'IVR_GOLD');
      const { cleared, changed } = session.set('signing_entity', 'inspur_state_grid');
      assert.deepEqual(
        cleared.map(({ path, value }) => [path, value]),
        [
          ['signing_type', 'IVR'],
          ['channel_level', 'IVR_GOLD'],
        ],
      );
      assert.deepEqual(cleared[0].because, ['signing_entity']);
      assert.ok(changed.some(({ path }) => path === 'channel_level'));
      assert.equal(session.data().channel_level ?? null, null);
    });
  });

  test('the filter of a look-up reads the row that became known', () => {
    using(open({ record: { ...answers, signing_type: 'DB' } }), (session) => {
      session.set('bound_distributor', 'd1');
      session.provide('contact', 'c2', { name: '孙丽', distributor: 'd2' });
      session.set('distributor_contact', 'c2');
      assert.ok(session.state('distributor_contact').violations.length > 0);
    });
  });
});

test('an answer is normalised; what cannot be read is kept as typed', () => {
  using(open({ record: answers }), (session) => {
    const { changed } = session.set('general_manager_mobile', '138 1234 5679');
    const mobile = changed.find(({ path }) => path === 'general_manager_mobile');
    assert.equal(mobile.value, '13812345679');
    session.set('general_manager_mobile', 'later');
    const state = session.state('general_manager_mobile');
    assert.equal(state.value, 'later');
    assert.equal(state.violations[0].code, 'format.mobile');
    assert.match(state.violations[0].message, /mobile/);
  });
});

test('a change counts the sections it reaches, a validation all of them', () => {
  using(open({ record: { ...answers, brands: '' } }), (session) => {
    const ids = ({ sections }) => sections.map(({ id }) => id);
    assert.deepEqual(ids(session.set('brands', '浪潮')), []);
    assert.deepEqual(ids(session.set('registered_name', null)), ['commercial']);
    assert.deepEqual(ids(session.validate()), ['basic', 'commercial', 'business', 'documents']);
  });
});

test('rules across fields: the parts of the staff, the documents', () => {
  using(open({ record: answers }), (session) => {
    session.setMany({ sales_staff: 40, attachments: answers.attachments.slice(0, 1) });
    const rules = session.validate().violations.map(({ rule }) => rule);
    assert.deepEqual(rules, ['staff_parts_le_total', 'documents_registration']);
  });
});

test('answers to unknown and calculated fields are refused, not stored', () => {
  using(open(), (session) => {
    assert.equal(session.set('no_such_field', 1).refused[0].code, 'field.unknown');
    assert.equal(session.set('customer', 'Somebody else').refused[0].code, 'readonly');
    assert.equal(session.data().customer, partner.company_name);
    assert.equal(session.state('no_such_field'), null);
  });
});

test('the distributor of a dealer signing is bound by the approver, while it is pending', () => {
  using(open({ record: answers }), (session) => {
    assert.equal(session.state('bound_distributor').relevant, false);
  });
  const record = { state: 'pending', created_at: '2026-03-01T02:00:00Z' };
  const pending = { ...context, values: { ...context.values, record } };
  const editable = ['bound_distributor', 'distributor_contact'];
  const frozen = open({ record: answers, context: pending, mode: 'frozen', editable });
  using(frozen, (session) => {
    assert.equal(session.state('bound_distributor').relevant, true);
    assert.equal(session.set('signing_name', 'changed').refused.length, 1);
    assert.equal(session.set('bound_distributor', 'd1').refused?.length ?? 0, 0);
    assert.equal(session.submission().bound_distributor, 'd1');
  });
});

test('texts of any script pass both ways', () => {
  using(open(), (session) => {
    for (const text of ['渠道 “签约” 𠮷野家 🚢 \\ line\nbreak', '字'.repeat(1500), 'x']) {
      session.set('business_scope', text);
      assert.equal(session.data().business_scope, text);
    }
  });
});

test('an answer with few characters beyond ASCII comes as ASCII, with many as it is', () => {
  const odd = '\u0080ÿ中\ud83d\ude00\uffff\u007f"\\';
  using(open({ record: answers }), (session) => {
    const ascii = () => /^[\0-\x7f]*$/.test(session.bridge.readText());
    // Wherever the characters begin, and the words that are looked at eight bytes at a time.
    for (let before = 0; before < 20; before += 1) {
      const name = 'x'.repeat(before) + odd + 'y'.repeat(20 - before);
      const { value } = session.set('bank', `${name}${'z'.repeat(20)}`).changed[0];
      assert.equal(value, `${name}${'z'.repeat(20)}`);
      assert.ok(ascii(), session.bridge.readText());
    }
    const dense = '渠道😀'.repeat(15);
    assert.equal(session.set('bank', dense).changed[0].value, dense);
    assert.ok(!ascii());
    assert.equal(session.set('bank', 'plain').changed[0].value, 'plain');
    assert.ok(ascii());
  });
});

test('calls that make no sense throw, and leave the session as it was', () => {
  using(open({ record: answers }), (session) => {
    const before = session.data();
    assert.throws(() => session.set('signing_name', undefined), RequestError);
    assert.throws(() => session.setMany([]), RequestError);
    assert.throws(() => session.provide('manager', 'm1', null), RequestError);
    assert.deepEqual(session.data(), before);
  });
  assert.throws(() => open({ record: [] }), RequestError);
  assert.throws(() => open({ context: { now: 'yesterday' } }), RequestError);
});

test('a new year starts from last year', () => {
  const { record, fields } = definition.carryOver(answers);
  assert.equal(record.general_manager, answers.general_manager);
  for (const key of ['fiscal_year', 'letter_accepted', 'attachments']) assert.ok(!(key in record));
  assert.ok(fields.includes('general_manager'));
  assert.deepEqual(fields.toSorted(), Object.keys(record).toSorted());
});
