import { api } from '../../api';

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
