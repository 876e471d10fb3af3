import { afterEach, describe, expect, it, vi } from 'vitest';
import { api, confirmWith, readAnswer, url } from './client';
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

describe('what wants the password once more', () => {
  const problem = (code: string) =>
    new Response(JSON.stringify({ title: 't', code }), {
      status: 403,
      headers: { 'Content-Type': 'application/problem+json' },
    });
  afterEach(() => {
    confirmWith(null);
    vi.unstubAllGlobals();
  });

  it('is sent again when it was given, and refused when not', async () => {
    vi.stubGlobal('document', { documentElement: { lang: 'en' } });
    const answers = [problem('auth.confirmation_required'), new Response(null, { status: 204 })];
    const fetched = vi.fn(() => Promise.resolve(answers.shift()));
    vi.stubGlobal('fetch', fetched);
    confirmWith(() => Promise.resolve(true));
    await expect(api.post('me/second-factor')).resolves.toBeUndefined();
    expect(fetched).toHaveBeenCalledTimes(2);

    answers.push(problem('auth.confirmation_required'));
    confirmWith(() => Promise.resolve(false));
    await expect(api.post('me/second-factor')).rejects.toMatchObject({ status: 403 });
    expect(fetched).toHaveBeenCalledTimes(3);
  });
});

describe('files', () => {
  const type = 'application/vnd.example';
  const answers = (response: Response) => {
    vi.stubGlobal('document', { documentElement: { lang: 'en' } });
    const fetched = vi.fn(() => Promise.resolve(response));
    vi.stubGlobal('fetch', fetched);
    return fetched;
  };
  const of = (status: number, content: string, contentType: string) =>
    new Response(content, { status, headers: { 'Content-Type': contentType } });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('come as they are, when they are of the type that was asked for', async () => {
    answers(of(200, 'PK', type));
    await expect((await api.download('f', type)).text()).resolves.toBe('PK');
  });
  it.each([
    ['a portal page', of(200, '<html>', 'text/html'), NetworkError],
    ['another answer of ours', of(200, '{}', 'application/json'), NetworkError],
    [
      'a refusal',
      of(404, '{"title":"t","code":"not_found"}', 'application/problem+json'),
      ApiError,
    ],
  ])('are not %s', async (_, response, error) => {
    answers(response);
    await expect(api.download('f', type)).rejects.toBeInstanceOf(error);
  });
  it('are sent as they are, with their type', async () => {
    const fetched = answers(of(200, '{}', 'application/json'));
    const file = new Blob(['PK'], { type });
    await api.post('f', file);
    const [, init] = fetched.mock.calls[0] as unknown as [string, RequestInit];
    expect(init.body).toBe(file);
    expect(new Headers(init.headers).get('Content-Type')).toBe(type);
  });
});
