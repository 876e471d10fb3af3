/** People at a company. */
import { api } from '../../api';
import type { Company, GoingOn } from './companies_api';

export const contactTexts = ['name', 'position', 'mobile', 'phone', 'email', 'remark'] as const;
export type ContactField = (typeof contactTexts)[number];

export type ContactData = Partial<Record<ContactField, string>> & { main?: boolean };

export interface CompanyContact extends ContactData {
  id: string;
  name: string;
  main: boolean;
}

const of = ({ library, id }: Company) =>
  `libraries/${encodeURIComponent(library)}/companies/${id}/contacts`;

export function saveContact(
  company: Company,
  contact: ContactData,
  id: string | undefined,
  said: GoingOn,
): Promise<{ company: Company }> {
  return id === undefined
    ? api.post(of(company), { contact, ...said })
    : api.put(`${of(company)}/${id}`, { contact, version: company.version, ...said });
}

export function removeContact(company: Company, id: string): Promise<unknown> {
  return api.delete(`${of(company)}/${id}`);
}
