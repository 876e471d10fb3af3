import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../session';
import { listUsers } from '../admin/admin_api';
import { FormDrawer } from '../parts/form_drawer';
import {
  addDepartment,
  changeDepartment,
  departmentsKey,
  listMembers,
  type Department,
  type DepartmentDraft,
  type Departments,
} from './departments_api';
import { PartnerSelect } from './partner_select';

/** One to be changed, or a new one below another or directly under a company. */
export type Editing = { department: Department } | { under: Department | null; name: string };

interface DepartmentDrawerProps {
  editing: Editing | null;
  types: readonly string[];
  close: () => void;
}

type Draft = DepartmentDraft & { company?: string };

export function DepartmentDrawer({ editing, types, close }: DepartmentDrawerProps) {
  const { t } = useTranslation('departments');
  const client = useQueryClient();
  const one = editing && 'department' in editing ? editing.department : null;
  const under = editing && 'under' in editing ? editing.under : null;
  const save = (draft: Draft): Promise<Departments> => {
    if (one) return changeDepartment(one, draft);
    return addDepartment(under ? { parent: under.id } : { company: draft.company ?? '' }, draft);
  };
  const initial: Draft = one
    ? { label: one.label, type: one.type, managers: one.managers.map(({ id }) => id) }
    : { label: editing && 'name' in editing ? editing.name : '', type: 'sales', managers: [] };
  return (
    <FormDrawer<Draft, Departments>
      open={editing !== null}
      title={
        one
          ? t('change_of', { name: one.name })
          : under
            ? t('add_below', { name: under.name })
            : t('add')
      }
      size={420}
      initial={initial}
      inputs={['label', 'company', 'type', 'managers']}
      save={save}
      saved={(all) => {
        client.setQueryData(departmentsKey, all);
        close();
        return client.invalidateQueries({ queryKey: ['in-library'] });
      }}
      close={close}
    >
      <Form.Item name="label" label={t('own_name')} extra={t('own_name_hint')} required>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      {!one && !under && (
        <Form.Item name="company" label={t('company')} extra={t('company_hint')}>
          <PartnerSelect />
        </Form.Item>
      )}
      <Form.Item name="type" label={t('type')} required>
        <Select options={types.map((type) => ({ value: type, label: t(`type_of.${type}`) }))} />
      </Form.Item>
      <Form.Item noStyle dependencies={['company']}>
        {({ getFieldValue }) => (
          <Form.Item name="managers" label={t('managers')} extra={t('managers_hint')}>
            <ManagerSelect
              of={one ?? under}
              company={
                one?.company ??
                under?.company ??
                (getFieldValue('company') as string | undefined) ??
                ''
              }
              known={one?.managers ?? []}
            />
          </Form.Item>
        )}
      </Form.Item>
    </FormDrawer>
  );
}

interface ManagerSelectProps {
  of: Department | null;
  company: string;
  known: readonly { id: string; name: string }[];
  id?: string;
  value?: string[];
  onChange?: (ids: string[]) => void;
}

/** People of the company: all of them for administrators, for managers those of their departments. */
function ManagerSelect({ of, company, known, ...rest }: ManagerSelectProps) {
  const { t } = useTranslation('departments');
  const all = useMe().user.roles.includes('admin');
  const [q, setQ] = useState('');
  const people = useQuery({
    queryKey: [...departmentsKey, 'people', all ? [company, q] : of?.id],
    queryFn: async ({ signal }) => {
      if (!all) return of ? (await listMembers(of.id, signal)).items : [];
      const found = await listUsers(
        { q, state: 'active', partner_id: company, page: 1, page_size: 100 },
        signal,
      );
      return found.items
        .filter(({ partner_id }) => (partner_id ?? '') === company)
        .map(({ id, display_name, user_name }) => ({ id, name: display_name || user_name }));
    },
  });
  const names = new Map([...known, ...(people.data ?? [])].map(({ id, name }) => [id, name]));
  return (
    <Select
      {...rest}
      mode="multiple"
      aria-label={t('managers')}
      loading={people.isFetching}
      showSearch={all ? { filterOption: false, onSearch: setQ } : { optionFilterProp: 'label' }}
      options={[...names].map(([id, name]) => ({ value: id, label: name }))}
    />
  );
}
