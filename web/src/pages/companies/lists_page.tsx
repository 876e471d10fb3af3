import { FileSearchOutlined, SearchOutlined, TeamOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'react-router';
import { DataList } from '../parts/data_list';
import { LinkButton } from '../parts/link_button';
import { Loaded } from '../parts/loaded';
import { Notice } from '../parts/notice';
import styles from './companies.module.css';
import {
  listCompanies,
  offeredFields,
  type Company,
  type Library,
  type Scope,
} from './companies_api';
import { Batch, hasBatch } from './batch';
import { ChoicesDrawer } from './choices_drawer';
import { CompanyActions } from './company_actions';
import { useCompanyColumns } from './company_columns';
import { DueNote } from './due_note';
import { ExportButton } from './export_button';
import { InLibrary } from './in_library';
import { Inventory } from './inventory';
import { administers } from './may_pair';
import {
  everything,
  pageSize,
  queryOf,
  readAddress,
  writeAddress,
  type ListAddress,
} from './list_query';
import { Progress } from './progress';
import { companiesKey } from './use_changed';

const scopes: Record<string, Scope> = {
  '/companies': 'mine',
  '/companies/department': 'department',
  '/companies/pool': 'pool',
  '/companies/all': 'all',
};

/** 我的客户, 部门客户, 公海, 全部客户. */
export default function CompanyListsPage() {
  const { t } = useTranslation('companies');
  const scope = scopes[useLocation().pathname.replace(/\/$/, '')] ?? 'mine';
  return (
    <InLibrary
      key={scope}
      title={t(`list.${scope}`)}
      actions={() => (
        <>
          {scope === 'mine' && <LinkButton to="/companies/import">{t('list.import')}</LinkButton>}
          {scope === 'department' && (
            <LinkButton to="/departments">{t('inventory.manage')}</LinkButton>
          )}
          <LinkButton to="/companies/check" primary icon={<FileSearchOutlined aria-hidden />}>
            {t('check.title')}
          </LinkButton>
        </>
      )}
    >
      {(library) => <CompanyList library={library} scope={scope} />}
    </InLibrary>
  );
}

function CompanyList({ library, scope }: { library: Library; scope: Scope }) {
  const { t } = useTranslation('companies');
  const [params, setParams] = useSearchParams();
  const address = readAddress(params);
  const show = (next: Partial<ListAddress>) =>
    setParams(writeAddress(params, { ...address, page: 1, ...next }));
  const rows = useQuery({
    queryKey: [...companiesKey(library.id), scope, address],
    queryFn: ({ signal }) => listCompanies(library.id, queryOf(scope, address), signal),
    placeholderData: keepPreviousData,
  });
  const columns = useCompanyColumns(library, scope, rows.data?.items ?? []);
  // Companies and not their keys: from page to page they stay chosen, with what was seen of them.
  const [chosen, setChosen] = useState<readonly Company[]>([]);
  const choose = (keys: string[]) => {
    const known = new Map([...chosen, ...(rows.data?.items ?? [])].map((one) => [one.id, one]));
    setChosen(keys.flatMap((key) => known.get(key) ?? []));
  };
  const selection = hasBatch(scope, library)
    ? { keys: chosen.map(({ id }) => id), nameOf: ({ name }: Company) => name, choose }
    : undefined;
  const mayAskDue = scope === 'mine' || library.pools.some((pool) => pool.administrator);
  return (
    <>
      {scope === 'mine' && <Progress library={library} />}
      {scope === 'department' && (
        <Inventory
          library={library.id}
          person={address.person}
          show={(person) => show({ person })}
        />
      )}
      {scope !== 'pool' && mayAskDue && (
        <DueNote
          library={library.id}
          scope={scope}
          shown={address.due}
          show={(due) => show({ due })}
        />
      )}
      <Toolbar library={library} scope={scope} address={address} show={show} />
      <Batch library={library} scope={scope} chosen={chosen} clear={() => setChosen([])} />
      <Loaded query={rows} skeleton={<Skeleton active paragraph={{ rows: 10, width: '100%' }} />}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Nothing scope={scope} address={address} show={show} />
          ) : (
            <DataList
              label={t(`list.${scope}`)}
              rows={items}
              rowKey={({ id }) => id}
              columns={columns}
              busy={rows.isPlaceholderData}
              selection={selection}
              actions={(company) => <CompanyActions company={company} library={library} few />}
              paging={{
                page: address.page,
                pageSize,
                total,
                onChange: (page) => show({ page }),
              }}
            />
          )
        }
      </Loaded>
    </>
  );
}

interface PartProps {
  scope: Scope;
  address: ListAddress;
  show: (next: Partial<ListAddress>) => void;
}

function Toolbar({ library, scope, address, show }: PartProps & { library: Library }) {
  const { t } = useTranslation('companies');
  const mayExport =
    scope === 'mine' || scope === 'department' || library.pools.some((pool) => pool.administrator);
  return (
    <div className={styles.toolbar} role="search">
      <Input.Search
        // An address that changes from outside fills the box anew.
        key={address.q}
        className={styles.search ?? ''}
        defaultValue={address.q}
        allowClear
        maxLength={100}
        aria-label={t(scope === 'mine' ? 'list.search_mine' : 'list.search')}
        placeholder={t(scope === 'mine' ? 'list.search_mine' : 'list.search')}
        onSearch={(q) => show({ q: q.trim() })}
      />
      {library.pools.length > 1 && (
        <Select
          className={styles.filter ?? ''}
          allowClear
          aria-label={t('list.pool_filter')}
          placeholder={t('list.pool_filter')}
          value={address.pool || null}
          options={library.pools.map(({ id, label }) => ({ value: id, label }))}
          onChange={(pool: string | null | undefined) => show({ pool: pool ?? '' })}
        />
      )}
      {offeredFields
        .filter((field) => address[field] !== '' || library.choices[field].items.length > 0)
        .map((field) => (
          <Select
            key={field}
            className={styles.filter ?? ''}
            allowClear
            showSearch
            aria-label={t(`field.${field}`)}
            placeholder={t(`field.${field}`)}
            value={address[field] || null}
            options={library.choices[field].items.map((value) => ({ value, label: value }))}
            onChange={(value: string | null | undefined) => show({ [field]: value ?? '' })}
          />
        ))}
      {scope === 'all' && administers(library) && <ChoicesDrawer library={library} />}
      {mayExport && <ExportButton library={library} query={queryOf(scope, address)} />}
    </div>
  );
}

function Nothing({ scope, address, show }: PartProps) {
  const { t } = useTranslation('companies');
  const narrowed =
    address.q !== '' ||
    address.pool !== '' ||
    address.person !== '' ||
    address.industry !== '' ||
    address.source !== '' ||
    address.due ||
    address.page > 1;
  if (narrowed) {
    return (
      <Notice
        icon={<SearchOutlined aria-hidden />}
        title={t('list.nothing_found')}
        action={<Button onClick={() => show(everything)}>{t('list.show_all')}</Button>}
      />
    );
  }
  return (
    <Notice
      icon={<TeamOutlined aria-hidden />}
      title={t(`list.empty_${scope}`)}
      text={t(`list.empty_${scope}_text`)}
    />
  );
}
