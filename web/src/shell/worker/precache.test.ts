import { beforeEach, describe, expect, it } from 'vitest';
import { answered, find } from './answer';
import { cacheOf } from './build';
import type { Build } from './build';
import { install, sweep } from './precache';

const origin = 'https://qudao.test';

class FakeCache {
  readonly files = new Map<string, Response>();
  match = (path: string) => Promise.resolve(this.files.get(path)?.clone());
  put = (path: string, answer: Response) => {
    this.files.set(path, answer);
    return Promise.resolve();
  };
}

class FakeCaches {
  readonly all = new Map<string, FakeCache>();
  has = (name: string) => Promise.resolve(this.all.has(name));
  keys = () => Promise.resolve([...this.all.keys()]);
  delete = (name: string) => Promise.resolve(this.all.delete(name));
  open = (name: string) => {
    if (!this.all.has(name)) this.all.set(name, new FakeCache());
    return Promise.resolve(this.all.get(name));
  };
  match = (path: string, { cacheName }: { cacheName: string }) =>
    this.all.get(cacheName)?.match(path) ?? Promise.resolve(undefined);
}

async function buildOf(id: string, contents: Record<string, string>): Promise<Build> {
  const digest = async (text: string) => {
    const bytes = new Uint8Array(
      await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)),
    );
    return btoa(String.fromCharCode(...bytes));
  };
  const files = Object.entries(contents).map(async ([path, text]) => ({
    path,
    sha256: await digest(text),
  }));
  return { id, files: await Promise.all(files) };
}

let fakes: FakeCaches;
let caches: CacheStorage;
let asked: string[];
beforeEach(() => {
  fakes = new FakeCaches();
  caches = fakes as unknown as CacheStorage;
  asked = [];
});

const server =
  (contents: Record<string, string | number>) =>
  (path: string, { cache }: RequestInit): Promise<Response> => {
    asked.push(`${path} ${cache}`);
    const content = contents[path];
    if (content === undefined) return Promise.reject(new TypeError('Failed to fetch'));
    return Promise.resolve(
      typeof content === 'number' ? new Response('', { status: content }) : new Response(content),
    );
  };

const app = { '/': 'index', '/assets/a-1.js': 'a', '/assets/b-1.js': 'b' };
const kept = (id: string) => [...(fakes.all.get(cacheOf(id))?.files.keys() ?? [])].sort();

describe('install', () => {
  it('has every file of the build afterwards', async () => {
    await install(await buildOf('1', app), { caches, fetch: server(app) });
    expect(kept('1')).toEqual(Object.keys(app).sort());
  });

  it.each([
    ['a server error', 500],
    ['a file that is gone', 404],
    ["a captive portal's page with 200", '<html>Please sign in</html>'],
    ['no answer', undefined],
  ])('keeps nothing when one file is %s', async (_, content) => {
    const before = await buildOf('0', { '/': 'old' });
    await install(before, { caches, fetch: server({ '/': 'old' }) });
    const broken = { ...app, '/assets/b-1.js': content } as Record<string, string>;
    const build = await buildOf('1', app);
    await expect(install(build, { caches, fetch: server(broken) })).rejects.toThrow();
    expect(await caches.keys()).toEqual([cacheOf('0')]);
    expect(await (await find(before, '/', caches))?.text()).toBe('old');
  });

  it('asks past the HTTP cache when that has a stranger', async () => {
    const fetch = (path: string, init: RequestInit) =>
      server(init.cache === 'reload' ? app : { ...app, '/assets/a-1.js': 'portal' })(path, init);
    await install(await buildOf('1', app), { caches, fetch });
    expect(kept('1')).toHaveLength(3);
    expect(asked).toContain('/assets/a-1.js reload');
  });

  it('asks the server only for what no build here has', async () => {
    await install(await buildOf('1', app), { caches, fetch: server(app) });
    asked = [];
    const next = { ...app, '/': 'index 2', '/assets/c-2.js': 'c' };
    await install(await buildOf('2', next), { caches, fetch: server(next) });
    expect(asked.sort()).toEqual(['/ default', '/assets/c-2.js default']);
    expect(kept('2')).toHaveLength(4);
  });

  it('goes on where a killed one ended', async () => {
    const build = await buildOf('1', app);
    await (await caches.open(cacheOf('1'))).put('/assets/a-1.js', new Response('a'));
    await install(build, { caches, fetch: server(app) });
    expect(asked.filter((each) => each.startsWith('/assets/a'))).toEqual([]);
    expect(kept('1')).toHaveLength(3);
  });
});

describe('answers', () => {
  const build = { id: '1', files: Object.keys(app).map((path) => ({ path, sha256: '' })) };
  const request = (path: string, { method = 'GET', mode = 'cors' } = {}) =>
    ({ url: new URL(path, origin).href, method, mode }) as Request;

  it.each([
    ['/', 'navigate', '/'],
    ['/signings/7', 'navigate', '/'],
    ['/sign-in?next=%2F', 'navigate', '/'],
    ['/assets/a-1.js', 'cors', '/assets/a-1.js'],
    ['/assets/of-another-build.js', 'cors', '/assets/of-another-build.js'],
    ['/api/v1/me', 'cors', null],
    ['/api/v1/files/1', 'navigate', null],
    ['/healthz', 'navigate', null],
    ['/healthz', 'cors', null],
    ['/signing.xlsx', 'navigate', null],
    ['https://elsewhere.test/assets/a-1.js', 'cors', null],
  ])('%s (%s) with %s', (path, mode, expected) => {
    expect(answered(build, origin, request(path, { mode }))).toBe(expected);
  });

  it('nothing but GET', () => {
    expect(answered(build, origin, request('/', { method: 'POST' }))).toBeNull();
  });

  it("another build's chunk from its cache, but never its page", async () => {
    const old = { '/': 'old page', '/assets/old-0.js': 'old' };
    await install(await buildOf('0', old), { caches, fetch: server(old) });
    expect(await (await find(build, '/assets/old-0.js', caches))?.text()).toBe('old');
    expect(await find(build, '/', caches)).toBeUndefined();
  });
});

it('sweeps the builds no tab runs, and no other cache', async () => {
  for (const id of ['0', '1', '2']) await caches.open(cacheOf(id));
  await caches.open('qudao.definitions');
  await sweep('2', (id) => id === '1', caches);
  expect((await caches.keys()).sort()).toEqual(
    [cacheOf('1'), cacheOf('2'), 'qudao.definitions'].sort(),
  );
});
