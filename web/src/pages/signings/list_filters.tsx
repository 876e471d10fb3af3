import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLocale, localised } from '../../i18n';
import type { Bundle } from '../../form/model/definition';
import { fieldLabel } from '../records/field_text';
import {
  refine,
  refineFilter,
  signingStates,
  type FilterField,
  type ListQuery,
} from './list_query';
import styles from './signings.module.css';
import { findManagers } from './signings_api';

interface FilterProps {
  query: ListQuery;
  show: (query: ListQuery) => void;
}

export function ListFilters({ bundle, query, show }: FilterProps & { bundle: Bundle }) {
  const { t } = useTranslation('signings');
  const locale = currentLocale();
  const label = (field: FilterField) => fieldLabel(bundle, field, locale);
  return (
    <>
      <Filter
        label={t('column.state')}
        value={query.state}
        options={signingStates.map((state) => ({
          value: state,
          label: t(`state.${state}`, { ns: 'records' }),
        }))}
        onChange={(state) => show(refine(query, { state }))}
      />
      <Filter
        label={label('fiscal_year')}
        value={query.filters.fiscal_year ?? null}
        options={fiscalYears(new Date().getFullYear())}
        onChange={(year) => show(refineFilter(query, 'fiscal_year', year))}
      />
      <Filter
        label={label('signing_type')}
        value={query.filters.signing_type ?? null}
        options={(bundle.dictionaries.signing_type?.items ?? []).map((item) => ({
          value: item.code,
          label: localised(item.label, locale),
        }))}
        onChange={(type) => show(refineFilter(query, 'signing_type', type))}
      />
      <ManagerFilter label={label('channel_manager')} query={query} show={show} />
    </>
  );
}

interface FilterSelectProps<T extends string> {
  label: string;
  value: T | null;
  options: { value: T; label: string }[];
  onChange: (value: T | null) => void;
}

function Filter<T extends string>({ label, value, options, onChange }: FilterSelectProps<T>) {
  return (
    <Select<T>
      className={styles.filter}
      aria-label={label}
      placeholder={label}
      allowClear
      value={value}
      options={[...options]}
      popupMatchSelectWidth={false}
      onChange={(next: T | undefined) => onChange(next ?? null)}
    />
  );
}

/** The years a signing may reasonably carry: next year's are signed before it begins. */
function fiscalYears(now: number) {
  return Array.from({ length: 8 }, (_, back) => String(now + 1 - back)).map((year) => ({
    value: year,
    label: year,
  }));
}

/** Managers come from the look-up as one types; there may be hundreds. */
function ManagerFilter({ label, query, show }: FilterProps & { label: string }) {
  const [q, setQ] = useState('');
  const managers = useQuery({
    queryKey: ['managers', q],
    queryFn: ({ signal }) => findManagers(q, signal),
    staleTime: 60_000,
  });
  return (
    <Select
      className={styles.filter}
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      loading={managers.isFetching}
      value={query.filters.channel_manager ?? null}
      options={(managers.data ?? []).map((row) => ({ value: row.id, label: row.label }))}
      popupMatchSelectWidth={false}
      onChange={(id: string | undefined) =>
        show(refineFilter(query, 'channel_manager', id ?? null))
      }
    />
  );
}
