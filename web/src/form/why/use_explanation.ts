import { useQuery } from '@tanstack/react-query';
import { useEffect, useReducer } from 'react';
import { useForm } from '../model/form_context';

/** Why a field is as it is now; another answer given meanwhile explains it anew. */
export function useExplanation(path: string) {
  const store = useForm();
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => store.onEdit(draw), [store]);
  const explainer = useQuery({
    queryKey: ['explainer'],
    queryFn: async () => (await import('./explainer')).Explainer.load(),
    staleTime: Infinity,
    gcTime: Infinity,
    retry: false,
    structuralSharing: false, // holds a module
  });
  return {
    explanation: explainer.data?.explain(store, path),
    failed: explainer.isError && !explainer.isFetching,
    retry: () => void explainer.refetch(),
  };
}
