/**
 * The shapes that go in and out, all of them plain JSON.
 *
 * Units: moments are RFC 3339 texts in UTC, zones are minutes east of it, sizes are bytes. Paths are
 * field keys.
 */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A text per locale, e.g. `{"zh-CN": "签约名称", "en": "Signing name"}`. */
export type Texts = Record<string, string>;

/** Stored data of a record: field key → answer; an unanswered field is absent. */
export type RecordData = Record<string, Json>;

/** What is wrong with an answer or a command. */
export interface Violation {
  /** Stable for ever: `required`, `format.mobile`, `approval.not_entitled`, … */
  code: string;
  /** The field it belongs to; empty when it is about the whole. */
  path: string;
  params: Record<string, Json>;
  /** Id of the rule of the definition that failed, when one did. */
  rule?: string;
  /** In the locale of the session, when the definition has a text for it. */
  message?: string;
}

/** What is wrong with a definition, and where. */
export interface Issue {
  code: string;
  /** JSON pointer into the definition, e.g. `/fields/email/relevant`. */
  path: string;
  params: Record<string, Json>;
  /** English, for whoever writes definitions. */
  message: string;
  /** Of an expression, from 1. */
  line?: number;
  column?: number;
}

/** What `GET /api/v1/definitions/{entity}` answers. */
export interface Bundle {
  definition: unknown;
  dictionaries: unknown;
  texts: unknown;
}

/** Everything about one field that a page shows. */
export interface FieldState {
  path: string;
  /** As stored, or as typed while that is not of the field's kind; null when not answered or not relevant. */
  value: Json;
  /** False: not shown, no violations; its answer is kept aside. */
  relevant: boolean;
  required: boolean;
  readonly: boolean;
  /** Filled in by a rule. */
  calculated: boolean;
  /** Fields that have to be answered before this one. */
  waits_for: string[];
  /** Codes offered now; absent: all items of the dictionary, in its order. */
  choices?: string[];
  violations: Violation[];
}

/** An answer that was removed because a change upstream made it unavailable. */
export interface Cleared {
  path: string;
  value: Json;
  because: string[];
  message: string;
}

export interface Progress {
  /** Relevant fields a person has to answer. */
  required: number;
  /** Of those, how many are answered. */
  answered: number;
  /** All violations, missing answers included. */
  violations: number;
}

export interface SectionProgress extends Progress {
  id: string;
}

export interface Changes {
  /** Every field any part of whose state changed, in dependency order. */
  changed: FieldState[];
  cleared: Cleared[];
  /** Answers that were not taken: unknown or read-only fields. */
  refused?: Violation[];
  progress: Progress;
  sections: SectionProgress[];
}

export interface Validation {
  valid: boolean;
  /** In display order. */
  violations: Violation[];
  progress: Progress;
  sections: SectionProgress[];
}

/** What rules may read besides the fields. */
export interface FormContext {
  /** The moment rules call `now`. Default: the clock of this machine. */
  now?: Date | string;
  /** The person's zone: decides which day `today` is. Default: the zone of this machine. */
  zone_minutes?: number;
  /** Language of messages. Default `zh-CN`. */
  locale?: string;
  /** What the definition's `context` names: `user`, `partner`, `settings`, `last`, `record`, … */
  values?: Record<string, Json>;
  /** Rows of look-ups known beforehand: entity → id → attributes. */
  lookups?: Record<string, Record<string, Record<string, Json>>>;
  /** True: an id that is not in `lookups` is a violation. In a browser rows become known later: false. */
  lookups_complete?: boolean;
}

export interface SessionOptions {
  /** Stored data to start from. Default: a new record. */
  record?: RecordData;
  context?: FormContext;
  /** `frozen` shows a record as stored: nothing is recalculated. Default `edit`. */
  mode?: 'edit' | 'frozen';
  /** In a frozen session: fields that take answers all the same (those of an approver). */
  editable?: readonly string[];
}

export interface FieldInfo {
  key: string;
  kind: string;
  calculated: boolean;
  /** Taken over into next year's record. */
  carry_over: boolean;
  /** Searchable in lists. */
  indexed: boolean;
  lookup_entity?: string;
}

export interface DefinitionInfo {
  entity: string;
  version: number;
  /** In display order. */
  fields: FieldInfo[];
}

export type CaseState = 'draft' | 'pending' | 'approved' | 'rejected' | 'withdrawn';
export type ActionName = 'submit' | 'fill' | 'approve' | 'reject' | 'withdraw';

export interface Step {
  round: number;
  /** 0 for what the owner does. */
  level: number;
  level_id: string;
  actor: string;
  decision: 'submit' | 'resubmit' | 'approve' | 'reject' | 'withdraw';
  opinion: string;
  time: string;
}

/** Where a record stands in its approval. */
export interface Case {
  state: CaseState;
  round: number;
  /** From 1 while pending, else 0. */
  level: number;
  trail: Step[];
}

/** Who is who, as configured now. */
export interface ApprovalContext {
  /** User id of the person asking. */
  actor: string;
  /** User ids that may submit and withdraw. */
  owners: string[];
  /** User ids per level. */
  approvers: string[][];
  /** Of all these people, those neither locked nor disabled. */
  active: string[];
  /** Whether the content passed the full validation. */
  valid: boolean;
  locale: string;
}

export interface ApprovalRequest {
  case: Case;
  context: ApprovalContext;
}

export interface Command {
  action: ActionName;
  opinion?: string;
  /** Approver fields answered with it. */
  fields?: string[];
  /** Round and level the person looked at, so that the decision lands nowhere else. */
  round?: number;
  level?: number;
}

export interface ActionState {
  action: ActionName;
  allowed: boolean;
  blocked_by: Violation[];
  /** Of `fill`: the fields that may be filled in. */
  fields: string[];
  opinion_required: boolean;
}

export interface Upcoming {
  level: number;
  level_id: string;
  label: Texts;
  approvers: string[];
  current: boolean;
  /** Somebody active stands on this level. */
  decidable: boolean;
}

export interface Decision {
  case: Case;
  /** Answers to remove. */
  clears: string[];
  /** Unique rules an approval takes. */
  claims: string[];
  /** Who has to decide now. */
  assignments: string[];
  notices: { user: string; kind: string }[];
}
