import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Term } from './companies_api';

const units = ['working_days', 'days', 'months', 'hours'] as const;

/** "2 个工作日". */
export function useTermText(): (term: Term | undefined) => string {
  const { t } = useTranslation('companies');
  return useCallback(
    (term: Term | undefined) => {
      const unit = units.find((one) => term?.[one] !== undefined);
      return unit ? t(`term.${unit}`, { count: term?.[unit] ?? 0 }) : '';
    },
    [t],
  );
}
