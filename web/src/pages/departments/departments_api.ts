import { api, type Page, type Role, type User } from '../../api';

export interface Department {
  id: string;
  /** Id of the one it lies in; empty: directly under its company. */
  parent: string;
  /** Id of a partner; empty: the organisation. */
  company: string;
  company_name: string;
  /** Its own name. */
  label: string;
  /** With the names of what it lies in before it. */
  name: string;
  type: string;
  managers: { id: string; name: string }[];
  members: number;
  version: number;
  may_change: boolean;
}

export interface Departments {
  items: Department[];
  /** Departments that accounts name and that are none. */
  unlisted: string[];
  types: string[];
  administers: boolean;
}

export interface DepartmentDraft {
  label?: string;
  type?: string;
  managers?: string[];
}

export interface Member {
  id: string;
  name: string;
  department: string;
}

export const departmentsKey = ['departments'] as const;

export function listDepartments(signal?: AbortSignal): Promise<Departments> {
  return api.get('departments', { signal });
}

export function addDepartment(
  under: { parent: string } | { company: string },
  { label = '', type = '', managers = [] }: DepartmentDraft,
): Promise<Departments> {
  return api.post('departments', { ...under, label, type, managers });
}

export function changeDepartment(
  { id, version }: Department,
  { label = '', type = '', managers = [] }: DepartmentDraft,
): Promise<Departments> {
  return api.put(`departments/${id}`, { label, type, managers, version });
}

export function removeDepartment({ id, version }: Department): Promise<Departments> {
  return api.post(`departments/${id}/removal`, { version });
}

export function listMembers(id: string, signal?: AbortSignal): Promise<{ items: Member[] }> {
  return api.get(`departments/${id}/members`, { signal });
}

export function placeMember(id: string, person: string): Promise<Departments> {
  return api.post(`departments/${id}/members`, { person });
}

/** An account of a department or of one below it. */
export interface Account extends User {
  may: ('password' | 'restore')[];
}

export interface Accounts extends Page<Account> {
  /** Those a new account may have. */
  roles: Role[];
}

export interface AccountQuery {
  q: string;
  state?: 'locked' | undefined;
  page: number;
  page_size: number;
}

export interface AccountDraft {
  user_name?: string;
  display_name?: string;
  department?: string;
  roles?: Role[];
  email?: string;
  mobile?: string;
}

const accountsOf = (id: string) => `departments/${id}/accounts`;

export function listAccounts(
  id: string,
  query: AccountQuery,
  signal?: AbortSignal,
): Promise<Accounts> {
  return api.get(accountsOf(id), { signal, query: { ...query } });
}

export function createAccount(
  id: string,
  draft: AccountDraft,
): Promise<User & { initial_password: string }> {
  return api.post(accountsOf(id), draft);
}

export function setAccountPassword(
  id: string,
  account: string,
): Promise<{ initial_password: string }> {
  return api.post(`${accountsOf(id)}/${account}/password`, {});
}

export function restoreAccount(id: string, account: string): Promise<Account> {
  return api.post(`${accountsOf(id)}/${account}/restore`, {});
}
