/** The organisation's own words of company names and its matching rule. */
import { api } from '../../api';
import type { Match } from './companies_api';

export interface MatchingDocument {
  matching?: string;
  version?: number;
  words?: Record<string, unknown[]>;
  rule?: Record<string, unknown>;
  [key: string]: unknown;
}

export interface Matching {
  document: MatchingDocument;
  /** How far making the keys of all companies anew is; null: it is done. */
  rebuilding: { done: number; total: number } | null;
}

export const nameParts = ['region', 'trade_name', 'industry', 'legal_form', 'branch'] as const;
export type NameParts = Record<(typeof nameParts)[number], string>;

export interface Trial {
  company: NameParts | null;
  other: NameParts | null;
  verdict: {
    outcome: 'same' | 'probable' | 'different';
    score: number;
    reasons: NonNullable<Match['reasons']>;
  } | null;
}

export function loadMatching(signal: AbortSignal): Promise<Matching> {
  return api.get('admin/matching', { signal });
}

export function publishMatching(document: MatchingDocument): Promise<Matching> {
  return api.put('admin/matching', { document });
}

/** By what holds, or by a document that is not published yet. */
export function tryNames(
  name: string,
  other: string,
  document: MatchingDocument | undefined,
): Promise<Trial> {
  return api.post('admin/matching/trials', {
    company: { name },
    ...(other ? { other: { name: other } } : {}),
    ...(document ? { document } : {}),
  });
}
