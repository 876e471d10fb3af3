import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listCompanies, type Library } from './companies_api';
import { administers } from './may_pair';
import { everything, queryOf } from './list_query';
import { companiesKey } from './use_changed';

interface CompanySelectProps {
  library: Library;
  /** Not this one. */
  except: string;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}

/** One of the companies of a library that the person may pair, searched on the server as one types. */
export function CompanySelect({ library, except, value, onChange }: CompanySelectProps) {
  const { t } = useTranslation('companies');
  const [q, setQ] = useState('');
  const query = queryOf(administers(library) ? 'all' : 'mine', { ...everything, q });
  const found = useQuery({
    queryKey: [...companiesKey(library.id), 'select', query],
    queryFn: ({ signal }) => listCompanies(library.id, query, signal),
    placeholderData: keepPreviousData,
    enabled: q !== '',
  });
  return (
    <Select
      value={value ?? null}
      allowClear
      aria-label={t('pair.other')}
      placeholder={t('pair.other')}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: (text) => setQ(text.trim()) }}
      notFoundContent={q !== '' && found.isSuccess ? t('list.nothing_found') : null}
      options={(found.data?.items ?? [])
        .filter(({ id }) => id !== except)
        .map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id: string | null | undefined) => onChange(id ?? undefined)}
    />
  );
}
