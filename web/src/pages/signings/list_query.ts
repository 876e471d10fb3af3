// What a signing list shows, and its form in the address bar: a list can be bookmarked, sent to a
// colleague, saved as a search (已保存的搜索) and survives the back button, because the query is
// nothing but the URL. Values equal to the default stay out of the URL.

export const signingStates = ['draft', 'pending', 'approved', 'rejected', 'withdrawn'] as const;
export type SigningState = (typeof signingStates)[number];

export const pageSizes = [20, 50, 100] as const;

/** Fields of the list that may filter; each is an indexed field of the definition. */
export const filterFields = ['fiscal_year', 'signing_type', 'channel_manager'] as const;
export type FilterField = (typeof filterFields)[number];

export interface Sort {
  field: string;
  descending: boolean;
}

export interface ListQuery {
  q: string;
  state: SigningState | null;
  filters: Readonly<Partial<Record<FilterField, string>>>;
  sort: Sort;
  page: number;
  pageSize: number;
}

export const defaultSort: Sort = { field: 'updated_at', descending: true };

export const emptyQuery: ListQuery = {
  q: '',
  state: null,
  filters: {},
  sort: defaultSort,
  page: 1,
  pageSize: pageSizes[0],
};

/** Reads any address, also one that was typed or cut: what makes no sense counts as not given. */
export function parseQuery(params: URLSearchParams): ListQuery {
  const filters: Partial<Record<FilterField, string>> = {};
  for (const field of filterFields) {
    const value = params.get(field);
    if (value) filters[field] = value;
  }
  return {
    q: (params.get('q') ?? '').trim(),
    state: signingStates.find((state) => state === params.get('state')) ?? null,
    filters,
    sort: parseSort(params.get('sort')),
    page: positiveInteger(params.get('page')) ?? 1,
    pageSize: pageSizes.find((size) => String(size) === params.get('page_size')) ?? pageSizes[0],
  };
}

/** The address of a query; parseQuery(formatQuery(q)) is q. */
export function formatQuery(query: ListQuery): URLSearchParams {
  const params = criteria(query);
  if (query.page !== 1) params.set('page', String(query.page));
  if (query.pageSize !== pageSizes[0]) params.set('page_size', String(query.pageSize));
  return params;
}

/** What a saved search remembers: the criteria and the order, never the page one happened to be on. */
export function criteria(query: ListQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.q) params.set('q', query.q);
  if (query.state) params.set('state', query.state);
  for (const field of filterFields) {
    const value = query.filters[field];
    if (value) params.set(field, value);
  }
  const sort = formatSort(query.sort);
  if (sort !== formatSort(defaultSort)) params.set('sort', sort);
  return params;
}

/** What the server is asked; unlike the address it always names order and page. */
export function requestParams(query: ListQuery): Record<string, string> {
  return {
    ...Object.fromEntries(criteria(query)),
    sort: formatSort(query.sort),
    page: String(query.page),
    page_size: String(query.pageSize),
  };
}

/** A change of criteria starts at the first page: page 7 of another question means nothing. */
export function refine(query: ListQuery, change: Partial<Omit<ListQuery, 'page'>>): ListQuery {
  return { ...query, ...change, page: 1 };
}

/** Sets one filter, or takes it off with null. */
export function refineFilter(
  query: ListQuery,
  field: FilterField,
  value: string | null,
): ListQuery {
  const filters = { ...query.filters };
  if (value) filters[field] = value;
  else Reflect.deleteProperty(filters, field);
  return refine(query, { filters });
}

/** How many filters narrow the list, the search text not counted. */
export function filterCount(query: ListQuery): number {
  return Object.keys(query.filters).length + (query.state ? 1 : 0);
}

/** Whether anything narrows the list: decides between "nothing found" and "nothing there yet". */
export function isNarrowed(query: ListQuery): boolean {
  return query.q !== '' || filterCount(query) > 0;
}

export function formatSort(sort: Sort): string {
  return (sort.descending ? '-' : '') + sort.field;
}

function parseSort(text: string | null): Sort {
  const match = /^(-?)([a-z][a-z0-9_]*)$/.exec(text ?? '');
  return match?.[2] ? { field: match[2], descending: match[1] === '-' } : defaultSort;
}

function positiveInteger(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : null;
}
