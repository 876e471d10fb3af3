import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { listUsers } from './admin_api';

interface UserSelectProps {
  label: string;
  wrong?: boolean;
  value: readonly string[];
  /** Names of those already chosen: a search does not answer them. */
  known: Record<string, { name: string }>;
  onChange: (ids: string[]) => void;
}

/** People by name, searched on the server as one types. */
export function UserSelect({ label, wrong = false, value, known, onChange }: UserSelectProps) {
  const [q, setQ] = useState('');
  const found = useQuery({
    queryKey: ['admin', 'users', 'select', q],
    queryFn: ({ signal }) => listUsers({ q, state: 'active', page: 1, page_size: 100 }, signal),
    staleTime: 30_000,
  });
  const names = new Map(Object.entries(known).map(([id, user]) => [id, user.name]));
  for (const user of found.data?.items ?? []) {
    if (user.roles.includes('partner')) continue;
    const about = [user.department, user.area].filter(Boolean).join(' · ');
    names.set(user.id, (user.display_name || user.user_name) + (about ? `（${about}）` : ''));
  }
  return (
    <Select
      mode="multiple"
      // A level that was just added is filled in next.
      autoFocus={value.length === 0}
      aria-label={label}
      {...(wrong ? { status: 'error', 'aria-invalid': true } : {})}
      style={{ inlineSize: '100%' }}
      value={[...value]}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setQ }}
      options={[...names].map(([id, name]) => ({ value: id, label: name }))}
      onChange={onChange}
    />
  );
}
