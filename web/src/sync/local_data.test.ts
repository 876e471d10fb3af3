import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocalData, LocalError } from './local_data';
import type { DataWorker } from './local_data';
import type { Message, Standing, Started } from './messages';

const standing = { link: 'idle', complete: true } as Standing;
type Question = Extract<Message, { kind: 'ask' }>;

/** A page whose channel and worker the test speaks for. `locked`: another tab has the lock. */
function page(locked = false, key: string | null = '00') {
  const said: Message[] = [];
  const workers: DataWorker[] = [];
  const terminated: DataWorker[] = [];
  const channel = {
    postMessage: (message: Message) => void said.push(message),
    close: () => undefined,
    onmessage: null as ((event: MessageEvent<Message>) => void) | null,
  };
  const request = ((_name: string, options: LockOptions, work: () => Promise<unknown>) => {
    if (locked && !options.steal) return new Promise(() => undefined);
    return work();
  }) as LockManager['request'];
  const data = new LocalData({
    user: 'u1',
    tab: 't1',
    locale: () => 'en',
    locks: { request },
    channel,
    key: () => Promise.resolve(key),
    startWorker: () => {
      const worker: DataWorker = {
        postMessage: () => undefined,
        terminate: () => void terminated.push(worker),
        onmessage: null,
        onerror: null,
      };
      workers.push(worker);
      return worker;
    },
  });
  const hear = (message: Message) =>
    channel.onmessage?.({ data: message } as MessageEvent<Message>);
  const asked = () => said.filter((message): message is Question => message.kind === 'ask');
  return { data, hear, said, asked, workers, terminated };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a page and the owner of its data', () => {
  it('waits for an owner, asks it, and is answered', async () => {
    const { data, hear, asked } = page(true);
    data.start();
    const answer = data.ask({ ask: 'kept', key: 'a' });
    hear({ kind: 'open', standing });
    await expect(data.ready()).resolves.toBe(true);
    hear({ kind: 'answer', tab: 'another', id: asked()[0]?.id ?? 0, answer: 'theirs' });
    hear({ kind: 'answer', tab: 't1', id: asked()[0]?.id ?? 0, answer: 'mine' });
    await expect(answer).resolves.toBe('mine');
  });

  it('asks again what the last owner left unanswered', () => {
    const { data, hear, asked } = page(true);
    data.start();
    void data.ask({ ask: 'kept', key: 'a' });
    hear({ kind: 'open', standing });
    expect(asked().map(({ id }) => id)).toEqual([1, 1]);
  });

  it('is refused with the reason', async () => {
    const { data, hear } = page(true);
    data.start();
    const answer = data.ask({ ask: 'discard', record: 'r1' });
    hear({ kind: 'refused', tab: 't1', id: 1, violation: { code: 'sync.no_draft', path: '' } });
    await expect(answer).rejects.toBeInstanceOf(LocalError);
  });

  it('takes the place of an owner that is silent, not of one that is busy', async () => {
    const silent = page(true);
    silent.data.start();
    void silent.data.ask({ ask: 'status' });
    await vi.advanceTimersByTimeAsync(9_000);
    expect(silent.workers).toHaveLength(1);

    const busy = page(true);
    busy.data.start();
    busy.hear({ kind: 'open', standing });
    void busy.data.ask({ ask: 'verdict', seq: 1, within: 60_000 });
    for (let second = 0; second < 30; second += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      if (busy.said.at(-1)?.kind === 'who') busy.hear({ kind: 'here', standing });
    }
    expect(busy.workers).toHaveLength(0);
  });

  it('says why there is no database, gives its lock back, and may try again', async () => {
    const { data, hear, said, workers, terminated } = page();
    data.start();
    const pending = data.ask({ ask: 'status' });
    workers[0]?.onmessage?.({
      data: { ok: false, code: 'full', detail: '' },
    } as MessageEvent<Started>);
    await expect(pending).rejects.toMatchObject({ violation: { code: 'storage.full' } });
    expect(data.snapshot()).toMatchObject({ state: 'none', fault: 'full' });
    expect(said.at(-1)).toMatchObject({ kind: 'failed' });
    expect(terminated).toHaveLength(1);
    await expect(data.ready()).resolves.toBe(false);
    data.retry();
    hear({ kind: 'open', standing });
    expect(data.snapshot().state).toBe('ready');
  });

  it('ends its worker that found the database damaged later', () => {
    const { data, hear, terminated } = page();
    data.start();
    hear({ kind: 'open', standing });
    hear({ kind: 'failed', fault: 'corrupt', detail: '' });
    expect(terminated).toHaveLength(1);
    expect(data.snapshot()).toMatchObject({ state: 'none', fault: 'corrupt' });
  });
});
