// Which of the core's actions a page offers, and what stands in the way. The core decided; this only
// sorts its answer for the eye: what is not this person's to do is not shown at all, what is theirs
// but blocked is shown with the reason.

import type { CommandName, RecordAction, RecordData, Violation } from '../../api';

/** Reasons that mean "not yours" or "not now": no button, rather than one that never works. */
const elsewhere = new Set([
  'approval.not_entitled',
  'approval.wrong_state',
  'approval.already_decided',
  'approval.not_fillable',
]);

export function offered(
  actions: readonly RecordAction[],
  name: CommandName,
): RecordAction | undefined {
  const action = actions.find((one) => one.action === name);
  const reasons = action?.blocked_by ?? [];
  return reasons.some((violation) => elsewhere.has(violation.code)) ? undefined : action;
}

/** Answers the approver of this level gives on the partner's behalf. */
export function fieldsToFill(actions: readonly RecordAction[]): string[] {
  return offered(actions, 'fill')?.fields ?? [];
}

/**
 * What still blocks an action. A guard on a field that has been answered on this page meanwhile may
 * be satisfied: the button opens, and the server asks the guard again with the answers sent along.
 */
export function outstanding(action: RecordAction, answers: RecordData): Violation[] {
  return (action.blocked_by ?? []).filter((violation) => !isAnswered(answers[violation.path]));
}

function isAnswered(answer: unknown): boolean {
  return answer !== undefined && answer !== null && answer !== '';
}
