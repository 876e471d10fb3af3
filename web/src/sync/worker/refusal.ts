import type { Violation } from '../../api/types';

/**
 * core/sync did not take an event: sync.submitting, sync.no_draft, sync.unresolved, sync.too_large. And sync.outdated: an edit
 * under an older version of the form than the draft stands in by now.
 */
export class Refusal extends Error {
  readonly violation: Violation;

  constructor({ code, params }: { code: string; params?: unknown }) {
    super(code);
    this.name = 'Refusal';
    this.violation = { code, path: '', params: (params ?? {}) as Record<string, unknown> };
  }
}
