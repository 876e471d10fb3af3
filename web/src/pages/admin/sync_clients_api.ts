import { api } from '../../api';
import type { Page } from '../../api';

/** A device, or one browser of it, as the server knows it. */
export interface SyncClient {
  client_id: string;
  user: { id: string; name: string };
  created_at: string;
  seen_at: string;
  /** Of the last command it has sent. */
  last_seq: number;
  acknowledged: number;
  /** Changes since it last pulled. */
  lag: number;
  held: {
    seq: number;
    name: string;
    entity: string;
    record: string;
    waits_for: string[];
    waits_for_command: number;
    since: string;
  }[];
}

export function listSyncClients(
  query: { page: number; page_size: number },
  signal: AbortSignal,
): Promise<Page<SyncClient>> {
  return api.get<Page<SyncClient>>('admin/sync', { query, signal });
}

/** Waits no longer for the files of a command: it is refused, and becomes a draft again on its device. */
export async function giveUp(client: string, seq: number): Promise<void> {
  await api.delete(`admin/sync/${client}/held/${seq}`);
}
