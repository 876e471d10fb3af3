import { SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Empty, Input, Modal, Pagination, Select, Spin } from 'antd';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/use_problem_text';
import { localised } from '../../i18n';
import type { FieldDefinition } from '../model/definition';
import { regionPath } from '../model/display';
import { useForm, useLocale } from '../model/form_context';
import styles from './lookup_dialog.module.css';
import { cellText, filterRows, filterValues, loadRows, mostRows, nameOf } from './rows';
import type { LookupRow } from './rows';

const pageSize = 10;

interface Props {
  path: string;
  field: FieldDefinition;
  chosen: string;
  onChoose: (row: LookupRow) => void;
  onClose: () => void;
}

/** Search, narrow by column, page, choose; arrows and Enter do as well as the mouse. */
export default function LookupDialog({ path, field, chosen, onChoose, onClose }: Props) {
  const { t } = useTranslation('form');
  const store = useForm();
  const locale = useLocale();
  const problemText = useProblemText();
  const [search, setSearch] = useState('');
  const [filters, setFilters] = useState<Record<string, string | undefined>>({});
  const [page, setPage] = useState(1);
  const list = useRef<HTMLTableSectionElement>(null);
  const entity = field.lookup?.entity ?? '';
  const columns = field.lookup?.columns ?? [];
  const asked = useDeferredValue(search.trim());
  const narrowedBy = store.narrowingOf(path);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['lookup', entity, asked, narrowedBy],
    queryFn: ({ signal }) => loadRows(entity, asked, narrowedBy, signal),
    placeholderData: (previous) => previous,
  });
  const all = useMemo(() => data?.items ?? [], [data]);
  const rows = useMemo(() => filterRows(all, filters), [all, filters]);
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const current = Math.min(page, pages);
  const shown = rows.slice((current - 1) * pageSize, current * pageSize);

  const choose = (row: LookupRow) => onChoose(row);
  const cell = (row: LookupRow, column: string) => {
    const text = cellText(row[column]);
    const regions = store.bundle.dictionaries.region?.items;
    return column === 'region' && regions ? regionPath(regions, text, locale) : text;
  };
  const rowButtons = () => [...(list.current?.querySelectorAll('button') ?? [])];
  const move = (event: KeyboardEvent, from: number) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    rowButtons()[from + step]?.focus();
  };
  const onSearchKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && shown.length === 1 && shown[0] && !isFetching) choose(shown[0]);
    else move(event, -1);
  };

  return (
    <Modal
      open
      title={t('lookup.title', { label: localised(field.label, locale) })}
      width={760}
      footer={null}
      onCancel={onClose}
    >
      <div className={styles.tools}>
        <Input
          autoFocus
          value={search}
          prefix={<SearchOutlined />}
          placeholder={t('lookup.search')}
          aria-label={t('lookup.search')}
          onChange={(event) => {
            setSearch(event.target.value);
            setPage(1);
          }}
          onKeyDown={onSearchKey}
          allowClear
        />
        {columns.map((column) => {
          const values = filterValues(all, column);
          if (column === 'name' || column === 'employee_no' || values.length === 0) return null;
          return (
            <Select
              key={column}
              className={styles.filter}
              value={filters[column]}
              placeholder={t(`lookup.columns.${column}`)}
              aria-label={t(`lookup.columns.${column}`)}
              options={values.map((value) => ({ value, label: value }))}
              allowClear
              onChange={(value: string | undefined) => {
                setFilters({ ...filters, [column]: value });
                setPage(1);
              }}
            />
          );
        })}
      </div>
      {error && (
        <p role="alert" className={styles.problem}>
          {problemText(error)} <Button onClick={() => void refetch()}>{t('retry')}</Button>
        </p>
      )}
      <Spin spinning={isFetching && !data}>
        <table className={styles.table} aria-busy={isFetching}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`lookup.columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={list}>
            {shown.map((row, index) => (
              <tr
                key={row.id}
                className={row.id === chosen ? styles.chosen : undefined}
                onClick={() => choose(row)}
              >
                {columns.map((column) => (
                  <td key={column} data-label={t(`lookup.columns.${column}`)}>
                    {column === 'name' ? (
                      <button
                        type="button"
                        className={styles.choose}
                        aria-pressed={row.id === chosen}
                        onKeyDown={(event) => move(event, index)}
                      >
                        {nameOf(row)}
                      </button>
                    ) : (
                      cell(row, column)
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {data && shown.length === 0 && (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('lookup.none')} />
        )}
      </Spin>
      <div className={styles.footer}>
        <span role="status">
          {data && t('lookup.count', { count: rows.length })}
          {all.length >= mostRows && ` ${t('lookup.more')}`}
        </span>
        {pages > 1 && (
          <Pagination
            size="small"
            current={current}
            pageSize={pageSize}
            total={rows.length}
            showSizeChanger={false}
            onChange={setPage}
          />
        )}
      </div>
    </Modal>
  );
}
