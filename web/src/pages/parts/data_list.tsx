import { Pagination, Table, type TableColumnType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataCards } from './data_cards';
import { ScrollRegion } from './scroll_region';
import { narrowScreen, useMedia } from './use_media';

export interface DataColumn<T> {
  key: string;
  title: string;
  render: (row: T) => ReactNode;
  width?: number;
  sortable?: boolean;
  align?: 'right';
  /** The part the column plays on a card: its headline, a mark beside it, a labelled line, none. */
  card?: 'title' | 'mark' | 'fact' | 'none';
}

export interface DataListProps<T> {
  /** Names the table for those who do not see it. */
  label: string;
  rows: T[];
  rowKey: (row: T) => string;
  columns: DataColumn<T>[];
  busy?: boolean;
  actions?: (row: T) => ReactNode;
  /** Rows that are chosen, by their keys; each needs a name. */
  selection?:
    | {
        keys: readonly string[];
        nameOf: (row: T) => string;
        choose: (keys: string[]) => void;
      }
    | undefined;
  sort?: { field: string; descending: boolean };
  onSort?: (field: string, descending: boolean) => void;
  paging?: {
    page: number;
    pageSize: number;
    total: number;
    sizes?: readonly number[];
    onChange: (page: number, pageSize: number) => void;
  };
}

/** Rows as a table, and as cards where a table would need sideways scrolling. */
export function DataList<T extends object>(props: DataListProps<T>) {
  const narrow = useMedia(narrowScreen);
  return (
    <div aria-busy={props.busy ?? false}>
      {narrow ? <DataCards {...props} /> : <DataTable {...props} />}
      {props.paging ? <Pages {...props.paging} narrow={narrow} /> : null}
    </div>
  );
}

function DataTable<T extends object>({
  label,
  rows,
  rowKey,
  columns,
  busy = false,
  actions,
  selection,
  sort,
  onSort,
}: DataListProps<T>) {
  const { t } = useTranslation('parts');
  const tableColumns = columns.map((column): TableColumnType<T> => ({
    key: column.key,
    title: column.title,
    render: (_value, row) => column.render(row),
    ...(column.width === undefined ? {} : { width: column.width }),
    ...(column.align === undefined ? {} : { align: column.align }),
    ...(column.sortable && onSort
      ? { sorter: true, sortOrder: sortOrder(sort, column.key), showSorterTooltip: false }
      : {}),
  }));
  if (actions) {
    tableColumns.push({
      key: '_actions',
      title: t('actions'),
      align: 'right',
      width: 1,
      render: (_value, row) => actions(row),
    });
  }
  return (
    <ScrollRegion label={label}>
      <Table<T>
        aria-label={label}
        columns={tableColumns}
        dataSource={[...rows]}
        rowKey={rowKey}
        loading={busy}
        pagination={false}
        {...(selection
          ? {
              rowSelection: {
                selectedRowKeys: [...selection.keys],
                preserveSelectedRowKeys: true,
                onChange: (keys) => selection.choose(keys.map(String)),
                getTitleCheckboxProps: () => ({ 'aria-label': t('choose_all') }),
                getCheckboxProps: (row) => ({
                  'aria-label': t('choose', { name: selection.nameOf(row) }),
                }),
              },
            }
          : {})}
        onChange={(_pages, _filters, sorter) => {
          if (Array.isArray(sorter) || !onSort || typeof sorter.columnKey !== 'string') return;
          onSort(sorter.columnKey, sorter.order === 'descend');
        }}
      />
    </ScrollRegion>
  );
}

function sortOrder(sort: DataListProps<object>['sort'], key: string) {
  if (sort?.field !== key) return null;
  return sort.descending ? 'descend' : 'ascend';
}

function Pages({
  page,
  pageSize,
  total,
  sizes,
  onChange,
  narrow,
}: NonNullable<DataListProps<object>['paging']> & { narrow: boolean }) {
  const { t } = useTranslation('parts');
  return (
    <Pagination
      style={{ marginBlockStart: 16 }}
      align="end"
      current={page}
      pageSize={pageSize}
      total={total}
      simple={narrow}
      showSizeChanger={sizes !== undefined && !narrow}
      {...(sizes ? { pageSizeOptions: [...sizes] } : {})}
      showTotal={(count) => t('total', { count })}
      onChange={onChange}
    />
  );
}
