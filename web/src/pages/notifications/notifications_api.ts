import { api } from '../../api';

export interface Notification {
  id: string;
  /** decide, submitted, advanced, approved, rejected, withdrawn, … */
  kind: string;
  /** In the reader's language; what is told is data of the server. */
  subject: string;
  text: string;
  entity: string;
  record_id: string;
  created_at: string;
  read: boolean;
}

export interface Notifications {
  items: Notification[];
  total: number;
  unread: number;
}

export function loadNotifications(signal: AbortSignal): Promise<Notifications> {
  return api.get<Notifications>('notifications', { query: { page_size: 20 }, signal });
}

export function markRead(what: { ids: string[] } | { all: true }): Promise<unknown> {
  return api.post('notifications/read', what);
}
