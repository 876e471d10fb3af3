import { useQuery } from '@tanstack/react-query';
import { Badge } from 'antd';
import { loadInbox } from './inbox_api';

/** How much waits, beside the entry of the navigation. */
export function InboxBadge() {
  const { data } = useQuery({ queryKey: ['inbox'], queryFn: loadInbox, refetchInterval: 60_000 });
  return <Badge count={data?.total ?? 0} overflowCount={99} size="small" />;
}
