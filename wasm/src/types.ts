/**
 * The shapes that go in and out, all of them plain JSON.
 *
 * Units: moments are RFC 3339 texts in UTC, zones are minutes east of it, sizes are bytes. Paths are
 * field keys; of a cell in a repeat `lines/0/amount`, of a row `lines/0`, rows counted from 0. Text from a definition or a person is text, never HTML.
 */

/** Whatever JSON can say. `undefined` is not among it: leave the key out, or say null. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A text per locale, e.g. `{"zh-CN": "签约名称", "en": "Signing name"}`. */
export type Texts = Record<string, string>;

/**
 * Stored data of a record: field key → answer; an unanswered field is absent, one that a person emptied is null. At most
 * 1 MiB as JSON, 64 levels deep, 200,000 values.
 */
export type RecordData = Record<string, Json>;

/** What is wrong with an answer or a command. */
export interface Violation {
  /** Stable for ever: `required`, `format.mobile`, `approval.not_entitled`, … */
  code: string;
  /** The field it belongs to; empty when it is about the whole. */
  path: string;
  /** What the text of the code names in braces, e.g. `{"max": 100}`. */
  params: Record<string, Json>;
  /** Id of the rule of the definition that failed, when one did. */
  rule?: string;
  /** In the locale of the session, when the definition has a text for it. */
  message?: string;
}

/** What is wrong with a definition, and where. */
export interface Issue {
  /** Stable: `definition.missing_key`, `cel.syntax`, … */
  code: string;
  /** JSON pointer into the definition, e.g. `/fields/email/relevant`. */
  path: string;
  /** By code: what was found, and what was wanted. */
  params: Record<string, Json>;
  /** English, for whoever writes definitions. */
  message: string;
  /** Of an expression, from 1. */
  line?: number;
  /** Of an expression, from 1, in code points. */
  column?: number;
}

/**
 * A form as data: what `GET /api/v1/definitions/{entity}` of a Qudao server answers, or three documents of your own. At
 * most 16 MiB as JSON.
 */
export interface Bundle {
  /** Sections, fields, rules, approval: the shape is `@qudao/core/definition.schema.json`. */
  definition: unknown;
  /** Name → `{label, items: [{code, label, …}]}`: the choices; `region` has the items of fields of that kind. */
  dictionaries: unknown;
  /** Code → text per locale: `@qudao/core/texts.json`, and those of your own. */
  texts: unknown;
}

/** Everything about one field that a page shows. */
export interface FieldState {
  /** Key of the field, or place of the cell. */
  path: string;
  /** As stored, or as typed while that is not of the field's kind; null when not answered or not relevant. */
  value: Json;
  /** False: not shown, no violations; its answer is kept aside. */
  relevant: boolean;
  /** An answer is needed now. */
  required: boolean;
  /** Takes no answer now: `set` refuses it. */
  readonly: boolean;
  /** Filled in by a rule. */
  calculated: boolean;
  /** Fields that have to be answered before this one. */
  waits_for: string[];
  /** Of a repeat: how many rows it has; absent for other fields. */
  rows?: number;
  /** Codes offered now; absent: all items of the dictionary, in its order. */
  choices?: string[];
  /** What is wrong with the answer, missing ones included. Show those of a field that nobody touched yet later. */
  violations: Violation[];
}

/** An answer that was removed because a change upstream made it unavailable. */
export interface Cleared {
  /** The field that lost its answer. */
  path: string;
  /** The answer it had. */
  value: Json;
  /** The changed fields its choices depend on. */
  because: string[];
  /** What happened, in the locale of the session. */
  message: string;
}

/** How far a form, or a section of it, is. */
export interface Progress {
  /** Relevant fields a person has to answer. */
  required: number;
  /** Of those, how many are answered. */
  answered: number;
  /** All violations, missing answers included. */
  violations: number;
}

/** The same for one section. */
export interface SectionProgress extends Progress {
  /** Of the section, as the definition names it. */
  id: string;
}

/** What an answer changed: all a page has to draw again. */
export interface Changes {
  /**
   * Every field any part of whose state changed, in dependency order. After rows came or went also every cell that stands in
   * another place now; of cells that are gone nothing is told, see `rows` of their repeat.
   */
  changed: FieldState[];
  /** Answers that a change upstream removed. Say so to the person: nothing is lost silently. */
  cleared: Cleared[];
  /** Answers that were not taken: unknown or read-only fields. */
  refused?: Violation[];
  /** Of the whole form. */
  progress: Progress;
  /** Those whose progress changed, in display order; `validate` has all of them. */
  sections: SectionProgress[];
}

/** What is wrong with a record. */
export interface Validation {
  /** No violation at all. */
  valid: boolean;
  /** In display order. */
  violations: Violation[];
  /** Of the whole form. */
  progress: Progress;
  /** All of them, in display order. */
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

/** How a record is opened. */
export interface SessionOptions {
  /** Stored data to start from. Default: a new record. Keys the definition does not have are ignored. */
  record?: RecordData;
  /** Who fills it in, when and where. */
  context?: FormContext;
  /** `frozen` shows a record as stored: nothing is recalculated. Default `edit`. */
  mode?: 'edit' | 'frozen';
  /** In a frozen session: fields that take answers all the same (those of an approver). */
  editable?: readonly string[];
}

/** What a definition says about a field whatever the answers. */
export interface FieldInfo {
  /** By which answers, rules and paths name it. */
  key: string;
  /** `text`, `money`, `choice`, … as in the definition. */
  kind: string;
  /** Filled in by a rule. */
  calculated: boolean;
  /** Taken over into next year's record. */
  carry_over: boolean;
  /** Searchable in lists. */
  indexed: boolean;
  /** Of a look-up: the entity whose rows are chosen from. */
  lookup_entity?: string;
  /** Of a field in rows: the key of their repeat. */
  repeat?: string;
}

/** What a definition is about. */
export interface DefinitionInfo {
  /** What its records are called. */
  entity: string;
  /** Whole number, raised with every change of the definition. */
  version: number;
  /** In display order; the fields of a repeat stand behind it. */
  fields: FieldInfo[];
}

/** Where an approval stands. `approved` is final; what was rejected or withdrawn may be submitted again. */
export type CaseState = 'draft' | 'pending' | 'approved' | 'rejected' | 'withdrawn';

/** What somebody does with a record; `fill` answers fields of an approver. */
export type ActionName = 'submit' | 'fill' | 'approve' | 'reject' | 'withdraw';

/** One entry of the trail of an approval. */
export interface Step {
  /** From 1; each submission begins the next. */
  round: number;
  /** From 1; 0 for what the owner does. */
  level: number;
  /** Of the definition; empty for what the owner does. */
  level_id: string;
  /** User id. */
  actor: string;
  /** What was done; `resubmit` is a submission after the first. */
  decision: 'submit' | 'resubmit' | 'approve' | 'reject' | 'withdraw';
  /** As typed; empty when nothing was said. */
  opinion: string;
  /** RFC 3339, UTC. */
  time: string;
}

/** Where a record stands in its approval. */
export interface Case {
  /** A new record is a `draft`. */
  state: CaseState;
  /** How often it was submitted; 0 for a draft. */
  round: number;
  /** From 1 while pending, else 0. */
  level: number;
  /** Everything decided in all rounds, in order. */
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
  /** Language of messages. */
  locale: string;
}

/** A question about an approval: the case and who asks. */
export interface ApprovalRequest {
  /** Where the record stands. */
  case: Case;
  /** Who is who. */
  context: ApprovalContext;
}

/** What the actor wants to do. */
export interface Command {
  /** What to do. */
  action: ActionName;
  /** Why; at most 2,000 characters. */
  opinion?: string;
  /** Approver fields answered with it. */
  fields?: string[];
  /** Round the person looked at, so that the decision lands on no other. */
  round?: number;
  /** Level the person looked at, so that the decision lands on no other. */
  level?: number;
}

/** Whether the actor may do something now. */
export interface ActionState {
  /** What it is about. */
  action: ActionName;
  /** `decide` with it would succeed as things stand. */
  allowed: boolean;
  /** What is in the way; empty when it is allowed. */
  blocked_by: Violation[];
  /** Of `fill`: the fields that may be filled in. */
  fields: string[];
  /** A command without an opinion is refused. */
  opinion_required: boolean;
}

/** A level of approval still to come. */
export interface Upcoming {
  /** From 1. */
  level: number;
  /** Of the definition. */
  level_id: string;
  /** What the level is called. */
  label: Texts;
  /** User ids. */
  approvers: string[];
  /** It decides now. */
  current: boolean;
  /** Somebody active stands on this level. */
  decidable: boolean;
}

/** What a command does: store all of it or nothing. */
export interface Decision {
  /** Where the record stands afterwards. */
  case: Case;
  /** Answers to remove. */
  clears: string[];
  /** Unique rules an approval takes. */
  claims: string[];
  /** Who has to decide now. */
  assignments: string[];
  /** Who is told what: user id, and the kind of notice. */
  notices: { user: string; kind: string }[];
}
