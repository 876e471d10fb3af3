import type { Violation } from './types';

/** The server answered, and the answer is no. `code` is stable; texts are in `detail` and `violations`. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string | undefined;
  readonly violations: Violation[];
  readonly requestId: string | undefined;
  /** Seconds to wait, where the server said so (429, 503). */
  readonly retryAfter: number | undefined;
  /** When a block ends. */
  readonly until: string | undefined;
  /** The whole answer: what a refusal of one kind says beyond the others. */
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, problem: Problem, retryAfter?: number) {
    super(problem.title);
    this.name = 'ApiError';
    this.status = status;
    this.code = problem.code;
    this.detail = problem.detail;
    this.violations = problem.violations;
    this.requestId = problem.requestId;
    this.retryAfter = retryAfter;
    this.until = problem.until;
    this.body = problem.body ?? {};
  }
}

/** No answer, or one that isn't from our server (a captive portal, a proxy's error page). */
export class NetworkError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NetworkError';
  }
}

export interface Problem {
  title: string;
  code: string;
  detail?: string | undefined;
  violations: Violation[];
  requestId?: string | undefined;
  until?: string | undefined;
  body?: Record<string, unknown>;
}

/** Reads problem details; null when the body isn't one of ours. */
export function parseProblem(body: unknown): Problem | null {
  if (!isObject(body) || typeof body.code !== 'string') return null;
  const violations = Array.isArray(body.violations) ? body.violations.filter(isViolation) : [];
  return {
    title: typeof body.title === 'string' ? body.title : body.code,
    code: body.code,
    detail: typeof body.detail === 'string' ? body.detail : undefined,
    violations,
    until: typeof body.until === 'string' ? body.until : undefined,
    requestId: typeof body.request_id === 'string' ? body.request_id : undefined,
    body,
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isViolation(value: unknown): value is Violation {
  return isObject(value) && typeof value.code === 'string' && typeof value.path === 'string';
}
