/**
 * The one way to the server: /api/v1 on our own origin, session in a cookie.
 *
 *   const page = await api.get<Page<RecordRow>>('records/signing', { query: { state: 'draft' } });
 *   const { record } = await api.post<{ record: FullRecord }>('records/signing', { data });
 *
 * Throws ApiError (the server said no) or NetworkError (no answer, or not our server's); an
 * AbortSignal ends in the browser's AbortError. Nothing is repeated here, since who asks knows
 * whether asking twice is harmless, but what waited for the password (confirmWith).
 */
import { connection } from './connection';
import { ApiError, NetworkError, isObject, parseProblem } from './problem';

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface Options {
  query?: Query | undefined;
  signal?: AbortSignal | undefined;
  /** Lets the request outlive the page (autosave while leaving; at most 64 KB). */
  keepalive?: boolean;
}

const base = '/api/v1/';

type Listener = (error: ApiError) => void;
const refusals = new Set<Listener>();

/** Tells of every refused request, e.g. to notice that the session has ended. */
export function onRefusal(listener: Listener): () => void {
  refusals.add(listener);
  return () => refusals.delete(listener);
}

export function url(path: string, query?: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.append(key, String(value));
  }
  const text = search.toString();
  return base + path + (text ? `?${text}` : '');
}

export function headers(method: string): Record<string, string> {
  const all: Record<string, string> = {
    Accept: 'application/json',
    'Accept-Language': document.documentElement.lang,
  };
  if (method !== 'GET') all['X-Qudao-Request'] = '1';
  return all;
}

type Confirmer = () => Promise<boolean>;
let confirmer: Confirmer | null = null;

/** Who asks the person for the password when the server wants it once more before something sensitive. */
export function confirmWith(next: Confirmer | null): void {
  confirmer = next;
}

async function request(method: string, path: string, body: unknown, options: Options = {}) {
  try {
    return await attempt(method, path, body, options);
  } catch (error) {
    const wanted = error instanceof ApiError && error.code === 'auth.confirmation_required';
    // Refused before anything was done: the same request once more does it.
    if (wanted && (await confirmer?.())) return attempt(method, path, body, options);
    throw error;
  }
}

async function attempt(method: string, path: string, body: unknown, options: Options) {
  return watched(async () => answerOf(await exchange(method, path, body, options), options));
}

/** Tells the connection how it went. */
async function watched<T>(task: () => Promise<T>): Promise<T> {
  try {
    const answer = await task();
    connection.reached();
    return answer;
  } catch (error) {
    if (error instanceof ApiError) connection.reached();
    else if (error instanceof NetworkError) connection.failed();
    throw error;
  }
}

/** A file of this type and no other; what is no success is thrown as of any request. */
async function download(path: string, type: string, options: Options = {}): Promise<Blob> {
  const response = await exchange('GET', path, undefined, options);
  if (!response.ok || response.headers.get('Content-Type') !== type) {
    await answerOf(response, options);
    throw new NetworkError('foreign_answer');
  }
  return read(() => response.blob(), options);
}

async function exchange(method: string, path: string, body: unknown, options: Options) {
  const init: RequestInit = {
    method,
    headers: headers(method),
    credentials: 'same-origin',
    signal: options.signal ?? null,
    keepalive: options.keepalive ?? false,
  };
  if (body instanceof Blob) {
    init.headers = { ...headers(method), 'Content-Type': body.type };
    init.body = body;
  } else if (body !== undefined) {
    init.headers = { ...headers(method), 'Content-Type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  try {
    return await fetch(url(path, options.query), init);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new NetworkError('unreachable');
  }
}

async function read<T>(content: () => Promise<T>, options: Options): Promise<T> {
  try {
    return await content();
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new NetworkError('interrupted');
  }
}

async function answerOf(response: Response, options: Options) {
  return readAnswer(
    response.status,
    response.headers.get('Content-Type') ?? '',
    await read(() => response.text(), options),
    response.headers.get('Retry-After'),
  );
}

/**
 * Success only when the answer looks like ours: a hotel's sign-in page also answers 200.
 * Shared with the upload, which needs XMLHttpRequest for its progress.
 */
export function readAnswer(
  status: number,
  contentType: string,
  text: string,
  retryAfter: string | null,
): unknown {
  if (status === 204) return undefined;
  const body = /^application\/(problem\+)?json/.test(contentType) ? parseJson(text) : undefined;
  if (status >= 200 && status < 300) {
    if (!isObject(body) && !Array.isArray(body)) throw new NetworkError('foreign_answer');
    return body;
  }
  const problem = parseProblem(body);
  if (!problem) throw new NetworkError(`foreign_answer_${status}`);
  const seconds = Number(retryAfter);
  const error = new ApiError(status, problem, retryAfter && seconds >= 0 ? seconds : undefined);
  refusals.forEach((listener) => listener(error));
  throw error;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const api = {
  get: <T>(path: string, options?: Options) =>
    request('GET', path, undefined, options) as Promise<T>,
  post: <T>(path: string, body?: unknown, options?: Options) =>
    request('POST', path, body ?? {}, options) as Promise<T>,
  put: <T>(path: string, body: unknown, options?: Options) =>
    request('PUT', path, body, options) as Promise<T>,
  patch: <T>(path: string, body: unknown, options?: Options) =>
    request('PATCH', path, body, options) as Promise<T>,
  delete: (path: string, options?: Options) => request('DELETE', path, undefined, options),
  download,
};
