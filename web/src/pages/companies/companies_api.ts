import { ApiError, api } from '../../api';
import type { Page, Violation } from '../../api';
import { isObject } from '../../api/problem';
import type { CompanyContact } from './contacts_api';
import type { CompanyFile } from './files_api';
import type { Mark, Merge } from './pairs_api';

export interface Labelled {
  code: string;
  label: string;
}

/** As a document of rules writes it: one unit and a number. */
export type Term = Partial<Record<'hours' | 'days' | 'working_days' | 'months', number>>;

export interface Pool {
  id: string;
  label: string;
  claim: 'open' | 'application' | 'nobody';
  member: boolean;
  administrator: boolean;
}

export const offeredFields = ['source', 'industry'] as const;
export type OfferedField = (typeof offeredFields)[number];

export interface Offered {
  items: string[];
  version: number;
}

/** A library of companies the person is in, with what they may have and have. */
export interface Library {
  id: string;
  label: string;
  pools: Pool[];
  /** What may be said for these fields of a company; an empty list restricts nothing. */
  choices: Record<OfferedField, Offered>;
  reasons: Labelled[];
  ways: Labelled[];
  boxes: Labelled[];
  counts_from_maturity: number;
  may_request: boolean;
  /** Departments the person manages, with those below them. */
  leads: string[];
  terms: { entry?: Term; name?: Term };
  recycle: { id: string; after: Term; without?: 'contact' | 'deal'; warn_days?: number }[];
  owned: number;
  owned_limit: number | null;
  claims_today: number;
  claims_limit: number | null;
  due_soon: number;
  today: { new: number; new_target: number; contacts: number; contacts_target: number };
}

export const texts = [
  'name',
  'former_name',
  'credit_code',
  'address',
  'website',
  'contact_name',
  'industry',
  'source',
  'remark',
] as const;
export const lists = ['phone', 'fax', 'mobile', 'email'] as const;
export type TextField = (typeof texts)[number];
export type ListField = (typeof lists)[number];
export type DataField = TextField | ListField;
export type CompanyData = Partial<Record<TextField, string> & Record<ListField, string[]>>;

/** As far as the viewer may see. */
export interface Owner {
  mine: boolean;
  id?: string;
  name?: string;
  department?: string;
}

export interface Company {
  id: string;
  library: string;
  pool: string;
  name: string;
  state: 'pool' | 'own' | 'owned';
  /** Of somebody in a department that the viewer manages. */
  led: boolean;
  owner: Owner | null;
  version: number;
  entered_at: string;
  owned_since: string | null;
  tags: string[];
  masked: string[];
  data: CompanyData;
  /** None where anything is masked. */
  contacts: CompanyContact[];
  touched_at?: string | null;
  dealt_at?: string | null;
  follow_up_until?: string | null;
  name_wanted?: string;
  name_due?: string | null;
  protections?: { person: string; name: string; until: string }[];
  due?: { rule: string; warn_at: string; at: string } | null;
}

export interface Match {
  outcome: 'same' | 'probable' | 'different';
  score: number;
  state: 'pool' | 'own' | 'owned' | 'library';
  library: string;
  id?: string;
  name?: string;
  owner?: Owner | null;
  reasons?: { code: string; message: string; points: number }[];
  marked_different?: boolean;
  /** Who said so, when and why, as far as the viewer may see. */
  mark?: Pick<Mark, 'by' | 'at' | 'reason'>;
}

export interface Check {
  outcome: 'clear' | 'owned' | 'library' | 'own' | 'pool';
  code: string;
  message: string;
  may_enter: boolean;
  warning: boolean;
  /** By the duplicate rules of the library. */
  then: 'refuse' | 'bind' | 'warn' | 'tell' | 'allow';
  reason_needed: boolean;
  total: number;
  matches: Match[];
  /** Others that a letter tells from the name: they count for nothing. Not in the answers to what was entered. */
  similar?: Match[];
}

/** What somebody says who has read that a company is probably there. */
export interface GoingOn {
  warned?: boolean;
  reason?: string;
}

export interface Entered {
  company: Company;
  bound: boolean;
  check: Check;
}

export interface CompanyEvent {
  kind: string;
  actor: string;
  from: string;
  to: string;
  counts: boolean;
  at: string;
  detail: {
    detail?: string;
    /** Of what was taken out of a pool though another one was there. */
    reason?: string;
    way?: string;
    text?: string;
    maturity?: number;
    boxes?: string[];
    next?: string;
    name?: string;
    merge?: string;
    /** What somebody went on with although a company was probably there: the code of the check. */
    duplicate?: string;
  };
}

export interface CompanyView {
  company: Company;
  events: CompanyEvent[];
  entries: { by: string; at: string; data: CompanyData }[];
  merges: Merge[];
  marks: Mark[];
  files: CompanyFile[];
  applied_for: boolean;
}

export type ApplicationState =
  'open' | 'allowed' | 'assigned' | 'refused' | 'withdrawn' | 'used' | 'lapsed';

export interface Application {
  id: string;
  company: string;
  company_name: string;
  name: string;
  applicant: string;
  person: string;
  mine: boolean;
  for_me: boolean;
  may_answer: boolean;
  special: boolean;
  state: ApplicationState;
  applied_at: string;
  due: string | null;
  name_due: string | null;
  answered_at: string | null;
}

export interface LibraryPerson {
  id: string;
  name: string;
  department: string;
  mine: boolean;
  led: boolean;
  owned?: number;
  owned_limit?: number | null;
}

export type Scope = 'mine' | 'department' | 'pool' | 'all';

export interface CompanyQuery {
  scope: Scope;
  pool: string;
  /** Only what this person owns: for managers of departments and administrators. */
  person: string;
  /** Exactly these; empty: whatever. */
  industry: string;
  source: string;
  q: string;
  /** Days from today; none: whenever. */
  due_within?: number;
  page: number;
  page_size: number;
}

export interface Note {
  way: string;
  text: string;
  maturity: number;
  boxes: string[];
  next?: string;
}

export type Action =
  | { action: 'claim' | 'recycle' | 'deal' }
  | { action: 'apply'; name?: string }
  | { action: 'special'; person: string; name: string }
  | { action: 'correct'; name: string }
  | { action: 'release'; reason: string }
  | { action: 'hand_over'; person: string }
  | { action: 'distribute'; person?: string }
  | { action: 'protect'; person: string; until?: string }
  | { action: 'note'; note: Note };

/** What may be done with many at once. */
export type BatchAction =
  | { action: 'claim' }
  | { action: 'release'; reason: string }
  | { action: 'hand_over'; person: string }
  | { action: 'distribute'; person?: string };

export interface BatchResult {
  done: number;
  results: { id: string; done: boolean; code?: string; violations?: Violation[] }[];
}

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const of = (library: string) => `libraries/${encodeURIComponent(library)}`;

export function listLibraries(signal?: AbortSignal): Promise<{ items: Library[] }> {
  return api.get('libraries', { signal });
}

export function checkCompany(library: string, data: CompanyData): Promise<Check> {
  return api.post<Check>(`${of(library)}/checks`, { data });
}

export function enterCompany(
  library: string,
  data: CompanyData,
  { pool, ...said }: GoingOn & { pool?: string | undefined },
): Promise<Entered> {
  const body = { data, ...said, ...(pool ? { pool } : {}) };
  return api.post<Entered>(`${of(library)}/companies`, body);
}

export function listCompanies(
  library: string,
  query: CompanyQuery,
  signal?: AbortSignal,
): Promise<Page<Company>> {
  return api.get<Page<Company>>(`${of(library)}/companies`, { query: { ...query }, signal });
}

export function loadCompany(
  library: string,
  id: string,
  signal?: AbortSignal,
): Promise<CompanyView> {
  return api.get<CompanyView>(`${of(library)}/companies/${id}`, { signal });
}

export function editCompany(company: Company, data: CompanyData, said: GoingOn): Promise<Entered> {
  const path = `${of(company.library)}/companies/${company.id}`;
  return api.put<Entered>(path, { data, version: company.version, ...said });
}

/** What is decided about a company rests on what the person saw of it. */
export function act(
  company: Pick<Company, 'id' | 'library'> & { version?: number },
  action: Action & GoingOn,
): Promise<{ company: Company; application?: Application; check?: Check }> {
  const { id, library, version } = company;
  return api.post(`${of(library)}/companies/${id}/actions`, {
    ...action,
    ...(version === undefined ? {} : { version }),
  });
}

/** Each for itself: what is refused keeps none of the others back. */
export function actOnMany(
  library: string,
  companies: readonly Pick<Company, 'id' | 'version'>[],
  action: BatchAction,
): Promise<BatchResult> {
  const some = companies.map(({ id, version }) => ({ id, version }));
  return api.post(`${of(library)}/actions`, { ...action, companies: some });
}

export function exportCompanies(
  library: string,
  { scope, pool, person, industry, source, q }: CompanyQuery,
  rows: 'companies' | 'people',
): Promise<Blob> {
  const query = { scope, pool, person, industry, source, q, rows, format: 'xlsx' };
  return api.download(`${of(library)}/export`, workbookType, { query });
}

/** By whoever administers a pool of the library. */
export function writeChoices(
  library: string,
  field: OfferedField,
  items: string[],
  version: number,
): Promise<Offered> {
  return api.put(`${of(library)}/choices/${field}`, { items, version });
}

export function listPeople(
  library: string,
  q: string,
  signal?: AbortSignal,
): Promise<{ items: LibraryPerson[] }> {
  return api.get(`${of(library)}/people`, { query: { q }, signal });
}

export interface Inventory {
  departments: { name: string; owned: number; limit: number | null }[];
  people: {
    id: string;
    name: string;
    department: string;
    active: boolean;
    owned: number;
    owned_limit: number | null;
  }[];
}

/** Who in the departments the person manages owns how many of how many. */
export function loadInventory(library: string, signal: AbortSignal): Promise<Inventory> {
  return api.get(`${of(library)}/inventory`, { signal });
}

export function listApplications(
  library: string,
  signal?: AbortSignal,
): Promise<{ items: Application[] }> {
  return api.get(`${of(library)}/applications`, { signal });
}

export type Answer = 'allow' | 'assign' | 'refuse';

export function answerApplication(
  library: string,
  id: string,
  answer: Answer | 'withdraw',
  said: GoingOn = {},
): Promise<{ application: Application }> {
  return api.post(`${of(library)}/applications/${id}/actions`, {
    ...said,
    ...(answer === 'withdraw' ? { action: 'withdraw' } : { action: 'answer', answer }),
  });
}

/** A refusal because the company is there already: the check, and whether what was typed was kept with that company. */
export function collisionIn(error: unknown): { check: Check; bound: boolean } | null {
  if (!(error instanceof ApiError) || error.code !== 'pool.collision') return null;
  const { check, bound } = error.body;
  return isObject(check) ? { check: check as unknown as Check, bound: bound === true } : null;
}
