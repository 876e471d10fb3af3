import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { api } from '../../api';
import { currentLocale, localised } from '../../i18n';
import type { Dictionary } from './admin_api';

interface DictionarySelectProps {
  dictionary: string;
  /** Only items without a parent: provinces, not cities. */
  top?: boolean;
  value?: string;
  onChange?: (code: string) => void;
  id?: string;
  'aria-label'?: string;
  placeholder?: ReactNode;
}

export function useDictionary(name: string) {
  return useQuery({
    queryKey: ['dictionaries', name],
    queryFn: ({ signal }) => api.get<Dictionary>(`dictionaries/${name}`, { signal }),
    staleTime: 5 * 60_000,
  });
}

/** A choice from a dictionary, as an input of a form; an empty choice is an empty code. */
export function DictionarySelect({
  dictionary,
  top = false,
  value,
  onChange,
  ...rest
}: DictionarySelectProps) {
  const { data, isPending } = useDictionary(dictionary);
  const items = (data?.items ?? []).filter((item) => !top || item.parent === undefined);
  return (
    <Select
      {...rest}
      style={{ inlineSize: '100%' }}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      loading={isPending}
      value={value === '' ? null : value}
      options={items.map((item) => ({
        value: item.code,
        label: localised(item.label, currentLocale()),
      }))}
      onChange={(code: string | undefined | null) => onChange?.(code ?? '')}
    />
  );
}
