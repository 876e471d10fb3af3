import { api } from '../../api';
import type { Page } from '../../api';

export interface Partner {
  id: string;
  number: string;
  name: string;
}

export interface Contact {
  id: string;
  name: string;
  title: string;
  mobile: string;
  email: string;
  active: boolean;
  version: number;
}

export type ContactDraft = Pick<Contact, 'name' | 'title' | 'mobile' | 'email'>;

export function listPartners(
  query: { q: string; page: number; page_size: number },
  signal: AbortSignal,
): Promise<Page<Partner>> {
  return api.get<Page<Partner>>('partners', { query, signal });
}

export function listContacts(
  partnerId: string,
  signal: AbortSignal,
): Promise<{ partner: Partner; items: Contact[] }> {
  return api.get(`partners/${partnerId}/contacts`, { signal });
}

export function createContact(partnerId: string, draft: ContactDraft): Promise<Contact> {
  return api.post<Contact>(`partners/${partnerId}/contacts`, draft);
}

export function changeContact(
  partnerId: string,
  contact: Contact,
  change: Partial<ContactDraft & { active: boolean }>,
): Promise<Contact> {
  const path = `partners/${partnerId}/contacts/${contact.id}`;
  return api.patch<Contact>(path, { ...change, version: contact.version });
}

export const contactsKey = (partnerId: string) => ['contacts', partnerId] as const;
