import { describe, expect, it } from 'vitest';
import type { RecordAction } from '../../api';
import { fieldsToFill, offered, outstanding } from './action_view';

const action = (
  name: RecordAction['action'],
  ...blocks: { code: string; path: string }[]
): RecordAction => ({ action: name, allowed: blocks.length === 0, blocked_by: blocks });
const guard = (path: string) => ({ code: 'approval.guard', path });

describe('actions of a record', () => {
  it.each([
    ['allowed', action('approve'), true],
    ['blocked by a guard', action('approve', guard('bound_distributor')), true],
    ['invalid', action('submit', { code: 'approval.invalid_record', path: '' }), true],
    ['not theirs', action('approve', { code: 'approval.not_entitled', path: '' }), false],
    ['not now', action('withdraw', { code: 'approval.wrong_state', path: '' }), false],
    ['too late', action('withdraw', { code: 'approval.already_decided', path: '' }), false],
  ])('%s', (_name, one, expected) => {
    expect(offered([one], one.action) !== undefined).toBe(expected);
  });

  it('an action the core did not name is not offered', () => {
    expect(offered([], 'approve')).toBeUndefined();
  });

  it('names the fields to fill only where there is something to fill', () => {
    const fill = { ...action('fill'), fields: ['bound_distributor'] };
    expect(fieldsToFill([fill])).toEqual(['bound_distributor']);
    const nothing = action('fill', { code: 'approval.not_fillable', path: '' });
    expect(fieldsToFill([{ ...nothing, fields: [] }])).toEqual([]);
  });

  it('an answered guard is for the server to ask again', () => {
    const blocked = action('approve', guard('bound_distributor'), guard('distributor_contact'));
    const paths = (answers: Record<string, string>) =>
      outstanding(blocked, answers).map((violation) => violation.path);
    expect(paths({})).toEqual(['bound_distributor', 'distributor_contact']);
    expect(paths({ bound_distributor: 'd1', distributor_contact: '' })).toEqual([
      'distributor_contact',
    ]);
    expect(paths({ bound_distributor: 'd1', distributor_contact: 'c1' })).toEqual([]);
  });
});
