import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Library } from './companies_api';
import { useTermText } from './term_text';

/** Why a company goes back to the pool, by the name of the rule. */
export function useDueText(library: Library): (rule: string) => string {
  const { t } = useTranslation('companies');
  const termText = useTermText();
  return useCallback(
    (rule: string) => {
      if (rule === 'name') return t('due.name');
      const line = library.recycle.find(({ id }) => id === rule);
      if (!line) return rule;
      return t(`due.without_${line.without ?? 'nothing'}`, { term: termText(line.after) });
    },
    [t, termText, library],
  );
}
