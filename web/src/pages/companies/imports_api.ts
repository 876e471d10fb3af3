/** Companies out of files: the jobs of the server that read, check and enter them. */
import { api } from '../../api';
import type { Violation } from '../../api';
import { workbookType } from './companies_api';
import type { DataField } from './companies_api';

export type ImportState =
  'reading' | 'read' | 'checking' | 'checked' | 'importing' | 'done' | 'removing';
export type Outcome = 'entered' | 'bound' | 'refused';

/** Fields of somebody at the company. */
export const contactColumns = [
  'contact.name',
  'contact.position',
  'contact.mobile',
  'contact.phone',
  'contact.email',
  'contact.remark',
  'contact.main',
] as const;
export type ContactColumn = (typeof contactColumns)[number];

/** What the columns mean, and where the companies go. */
export interface ImportTarget {
  columns: (DataField | ContactColumn | '')[];
  into: 'mine' | 'pool' | 'person';
  pool?: string;
  person?: string;
  tags?: string[];
  warned?: boolean;
  reason?: string;
}

export interface CompanyImport {
  id: string;
  file_name: string;
  state: ImportState;
  total: number;
  progress: number;
  entered: number;
  bound: number;
  refused: number;
  headings: string[];
  target: ImportTarget;
  created_at: string;
}

export interface ImportRow {
  number: number;
  cells: string[];
  outcome: Outcome | '';
  company: string;
  violations: Violation[];
}

const of = (library: string, id = '') =>
  `libraries/${encodeURIComponent(library)}/imports${id ? `/${id}` : ''}`;

export function listImports(
  library: string,
  signal?: AbortSignal,
): Promise<{ items: CompanyImport[] }> {
  return api.get(of(library), { signal });
}

export function loadImport(
  library: string,
  id: string,
  signal?: AbortSignal,
): Promise<CompanyImport> {
  return api.get(of(library, id), { signal });
}

export function uploadImport(library: string, file: File): Promise<CompanyImport> {
  const type = /\.xlsx$/i.test(file.name) ? workbookType : 'text/csv';
  const body = file.slice(0, file.size, type);
  return api.post(of(library), body, { query: { name: file.name } });
}

export function prepareImport(
  library: string,
  id: string,
  target: ImportTarget,
): Promise<CompanyImport> {
  return api.put(of(library, id), target);
}

export function startImport(library: string, id: string): Promise<CompanyImport> {
  return api.post(`${of(library, id)}/start`);
}

export function removeImport(library: string, id: string): Promise<unknown> {
  return api.delete(of(library, id));
}

export function listImportRows(
  library: string,
  id: string,
  query: { outcome: Outcome | ''; after: number },
  signal?: AbortSignal,
): Promise<{ items: ImportRow[] }> {
  return api.get(`${of(library, id)}/rows`, { query, signal });
}

export function refusedRows(library: string, id: string): Promise<Blob> {
  return api.download(`${of(library, id)}/refused`, workbookType, { query: { format: 'xlsx' } });
}
