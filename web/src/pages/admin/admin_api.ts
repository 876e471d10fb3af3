import { api } from '../../api';
import type { LocalisedText, Page, Role, UpgradeEffect, User, Violation } from '../../api';

export interface AdminUser extends User {
  version?: number;
}

export interface UserQuery {
  q: string;
  role: Role | null;
  state: User['state'] | null;
  partner_id?: string;
  page: number;
  page_size: number;
}

export type UserDraft = Partial<Omit<AdminUser, 'id' | 'state'>>;

/** An answer that carries an initial password: shown once, stored nowhere. */
export interface WithInitialPassword {
  initial_password: string;
}

export function listUsers(
  query: Partial<UserQuery>,
  signal: AbortSignal,
): Promise<Page<AdminUser>> {
  return api.get<Page<AdminUser>>('admin/users', { query, signal });
}

export function createUser(user: UserDraft): Promise<AdminUser & WithInitialPassword> {
  return api.post<AdminUser & WithInitialPassword>('admin/users', user);
}

export function updateUser(id: string, user: UserDraft): Promise<AdminUser> {
  return api.patch<AdminUser>(`admin/users/${id}`, user);
}

export function resetPassword(id: string): Promise<WithInitialPassword> {
  return api.post<WithInitialPassword>(`admin/users/${id}/password`);
}

export function removeSecondFactor(id: string): Promise<unknown> {
  return api.delete(`admin/users/${id}/second-factor`);
}

export type UserChange = 'lock' | 'unlock' | 'disable' | 'restore';

export function changeUserState(id: string, change: UserChange): Promise<AdminUser> {
  return api.post<AdminUser>(`admin/users/${id}/${change}`);
}

export type PathKind = 'province' | 'industry';

export interface ApprovalPath {
  kind: PathKind;
  code: string;
  levels: string[][];
  /** Names of the users on the path, by id. */
  users?: Record<string, { name: string }>;
}

export function listPaths(signal: AbortSignal): Promise<Page<ApprovalPath>> {
  return api.get<Page<ApprovalPath>>('admin/approval-paths', { signal });
}

export function savePath(path: ApprovalPath): Promise<unknown> {
  return api.put(`admin/approval-paths/${path.kind}/${path.code}`, { levels: path.levels });
}

export interface DictionaryItem {
  code: string;
  /** English may be missing. */
  label: Partial<LocalisedText>;
  retired?: boolean;
  /** First and last day it is offered on, YYYY-MM-DD. */
  valid_from?: string;
  valid_to?: string;
  [attribute: string]: unknown;
}

export interface Dictionary {
  name?: string;
  version?: number;
  label: LocalisedText;
  items: DictionaryItem[];
}

export function loadDictionary(name: string, signal: AbortSignal): Promise<Dictionary> {
  return api.get<Dictionary>(`admin/dictionaries/${name}`, { signal });
}

export function saveDictionary(name: string, dictionary: Dictionary): Promise<Dictionary> {
  return api.put<Dictionary>(`admin/dictionaries/${name}`, dictionary);
}

export interface Settings {
  open_fiscal_years: number[];
  /** After how many days people are asked whether their own data still holds; 0: never. */
  own_data_days: number;
}

export function loadSettings(signal: AbortSignal): Promise<Settings> {
  return api.get<Settings>('admin/settings', { signal });
}

export function saveSettings(settings: Partial<Settings>): Promise<Settings> {
  return api.put<Settings>('admin/settings', settings);
}

export interface NewsItem {
  id: string;
  title: string;
  body: string;
  published_at: string;
}

export function listNews(signal: AbortSignal): Promise<Page<NewsItem>> {
  return api.get<Page<NewsItem>>('admin/news', { signal });
}

export function publishNews(news: Pick<NewsItem, 'title' | 'body'>): Promise<NewsItem> {
  return api.post<NewsItem>('admin/news', news);
}

export function deleteNews(id: string): Promise<unknown> {
  return api.delete(`admin/news/${id}`);
}

export interface AuditEntry {
  number: number;
  time: string;
  user_id: string;
  user_name?: string;
  address?: string;
  action: string;
  subject: string;
  /** What the subject is, and what people call it; missing when nobody knows it any more. */
  subject_kind?: 'user' | 'agent' | 'signing';
  subject_name?: string;
  detail: Record<string, unknown>;
}

export interface AuditQuery {
  from: string | null;
  to: string | null;
  actor: string;
  action: string | null;
  subject: string;
  page: number;
  page_size: number;
}

export function listAudit(
  query: Partial<AuditQuery>,
  signal: AbortSignal,
): Promise<Page<AuditEntry>> {
  return api.get<Page<AuditEntry>>('admin/audit', { query, signal });
}

export function listAuditActions(signal: AbortSignal): Promise<{ items: string[] }> {
  return api.get('admin/audit/actions', { signal });
}

export interface MailMessage {
  id: string;
  recipient: string;
  subject: string;
  state: 'queued' | 'sent' | 'failed';
  attempts: number;
  created_at: string;
  sent_at?: string | null;
  last_error?: string | null;
}

export function listMail(
  query: { state?: string | null; page: number; page_size: number },
  signal: AbortSignal,
): Promise<Page<MailMessage>> {
  return api.get<Page<MailMessage>>('admin/mail', { query, signal });
}

export interface DefinitionSummary {
  entity: string;
  label: LocalisedText;
  version: number;
  /** Newest first. */
  versions: { version: number; author: string; created_at: string }[];
}

export interface OpenRecordEffect extends UpgradeEffect {
  id: string;
  number: string;
  title: string;
}

/** Something said of a definition, and where it stands. */
export type Told = Pick<Violation, 'code' | 'path' | 'message' | 'place' | 'excerpt' | 'column'>;

/** What publishing a definition would change, and what that does to records being filled in. */
export interface DefinitionPreview {
  from: number;
  to: number;
  check: { findings: (Told & { severity: 'error' | 'warning' })[] };
  changes: { code: string; path: string; message: string }[];
  effect: {
    total: number;
    examined: number;
    counts: Partial<UpgradeEffect['counts']>;
    records: OpenRecordEffect[];
  };
}

export function listDefinitions(signal: AbortSignal): Promise<Page<DefinitionSummary>> {
  return api.get<Page<DefinitionSummary>>('admin/definitions', { signal });
}

/** As its author wrote it, with its groups and templates. */
export function readDefinition(entity: string, version: number): Promise<unknown> {
  return api.get(`admin/definitions/${entity}/${version}`);
}

export function previewDefinition(definition: unknown): Promise<DefinitionPreview> {
  return api.post<DefinitionPreview>('admin/definitions/preview', { definition });
}

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The same as an Excel workbook. */
export function readWorkbook(entity: string, version: number): Promise<Blob> {
  return api.download(`admin/definitions/${entity}/${version}/workbook`, workbookType);
}

/** Of the definition in a workbook, which comes with it: it is published as any other. */
export function previewWorkbook(file: File): Promise<DefinitionPreview & { definition: unknown }> {
  // Machines without Excel do not know the type of such a file.
  return api.post('admin/definitions/workbook', new Blob([file], { type: workbookType }));
}

export function publishDefinition(definition: unknown): Promise<{ version: number }> {
  return api.post<{ version: number }>('admin/definitions', { definition });
}
