import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../api';
import type { Violation } from '../api';

interface Answer {
  available: boolean;
  violations: Violation[];
}

export type NameState =
  { kind: 'idle' | 'checking' | 'free' | 'unknown' } | { kind: 'refused'; violations: Violation[] };

/** Free or taken, while typing: asked when the typing pauses. */
export function useUserNameCheck(name: string): NameState {
  const typed = name.trim();
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed), 350);
    return () => clearTimeout(timer);
  }, [typed]);
  const { data, isError } = useQuery({
    queryKey: ['user-name', asked],
    queryFn: ({ signal }) => api.get<Answer>(`user-names/${encodeURIComponent(asked)}`, { signal }),
    enabled: asked !== '',
    retry: false,
    staleTime: 10_000,
  });
  if (typed === '') return { kind: 'idle' };
  if (asked !== typed) return { kind: 'checking' };
  if (isError) return { kind: 'unknown' };
  if (!data) return { kind: 'checking' };
  return data.available ? { kind: 'free' } : { kind: 'refused', violations: data.violations };
}
