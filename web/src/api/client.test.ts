import { describe, expect, it } from 'vitest';
import { readAnswer, url } from './client';
import { ApiError, NetworkError } from './problem';

describe('url', () => {
  it.each([
    ['me', undefined, '/api/v1/me'],
    [
      'records/signing',
      { q: '浪潮 a', page: 2 },
      '/api/v1/records/signing?q=%E6%B5%AA%E6%BD%AE+a&page=2',
    ],
    ['records/signing', { q: '', state: undefined, page: null }, '/api/v1/records/signing'],
  ])('%s %o', (path, query, expected) => {
    expect(url(path, query)).toBe(expected);
  });
});

describe('readAnswer', () => {
  const json = 'application/json; charset=utf-8';
  it('takes our JSON', () => expect(readAnswer(200, json, '{"a":1}', null)).toEqual({ a: 1 }));
  it('takes an empty 204', () => expect(readAnswer(204, '', '', null)).toBeUndefined());
  it.each([
    ['a portal page', 200, 'text/html', '<html>'],
    ['JSON that is cut off', 200, json, '{"a":'],
    ['a bare number', 200, json, '7'],
    ['a proxy error', 502, 'text/html', '<html>'],
    ['an error without a code', 400, json, '{"error":"x"}'],
  ])('refuses %s', (_, status, type, text) => {
    expect(() => readAnswer(status, type, text, null)).toThrow(NetworkError);
  });
  it('turns problem details into an ApiError', () => {
    const problem =
      '{"title":"t","code":"validation.failed","violations":[{"code":"required","path":"a"},3]}';
    try {
      readAnswer(422, 'application/problem+json', problem, '30');
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ status: 422, code: 'validation.failed', retryAfter: 30 });
      expect((error as ApiError).violations).toEqual([{ code: 'required', path: 'a' }]);
    }
  });
});
