import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listPartners } from '../contacts/contacts_api';

interface PartnerSelectProps {
  /** Given by the form around it. */
  id?: string;
  value?: string;
  onChange?: (id: string | undefined) => void;
}

/** A partner, searched on the server as one types. */
export function PartnerSelect(props: PartnerSelectProps) {
  const { t } = useTranslation('departments');
  const [q, setQ] = useState('');
  const partners = useQuery({
    queryKey: ['partners', 'select', q],
    queryFn: ({ signal }) => listPartners({ q, page: 1, page_size: 50 }, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <Select
      {...props}
      allowClear
      aria-label={t('company')}
      placeholder={t('own_company')}
      loading={partners.isFetching}
      showSearch={{ filterOption: false, onSearch: setQ }}
      options={(partners.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
