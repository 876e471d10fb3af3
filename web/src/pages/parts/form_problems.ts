import type { FormInstance } from 'antd';
import { ApiError } from '../../api';

export interface FormProblems {
  /** By the name of the input they belong to. */
  fields: { name: string; errors: string[] }[];
  /** Whether something remains that belongs to no input, and has to be said beside the button. */
  rest: boolean;
}

/** Sorts the server's violations to the inputs of a form; nothing is checked in the browser. */
export function formProblems(error: unknown, inputs: readonly string[]): FormProblems {
  if (!(error instanceof ApiError)) return { fields: [], rest: true };
  if (error.violations.length === 0) {
    // A refusal such as user_name.taken names its input in its code.
    const name = inputs.find((input) => error.code.startsWith(`${input}.`));
    if (name === undefined) return { fields: [], rest: true };
    return { fields: [{ name, errors: [error.detail ?? error.message] }], rest: false };
  }
  const byInput = new Map<string, string[]>();
  let rest = false;
  for (const violation of error.violations) {
    const input = inputs.find((name) => name === inputOf(violation.path));
    if (input === undefined) {
      rest = true;
      continue;
    }
    const text = violation.message ?? violation.code;
    byInput.set(input, [...(byInput.get(input) ?? []), text]);
  }
  return { fields: [...byInput].map(([name, errors]) => ({ name, errors })), rest };
}

/** Shows the violations at their inputs and takes the reader to the first. True when none is left over. */
export function showProblems(
  form: FormInstance,
  error: unknown,
  inputs: readonly string[],
): boolean {
  const problems = formProblems(error, inputs);
  form.setFields(problems.fields.map(({ name, errors }) => ({ name, errors })));
  const first = inputs.find((name) => problems.fields.some((field) => field.name === name));
  if (first !== undefined) form.scrollToField(first, { focus: true, block: 'center' });
  return !problems.rest;
}

/** "/password", "password" and "/roles/0" name the inputs password and roles. */
function inputOf(path: string): string {
  return path.replace(/^\//, '').split(/[/.]/)[0] ?? '';
}
