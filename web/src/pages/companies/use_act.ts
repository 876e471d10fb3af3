import { useMutation } from '@tanstack/react-query';
import { act, type Action, type Company, type GoingOn } from './companies_api';
import { useChanged } from './use_changed';

/** Does something to a company; whatever came of it, what is shown of its library is asked again. */
export function useAct(
  company: Pick<Company, 'id' | 'library'> & { version?: number },
  done?: (action: Action) => void,
) {
  const changed = useChanged(company.library);
  return useMutation({
    mutationFn: (action: Action & GoingOn) => act(company, action),
    onSuccess: (_answer, action) => done?.(action),
    onSettled: changed,
  });
}
