/** What a list of companies shows, as its address has it. Times are those of the reader. */
import type { CompanyQuery, Scope } from './companies_api';

export interface ListAddress {
  q: string;
  pool: string;
  /** Id of an owner; empty: whosever. */
  person: string;
  /** Exactly this, of the lists that the library has published; empty: whatever. */
  industry: string;
  source: string;
  /** Only what goes back to the pool by tomorrow. */
  due: boolean;
  page: number;
}

export const pageSize = 20;

/** As it is first shown. */
export const everything: ListAddress = {
  q: '',
  pool: '',
  person: '',
  industry: '',
  source: '',
  due: false,
  page: 1,
};

/** Reads any address: what makes no sense counts as not given. */
export function readAddress(params: URLSearchParams): ListAddress {
  const page = params.get('page') ?? '';
  return {
    q: (params.get('q') ?? '').trim(),
    pool: params.get('pool') ?? '',
    person: params.get('person') ?? '',
    industry: params.get('industry') ?? '',
    source: params.get('source') ?? '',
    due: params.get('due') === 'tomorrow',
    page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
  };
}

/** Into the address, beside what else it holds. */
export function writeAddress(
  params: URLSearchParams,
  { q, pool, person, industry, source, due, page }: ListAddress,
): URLSearchParams {
  const out = new URLSearchParams(params);
  const set = (key: string, value: string) =>
    value === '' ? out.delete(key) : out.set(key, value);
  set('q', q);
  set('pool', pool);
  set('person', person);
  set('industry', industry);
  set('source', source);
  set('due', due ? 'tomorrow' : '');
  set('page', page === 1 ? '' : String(page));
  return out;
}

export function queryOf(scope: Scope, address: ListAddress): CompanyQuery {
  return {
    scope,
    pool: address.pool,
    person: address.person,
    industry: address.industry,
    source: address.source,
    q: address.q,
    // Which day it is there, the library knows.
    ...(address.due ? { due_within: 1 } : {}),
    page: address.page,
    page_size: pageSize,
  };
}
