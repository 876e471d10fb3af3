import type { Issue } from './types.js';

/** A definition that was refused; `issues` says everything that is wrong with it. */
export class DefinitionError extends Error {
  /** At least one, in the order of the definition; at most 200. */
  readonly issues: readonly Issue[];

  /** @internal Thrown by Core.openDefinition. */
  constructor(issues: readonly Issue[]) {
    const first = issues[0];
    super(first ? `${first.path}: ${first.message} (${first.code})` : 'the definition was refused');
    this.name = 'DefinitionError';
    this.issues = issues;
  }
}

/** An expression that cannot be compiled (`issues`) or failed when it ran (`code`). */
export class ExpressionError extends Error {
  /** `expression.refused` when it cannot be compiled; else why it failed: `divide_by_zero`, `no_such_key`, `cost_exceeded`, … */
  readonly code: string;
  /** Why and where it cannot be compiled; lines and columns from 1. Empty when it failed as it ran. */
  readonly issues: readonly Pick<Issue, 'code' | 'params' | 'line' | 'column'>[];

  /** @internal Thrown by Core.evaluate. */
  constructor(code: string, issues: ExpressionError['issues'] = []) {
    super(issues.length === 0 ? code : issues.map(placed).join('; '));
    this.name = 'ExpressionError';
    this.code = code;
    this.issues = issues;
  }
}

function placed(issue: Pick<Issue, 'code' | 'line' | 'column'>): string {
  return `${String(issue.line ?? 1)}:${String(issue.column ?? 1)} ${issue.code}`;
}

/** A call that core could not make sense of: a mistake in the calling program, not of the person filling a form. */
export class RequestError extends Error {
  /** `request.malformed`, `json.syntax`, `json.too_large`, `case.malformed`, `context.malformed`, … */
  readonly code: string;

  /** @internal Thrown by every call that cannot be read. */
  constructor(code: string, at: string) {
    super(at === '' ? code : `${code} at ${at}`);
    this.name = 'RequestError';
    this.code = code;
  }
}
