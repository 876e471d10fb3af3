import { Tag } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DataColumn } from '../parts/data_list';
import { Moment } from '../parts/moment';
import type { Company, Library, Scope } from './companies_api';
import { Masked } from './masked';
import { neighboursOf } from './neighbours';
import { OwnerText } from './owner_text';
import { StateTag } from './state_tag';
import { useDueText } from './due_text';

/** The columns of a list; its rows are what "next" and "previous" on a company's page lead through. */
export function useCompanyColumns(
  library: Library,
  scope: Scope,
  rows: readonly Company[],
): DataColumn<Company>[] {
  const { t } = useTranslation('companies');
  const dueText = useDueText(library);
  return useMemo(() => {
    const pools = new Map(library.pools.map(({ id, label }) => [id, label]));
    const all: (DataColumn<Company> & { of?: readonly Scope[] })[] = [
      {
        key: 'name',
        title: t('field.name'),
        card: 'title',
        render: (company) => (
          <>
            <Link to={`/companies/${library.id}/${company.id}`} state={neighboursOf(rows)}>
              {company.name}
            </Link>
            {company.name_due && <Tag color="warning">{t('name_to_correct')}</Tag>}
          </>
        ),
      },
      {
        key: 'state',
        title: t('column.state'),
        card: 'mark',
        of: ['all'],
        render: ({ state }) => <StateTag state={state} />,
      },
      {
        key: 'owner',
        title: t('column.owner'),
        of: ['all', 'department'],
        render: ({ owner }) => <OwnerText owner={owner} />,
      },
      {
        key: 'contact',
        title: t('field.contact_name'),
        render: (company) => <Masked company={company} field="contact_name" />,
      },
      {
        key: 'number',
        title: t('column.number'),
        render: (company) => <FirstNumber company={company} />,
      },
      {
        key: 'touched',
        title: t('column.touched'),
        of: ['mine', 'department'],
        render: ({ touched_at }) =>
          touched_at ? (
            <Moment time={touched_at} relative />
          ) : (
            <span className="soft">{t('never')}</span>
          ),
      },
      {
        key: 'due',
        title: t('column.due'),
        of: ['mine', 'department'],
        render: ({ due }) =>
          due ? (
            <span title={dueText(due.rule)}>
              <Moment time={due.at} />
            </span>
          ) : null,
      },
      {
        key: 'pool',
        title: t('column.pool'),
        of: library.pools.length > 1 ? ['pool', 'all', 'department'] : [],
        render: ({ pool }) => pools.get(pool) ?? pool,
      },
      {
        key: 'industry',
        title: t('field.industry'),
        of: ['pool'],
        render: ({ data }) => data.industry ?? null,
      },
    ];
    return all.filter(({ of }) => of === undefined || of.includes(scope));
  }, [t, library, scope, rows, dueText]);
}

/** The number one would call first; masked when all of them are. */
function FirstNumber({ company }: { company: Company }) {
  for (const field of ['mobile', 'phone', 'fax'] as const) {
    if (company.data[field]?.[0]) return company.data[field][0];
  }
  const hidden = (['mobile', 'phone', 'fax'] as const).find((field) =>
    company.masked.includes(field),
  );
  return hidden ? <Masked company={company} field={hidden} /> : null;
}
