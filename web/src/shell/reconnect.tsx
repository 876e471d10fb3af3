import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { NetworkError } from '../api';
import { connection } from '../api/connection';

/** When the connection is back, what did not come for want of it is asked for again. */
export function Reconnect() {
  const client = useQueryClient();
  useEffect(() => {
    let before = connection.state;
    const back = () => {
      const wasOffline = before === 'offline';
      before = connection.state;
      // After a stumble queries have asked again themselves.
      if (!wasOffline || connection.state !== 'online') return;
      void client.refetchQueries({
        type: 'active',
        predicate: ({ state }) => state.error instanceof NetworkError,
      });
    };
    const hurry = () => connection.hurry();
    const lost = () => connection.failed();
    const seen = () => {
      if (document.visibilityState === 'visible') hurry();
    };
    const unsubscribe = connection.subscribe(back);
    window.addEventListener('online', hurry);
    window.addEventListener('offline', lost);
    document.addEventListener('visibilitychange', seen);
    return () => {
      unsubscribe();
      window.removeEventListener('online', hurry);
      window.removeEventListener('offline', lost);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [client]);
  return null;
}
