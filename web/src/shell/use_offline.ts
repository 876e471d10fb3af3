import { useSyncExternalStore } from 'react';
import { connection } from '../api/connection';

/** The server can't be reached, and not just for a moment. */
export function useOffline(): boolean {
  return useSyncExternalStore(connection.subscribe, connection.snapshot) === 'offline';
}
