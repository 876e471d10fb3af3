import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listPeople } from './companies_api';

interface PersonSelectProps {
  library: string;
  /** Given by the form around it. */
  id?: string;
  value?: string;
  onChange?: (id: string | undefined) => void;
}

/** One of the people of a library, searched on the server as one types. */
export function PersonSelect({ library, ...rest }: PersonSelectProps) {
  const { t } = useTranslation('companies');
  const [q, setQ] = useState('');
  const people = useQuery({
    queryKey: ['company-people', library, q],
    queryFn: ({ signal }) => listPeople(library, q, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  return (
    <Select
      {...rest}
      allowClear
      aria-label={t('person')}
      loading={people.isFetching}
      showSearch={{ filterOption: false, onSearch: setQ }}
      notFoundContent={people.isSuccess ? t('nobody') : null}
      options={(people.data?.items ?? []).map(
        ({ id, name, department, mine, owned, owned_limit }) => {
          const full = owned === undefined ? '' : `${owned}${owned_limit ? `/${owned_limit}` : ''}`;
          const about = [department, full].filter(Boolean).join(' · ');
          return {
            value: id,
            label: `${name}${mine ? t('myself') : ''}${about ? `（${about}）` : ''}`,
          };
        },
      )}
    />
  );
}
