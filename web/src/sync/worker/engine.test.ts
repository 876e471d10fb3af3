import { loadSync } from '@qudao/core/sync';
import type { SyncEffects } from '@qudao/core/sync';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from './database';
import { Desk } from './desk';
import { Engine } from './engine';
import { Files } from './files';
import type { Answer, Line } from './line';
import { memoryDatabase } from './memory_database';

type Request = NonNullable<SyncEffects['send']>;

const sync = await loadSync();
const client_id = '0190aaaa-0000-7000-8000-000000000001';

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

const page = {
  ...{ protocol: 'qudao-sync/1', changes: [], verdicts: [], cursor: 'c', more: false },
};

/** A device; the test answers its requests. */
function device(database: Database = memoryDatabase()) {
  const requests: { request: Request; answer: (answer: Answer) => void }[] = [];
  const users: (string | null | undefined)[] = [];
  const told: string[][] = [];
  const failures: unknown[] = [];
  const line: Line = {
    send: (request) => new Promise((answer) => requests.push({ request, answer })),
    whoIsSignedIn: () => Promise.resolve(users.shift()),
    look: () => Promise.resolve([]),
    giveUp: () => Promise.resolve(true),
    listen: () => () => undefined,
  };
  const engine = new Engine({
    sync,
    database,
    line,
    user: 'u1',
    newClientId: () => client_id,
    now: () => Date.now(),
    changed: (records) => void told.push(records),
    failed: (error) => void failures.push(error),
    upgrade: () => undefined,
  });
  const desk = new Desk(database, engine, new Files(database, () => undefined), () => undefined);
  engine.start();
  const edit = (changes: Record<string, string | null>, definition_version = 1) =>
    desk.answer({
      ask: 'edit',
      entity: 'signing',
      record: 'r1',
      changes,
      definition_version,
      calculated: [],
      stored_version: 0,
      stored: {},
    });
  const pulled = bytes(page);
  return { engine, desk, database, requests, users, told, failures, edit, pulled };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('the engine', () => {
  it('has what is typed on the disk before anything is sent', async () => {
    const { edit, database, requests, pulled } = device();
    requests[0]?.answer({ status: 200, body: pulled });
    await pass(0);
    edit({ a: '1' });
    expect(database.get('draft', 'r1')).toMatchObject({ mine: { a: '1' } });
    expect(requests).toHaveLength(1);
    await pass(800);
    expect(requests[1]?.request.kind).toBe('push');
    expect(database.get('command', '000000000001')).not.toBeNull();
  });

  it('two pages typing into one record change what each of them changed', () => {
    const { edit, database } = device();
    edit({ a: '1', b: '1' });
    edit({ b: '2' });
    edit({ a: null });
    expect(database.get('draft', 'r1')).toMatchObject({ mine: { b: '2' } });
  });

  it('does not mix answers of an older version of the form into a draft of a newer one', () => {
    const { edit, database } = device();
    edit({ managing_director: '1' }, 2);
    expect(() => edit({ general_manager: '2' }, 1)).toThrow('sync.outdated');
    expect(database.get('draft', 'r1')).toMatchObject({
      definition_version: 2,
      mine: { managing_director: '1' },
    });
  });

  it('refuses an event the disk refuses, and goes on with what the disk has', async () => {
    const { edit, database, engine, requests, pulled } = device();
    requests[0]?.answer({ status: 200, body: pulled });
    await pass(0);
    edit({ a: '1' });
    const full = vi.spyOn(database, 'commit').mockImplementation(() => {
      throw Object.assign(new Error('disk is full'), { resultCode: 13 });
    });
    expect(() => edit({ a: '2' })).toThrow();
    full.mockRestore();
    expect(database.get('draft', 'r1')).toMatchObject({ mine: { a: '1' } });
    expect(engine.standing().unsent).toBe(true);
    edit({ a: '3' });
    requests.at(-1)?.answer({ status: 200, body: pulled });
    await pass(6_000);
    const sent = requests.at(-1)?.request.body;
    expect(sent).toContain('"a":"3"');
  });

  it('asks who is signed in when the session ended, and goes on with its own user only', async () => {
    const { edit, requests, users, engine } = device();
    users.push(null, 'somebody else', 'u1');
    requests[0]?.answer({ status: 401, body: bytes(null) });
    await pass(0);
    edit({ a: '1' });
    await pass(59_000);
    expect([engine.standing().link, requests.length]).toEqual(['signed_out', 1]);
    await pass(31_000);
    expect([engine.standing().link, requests.length]).toEqual(['other_user', 1]);
    expect(users).toEqual(['u1']);
    await pass(30_000);
    expect(requests.length).toBeGreaterThan(1);
  });

  it('keeps when it last heard from the server, for a start without a connection', async () => {
    const { engine, requests, pulled, database } = device();
    expect(engine.standing().pulled_at).toBe(0);
    vi.setSystemTime(1_700_000_000_000);
    requests[0]?.answer({ status: 200, body: pulled });
    await pass(0);
    engine.stop();
    expect(device(database).engine.standing().pulled_at).toBe(1_700_000_000_000);
  });

  it('sends what the disk already has while it writes, and hears no answer of a client that is gone', async () => {
    const { requests, pulled, database, engine } = device();
    const more = bytes({ ...page, more: true });
    const order: string[] = [];
    const commit = vi.spyOn(database, 'commit').mockImplementation(() => {
      order.push(`commit with ${requests.length} sent`);
      throw Object.assign(new Error('disk is full'), { resultCode: 13 });
    });
    requests[0]?.answer({ status: 200, body: more });
    await pass(0);
    expect(order).toEqual(['commit with 2 sent']);
    commit.mockRestore();
    await pass(6_000);
    expect(requests.length).toBe(3);
    requests[1]?.answer({ status: 200, body: pulled });
    await pass(0);
    expect(engine.standing()).toMatchObject({ complete: false, link: 'busy' });
    requests[2]?.answer({ status: 200, body: pulled });
    await pass(0);
    expect(engine.standing().complete).toBe(true);
  });

  it('says what went wrong where nobody waits for it', async () => {
    const { requests, pulled, database, failures } = device();
    const damage = Object.assign(new Error('malformed'), { resultCode: 11 });
    vi.spyOn(database, 'commit').mockImplementationOnce(() => {
      throw damage;
    });
    requests[0]?.answer({ status: 200, body: pulled });
    await pass(0);
    expect(failures).toEqual([damage]);
  });

  it('tells a page the verdict on its command, or that it has to wait', async () => {
    const { desk, requests, pulled } = device();
    requests[0]?.answer({ status: 200, body: pulled });
    await pass(0);
    const act = {
      ask: 'act',
      name: 'approve',
      entity: 'signing',
      record: 'r2',
      args: {},
      base_version: 1,
      definition_version: 1,
    } as const;
    const { seq } = desk.answer(act) as { seq: number };
    expect(desk.answer(act)).toEqual({ seq });
    const soon = desk.answer({ ask: 'verdict', seq, within: 100 }) as Promise<unknown>;
    await pass(100);
    await expect(soon).resolves.toEqual({ verdict: 'waiting' });
  });
});
