import type { RecordAction } from '../../api';

/** Codes that say an action is not this person's or not this state's, rather than not yet possible. */
const notTheirs = new Set([
  'approval.not_entitled',
  'approval.wrong_state',
  'approval.already_decided',
]);

/** Who may submit a record now may fill it in; that its content is not valid yet is the reason to. */
export function isEditable(actions: readonly RecordAction[]): boolean {
  const submit = actions.find(({ action }) => action === 'submit');
  return submit !== undefined && !submit.blocked_by?.some(({ code }) => notTheirs.has(code));
}
