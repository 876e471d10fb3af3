/** Pairs of companies: merged into one and brought back, and marked as not being duplicates. */
import { api } from '../../api';
import type { Company, DataField } from './companies_api';

/** One that was merged into a company. */
export interface Merge {
  id: string;
  other: string;
  name: string;
  by: string;
  at: string;
  undone_by: string | null;
  undone_at: string | null;
}

/** "Not a duplicate": of another company, or of a name alone. */
export interface Mark {
  id: string;
  other: string | null;
  name: string;
  reason: string;
  by: string;
  at: string;
}

export type Take = 'kept' | 'other' | 'both';
export type Takes = Partial<Record<DataField, Take>>;

export interface MergeChoice {
  fields: Takes;
  owner: 'kept' | 'other';
}

type Known = Pick<Company, 'id' | 'library'>;

const of = ({ library, id }: Known) => `libraries/${encodeURIComponent(library)}/companies/${id}`;

function merging(kept: Company, other: Company, choice: MergeChoice, preview: boolean) {
  return {
    other: other.id,
    version: kept.version,
    other_version: other.version,
    ...choice,
    preview,
  };
}

/** What both would be, as one. */
export function previewMerge(
  kept: Company,
  other: Company,
  choice: MergeChoice,
): Promise<{ company: Company }> {
  return api.post(`${of(kept)}/merges`, merging(kept, other, choice, true));
}

export function mergeCompanies(
  kept: Company,
  other: Company,
  choice: MergeChoice,
): Promise<{ company: Company; merge: string }> {
  return api.post(`${of(kept)}/merges`, merging(kept, other, choice, false));
}

export function undoMerge(library: string, merge: string): Promise<{ companies: Company[] }> {
  return api.post(`libraries/${encodeURIComponent(library)}/merges/${merge}/undo`, {});
}

export function markDifferent(
  company: Known,
  from: { other: string } | { name: string },
  reason: string,
): Promise<{ marks: Mark[] }> {
  return api.post(`${of(company)}/marks`, { ...from, reason });
}

export function unmark(company: Known, mark: string): Promise<unknown> {
  return api.delete(`${of(company)}/marks/${mark}`);
}
