/** What is known of a company as its form holds it: a list is a text with a line for each. */
import { lists, texts } from './companies_api';
import type { CompanyData, DataField } from './companies_api';

export type CompanyDraft = Partial<Record<DataField, string>>;

export function draftOf(data: CompanyData): CompanyDraft {
  const draft: CompanyDraft = {};
  for (const field of texts) if (data[field] !== undefined) draft[field] = data[field];
  for (const field of lists) if (data[field] !== undefined) draft[field] = data[field].join('\n');
  return draft;
}

/** Only what was typed; what is in a line stays as it is: the server reads several numbers out of one. */
export function dataOf(draft: CompanyDraft): CompanyData {
  const data: CompanyData = {};
  for (const field of texts) {
    const text = draft[field]?.trim();
    if (text) data[field] = text;
  }
  for (const field of lists) {
    const lines = (draft[field] ?? '').split('\n').map((line) => line.trim());
    const filled = lines.filter((line) => line !== '');
    if (filled.length > 0) data[field] = filled;
  }
  return data;
}

export function isEmpty(data: CompanyData): boolean {
  return Object.keys(data).length === 0;
}
