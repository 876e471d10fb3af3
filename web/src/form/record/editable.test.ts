import { describe, expect, it } from 'vitest';
import { isEditable } from './editable';

const submit = (allowed: boolean, ...codes: string[]) => [
  { action: 'submit' as const, allowed, blocked_by: codes.map((code) => ({ code, path: '' })) },
];

describe('isEditable', () => {
  it.each([
    ['may submit', submit(true), true],
    ['may submit once it is valid', submit(false, 'approval.invalid_record'), true],
    ['is somebody else', submit(false, 'approval.not_entitled'), false],
    ['is too late', submit(false, 'approval.wrong_state', 'approval.invalid_record'), false],
    ['has no such action', [], false],
  ])('who %s', (_, actions, editable) => {
    expect(isEditable(actions)).toBe(editable);
  });
});
