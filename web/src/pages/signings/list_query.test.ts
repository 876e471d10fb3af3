import { describe, expect, it } from 'vitest';
import {
  criteria,
  emptyQuery,
  filterCount,
  formatQuery,
  isNarrowed,
  parseQuery,
  refine,
  refineFilter,
  requestParams,
} from './list_query';

const read = (text: string) => parseQuery(new URLSearchParams(text));

describe('list query', () => {
  it.each([
    '',
    'q=%E6%B5%AA%E6%BD%AE',
    'state=pending&fiscal_year=2026',
    'signing_type=AA&channel_manager=018f-1',
    'sort=number',
    'sort=-number&page=3&page_size=50',
  ])('survives the address bar: %s', (text) => {
    expect(formatQuery(read(text)).toString()).toBe(new URLSearchParams(text).toString());
  });

  it.each([
    ['state=lost', ''],
    ['page=0', ''],
    ['page=-2', ''],
    ['page=two', ''],
    ['page=99999999', ''],
    ['page_size=7', ''],
    ['sort=--x', ''],
    ['sort=;drop', ''],
    ['sort=-updated_at', ''],
    ['q=%20%20', ''],
    ['fiscal_year=', ''],
    ['unknown=1', ''],
  ])('what makes no sense is not given: %s', (text, expected) => {
    expect(formatQuery(read(text)).toString()).toBe(expected);
  });

  it('asks the server with order and page always named', () => {
    expect(requestParams(read('q=a&state=draft'))).toEqual({
      q: 'a',
      state: 'draft',
      sort: '-updated_at',
      page: '1',
      page_size: '20',
    });
  });

  it('goes back to the first page when the question changes', () => {
    const third = read('page=3&fiscal_year=2026');
    expect(refine(third, { q: 'x' }).page).toBe(1);
    expect(refineFilter(third, 'signing_type', 'AA')).toMatchObject({
      page: 1,
      filters: { fiscal_year: '2026', signing_type: 'AA' },
    });
    expect(refineFilter(third, 'fiscal_year', null).filters).toEqual({});
  });

  it('remembers in a saved search neither page nor page size', () => {
    expect(criteria(read('q=a&sort=number&page=4&page_size=100')).toString()).toBe(
      'q=a&sort=number',
    );
  });

  it('counts what narrows', () => {
    expect(filterCount(read('q=a&state=draft&fiscal_year=2026'))).toBe(2);
    expect(isNarrowed(read('q=a'))).toBe(true);
    expect(isNarrowed(read('sort=number&page=2'))).toBe(false);
    expect(isNarrowed(emptyQuery)).toBe(false);
  });
});
