import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadCore, RequestError } from '@qudao/core';
import { answers, bundleOf, context } from './support.mjs';

let core;
let definition;
before(async () => {
  core = await loadCore();
  definition = core.openDefinition(bundleOf('signing'));
});
after(() => definition.dispose());

const draft = { state: 'draft', round: 0, level: 0, trail: [] };
const now = '2026-03-02T00:00:00Z';
const people = (actor) => ({
  actor,
  owners: ['p1'],
  approvers: [['m1'], ['a1', 'a2']],
  active: ['p1', 'm1', 'a1', 'a2'],
  valid: true,
  locale: 'en',
});

// What the actor may do with the record, and what becomes of the command.
function ask(record, command, actor, asked) {
  const values = { ...context.values, record: { state: asked.state } };
  const session = definition.openSession({ record, context: { ...context, values } });
  try {
    const request = { case: asked, context: people(actor) };
    const states = session.actions(request);
    const allowed = states.filter((state) => state.allowed).map(({ action }) => action);
    return { allowed, ...session.decide({ ...request, command, now }) };
  } finally {
    session.dispose();
  }
}

test('the way of a dealer signing: submitted, held by its guard, bound, approved', () => {
  const submitted = ask(answers, { action: 'submit' }, 'p1', draft);
  assert.deepEqual(submitted.allowed, ['submit']);
  assert.deepEqual(submitted.decision.assignments, ['m1']);
  assert.deepEqual(submitted.decision.clears, ['bound_distributor', 'distributor_contact']);
  const pending = submitted.decision.case;
  assert.equal(pending.trail[0].time, now);

  const held = ask(answers, { action: 'approve' }, 'm1', pending);
  assert.deepEqual(held.allowed, ['fill', 'reject']);
  assert.deepEqual(
    held.violations.map(({ code, path }) => [code, path]),
    [
      ['approval.guard', 'bound_distributor'],
      ['approval.guard', 'distributor_contact'],
    ],
  );

  const bound = { ...answers, bound_distributor: 'd1', distributor_contact: 'c1' };
  const approved = ask(bound, { action: 'approve', round: 1, level: 1 }, 'm1', pending);
  assert.equal(approved.decision.case.level, 2);
  const last = ask(bound, { action: 'approve' }, 'a2', approved.decision.case);
  assert.equal(last.decision.case.state, 'approved');
  assert.deepEqual(last.decision.claims, ['one_approved_per_year']);
});

test('whatever is in the way says so in words', () => {
  const stranger = ask(answers, { action: 'approve' }, 'nobody', draft);
  assert.deepEqual(stranger.allowed, []);
  assert.match(stranger.violations[0].message, /not entitled/);
});

test('what is still to come', () => {
  const levels = definition.outlook({ case: draft, context: people('p1') });
  assert.deepEqual(
    levels.map(({ level_id, approvers, current }) => [level_id, approvers, current]),
    [
      ['manager', ['m1'], false],
      ['path', ['a1', 'a2'], false],
    ],
  );
  assert.equal(levels[0].label.en, 'Channel manager');
});

test('a malformed case or context is a request error that says so', () => {
  const request = { case: draft, context: people('p1') };
  const fails = (asked, code) =>
    assert.throws(
      () => definition.outlook(asked),
      (error) => error instanceof RequestError && error.code === code,
    );
  fails({ ...request, case: { ...draft, state: 'lost' } }, 'case.malformed');
  fails({ ...request, context: {} }, 'context.malformed');
});
