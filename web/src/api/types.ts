/** What the server's answers look like. One file, so that a change of the API shows in one diff. */

export type Role = 'partner' | 'manager' | 'approver' | 'admin';
export type Locale = 'zh-CN' | 'en';
export type LocalisedText = Record<Locale, string>;

export interface Messenger {
  /** A code of the dictionary messenger_type. */
  type: string;
  name: string;
}

export interface User {
  id: string;
  user_name: string;
  display_name: string;
  employee_no?: string;
  department?: string;
  area?: string;
  province?: string;
  industry?: string;
  email?: string;
  mobile?: string;
  messengers?: Messenger[];
  /** When they said last that their own data holds. */
  data_confirmed_at?: string;
  roles: Role[];
  partner_id?: string;
  state: 'active' | 'locked' | 'disabled';
  locale?: Locale;
  last_sign_in_at?: string;
  must_change_password?: boolean;
  /** What keeps somebody out; told to who administers the account. */
  lock?: { reason: 'administrator' | 'unused' | 'failures'; until?: string };
  second_factor?: boolean;
}

export interface Me {
  user: User;
  partner?: { id: string; name?: string; data?: RecordData };
  permissions: string[];
  must_change_password: boolean;
  /** Whether it is time to ask whether their own data still holds. */
  own_data_due?: boolean;
  unread: number;
}

/** A cell; of what is missing only the sheet. */
export interface WorkbookPlace {
  sheet: string;
  row?: number;
  column?: string;
  heading?: string;
}

export interface Violation {
  code: string;
  path: string;
  params?: Record<string, unknown>;
  message?: string;
  rule?: string;
  /** Where it stands in a workbook. */
  place?: WorkbookPlace;
  /** Of a rule of a definition: the line, indented, and a caret under the place. */
  excerpt?: string;
  /** Of the place in that line, from 1. */
  column?: number;
}

export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  page_size: number;
}

/** An answer as the server stores it; what kinds there are, core/form says. */
export type Answer = string | number | boolean | null | Answer[] | { [key: string]: Answer };
export type RecordData = Record<string, Answer>;

export type RecordState = 'draft' | 'pending' | 'approved' | 'rejected' | 'withdrawn';

export interface Person {
  id: string;
  name: string;
}

export interface RecordRow {
  id: string;
  number: string;
  title: string;
  state: RecordState;
  version: number;
  created_at: string;
  updated_at: string;
  created_by: Person | string;
  fields: Record<string, Answer>;
  current_approvers: Person[];
}

export type CommandName = 'submit' | 'approve' | 'reject' | 'withdraw' | 'fill';

export interface RecordAction {
  action: CommandName;
  allowed: boolean;
  blocked_by?: Violation[];
  fields?: string[];
  opinion_required?: boolean;
}

export interface TrailEntry {
  round: number;
  level: number;
  level_id: string;
  level_label?: LocalisedText | string;
  actor: string;
  actor_name?: string;
  decision: 'submit' | 'approve' | 'reject' | 'withdraw' | 'resubmit';
  opinion?: string;
  time: string;
}

export interface OutlookEntry {
  round?: number;
  level: number;
  level_id: string;
  level_label?: LocalisedText | string;
  approvers: Person[];
  current?: boolean;
}

/** An answer whose field newer versions of the form no longer have; kept with the record. */
export interface AsideAnswer {
  field: string;
  label: LocalisedText;
  reason: 'removed' | 'calculated' | 'choice_removed' | 'replaced' | 'failed';
  value: Answer;
  version: number;
}

/** What versions of the form published since do to a record: answers by what became of them. */
export interface UpgradeEffect {
  counts: Record<'kept' | 'moved' | 'recoded' | 'restored' | 'aside' | 'needs_answer', number>;
  moved: { fate: 'moved' | 'recoded' | 'restored' | 'aside'; field: string; from: string[] }[];
  needs_answer: Violation[];
}

export interface FullRecord {
  id: string;
  number: string;
  entity: string;
  title?: string;
  definition_version: number;
  state: RecordState;
  version: number;
  data: RecordData;
  lookups: Record<string, Record<string, RecordData>>;
  aside: AsideAnswer[];
  /** Until the record is stored under the version of the form it now has, and in the answer when it is. */
  upgraded?: Pick<UpgradeEffect, 'moved' | 'needs_answer'> & { from: number };
  case?: { state: RecordState; round: number; level: number };
  trail: TrailEntry[];
  outlook: OutlookEntry[];
  actions: RecordAction[];
  taken_over?: string[];
  /** The maps the server gives core for this record: user, partner, settings, last, record. */
  context?: Record<string, unknown>;
  created_by?: Person | string;
  created_at?: string;
  updated_at?: string;
  current_approvers: Person[];
  /** A draft that was never submitted, and its owner asks. */
  removable?: boolean;
}

export interface RecentItem {
  entity: string;
  id: string;
  number: string;
  title: string;
}
