import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { departmentsKey, listDepartments } from '../departments/departments_api';

interface DepartmentSelectProps {
  /** Id of a partner; empty: the organisation. */
  company: string;
  /** What the account says, from before there were departments perhaps. */
  known: string;
  /** Given by the form around it. */
  id?: string;
  value?: string;
  onChange?: (name: string) => void;
}

/** A department of the company, by its full name. */
export function DepartmentSelect({
  company,
  known,
  value,
  onChange,
  ...rest
}: DepartmentSelectProps) {
  const { t } = useTranslation('admin');
  const departments = useQuery({
    queryKey: departmentsKey,
    queryFn: ({ signal }) => listDepartments(signal),
  });
  const names = (departments.data?.items ?? [])
    .filter((one) => one.company === company)
    .map(({ name }) => name);
  if (known !== '' && !names.includes(known)) names.push(known);
  return (
    <Select
      {...rest}
      allowClear
      showSearch
      aria-label={t('users.department')}
      loading={departments.isFetching}
      value={value === '' ? null : (value ?? null)}
      options={names.map((name) => ({ value: name, label: name }))}
      onChange={(name: string | null | undefined) => onChange?.(name ?? '')}
    />
  );
}
