import { useQuery } from '@tanstack/react-query';
import { loadNotifications } from './notifications_api';

/** The latest notices; asked again every minute and whenever the page comes back into view. */
export function useNotifications() {
  return useQuery({
    queryKey: ['notifications'],
    queryFn: ({ signal }) => loadNotifications(signal),
    refetchInterval: 60_000,
    refetchOnWindowFocus: true,
  });
}

export function useUnread(): number {
  const { data } = useNotifications();
  return data?.unread ?? 0;
}
