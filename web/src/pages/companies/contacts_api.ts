/** People at a company. */
import { api } from '../../api';
import type { Company } from './companies_api';

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
): Promise<{ company: Company }> {
  return id === undefined
    ? api.post(of(company), { contact })
    : api.put(`${of(company)}/${id}`, { contact, version: company.version });
}

export function removeContact(company: Company, id: string): Promise<unknown> {
  return api.delete(`${of(company)}/${id}`);
}
