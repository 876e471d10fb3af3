import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { Page } from '../../api';
import { DataList, type DataListProps } from './data_list';
import { Loaded } from './loaded';

interface Paged {
  page: number;
  page_size: number;
}

interface PagedListProps<Row, Query extends Paged> extends Pick<
  DataListProps<Row>,
  'label' | 'rowKey' | 'columns' | 'actions'
> {
  /** Where its pages are cached; the query is added. */
  cache: readonly string[];
  query: Query;
  show: (query: Query) => void;
  load: (query: Query, signal: AbortSignal) => Promise<Page<Row>>;
  /** Asked again after so many milliseconds. */
  refresh?: number;
  /** What stands there when no row answers the query. */
  none: ReactNode;
}

/** A list of the server, page by page; the one before stays until the next has come. */
export function PagedList<Row extends object, Query extends Paged>({
  cache,
  query,
  show,
  load,
  refresh,
  none,
  ...list
}: PagedListProps<Row, Query>) {
  const rows = useQuery({
    queryKey: [...cache, query],
    queryFn: ({ signal }) => load(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: refresh ?? false,
  });
  return (
    <Loaded query={rows} skeleton={<Skeleton active paragraph={{ rows: 10, width: '100%' }} />}>
      {({ items, total }) =>
        items.length === 0 ? (
          none
        ) : (
          <DataList
            {...list}
            rows={items}
            busy={rows.isPlaceholderData}
            paging={{
              page: query.page,
              pageSize: query.page_size,
              total,
              onChange: (page) => show({ ...query, page }),
            }}
          />
        )
      }
    </Loaded>
  );
}
