/** Files of a company, and the signings of the partner it is. */
import { api, type Page, type RecordRow } from '../../api';
import type { Company } from './companies_api';

export interface CompanyFile {
  id: string;
  file_name: string;
  size: number;
  content_type: string;
  by: string;
  at: string;
}

type Known = Pick<Company, 'id' | 'library'>;

const of = ({ library, id }: Known) => `libraries/${encodeURIComponent(library)}/companies/${id}`;

/** Of a file that was uploaded. */
export function addFile(company: Known, file: string): Promise<unknown> {
  return api.post(`${of(company)}/files`, { file });
}

export function removeFile(company: Known, file: string): Promise<unknown> {
  return api.delete(`${of(company)}/files/${file}`);
}

export function listSignings(company: Known, signal: AbortSignal): Promise<Page<RecordRow>> {
  return api.get(`${of(company)}/signings`, { query: { page_size: 20 }, signal });
}
