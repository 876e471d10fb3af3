/** Rules of libraries and working days as documents, for administrators. */
import { api, type LocalisedText } from '../../api';
import type { Check } from './companies_api';

const of = (library: string) => `admin/libraries/${encodeURIComponent(library)}`;

export interface LibrarySummary {
  library: string;
  label: LocalisedText;
  version: number;
}

export interface DuplicateCase {
  on: 'enter' | 'import' | 'edit' | 'authentication' | 'claim';
  found: 'same' | 'number' | 'probable';
  whose: 'own' | 'owned' | 'pool' | 'library';
  then: Check['then'];
  reason: boolean;
  /** Of the duplicate rules, from 1; null: what holds without any. */
  line: number | null;
}

/** Of the newest entries, and of those that were refused, which would end otherwise. */
export interface RulesTrial {
  duplicates: DuplicateCase[];
  entries: number;
  refusals: number;
  differ: {
    name: string;
    at: string;
    was: Check['then'];
    then: Check['then'];
    refused: boolean;
  }[];
}

export function listRules(signal: AbortSignal): Promise<{ items: LibrarySummary[] }> {
  return api.get('admin/libraries', { signal });
}

export function loadRules(
  library: string,
  signal?: AbortSignal,
): Promise<{ document: Record<string, unknown>; duplicates: DuplicateCase[] }> {
  return api.get(of(library), { signal });
}

export function tryRules(library: string, document: Record<string, unknown>): Promise<RulesTrial> {
  return api.post(`${of(library)}/trials`, { document });
}

export function publishRules(
  library: string,
  document: Record<string, unknown>,
): Promise<{ library: string; version: number }> {
  return api.put(of(library), { document });
}

/** `missing`: the year that ought to be known by now and is not. */
export interface WorkingYears {
  years: number[];
  missing: number | null;
}

export function loadYears(signal: AbortSignal): Promise<WorkingYears> {
  return api.get('admin/calendar', { signal });
}

export function publishYears(id: string, document: Record<string, unknown>): Promise<WorkingYears> {
  return api.put(`admin/calendars/${encodeURIComponent(id)}`, { document });
}
