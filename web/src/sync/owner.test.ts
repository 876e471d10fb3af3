import { describe, expect, it } from 'vitest';
import { Owner } from './owner';

/** One lock, as browsers keep it: given in turn, to be stolen, a waiting request may be aborted. */
class Locks {
  private holder: { fail: (error: unknown) => void } | undefined;
  private readonly queue: (() => void)[] = [];

  request = ((_name: string, options: LockOptions, work: () => unknown): Promise<unknown> => {
    if (options.steal) {
      this.holder?.fail(new DOMException('stolen', 'AbortError'));
      this.holder = undefined;
    }
    return new Promise((resolve, reject) => {
      const run = () => {
        const mine = { fail: reject };
        this.holder = mine;
        void Promise.resolve(work()).then((result) => {
          resolve(result);
          if (this.holder !== mine) return;
          this.holder = undefined;
          this.queue.shift()?.();
        });
      };
      options.signal?.addEventListener('abort', () => {
        const at = this.queue.indexOf(run);
        if (at >= 0) this.queue.splice(at, 1);
        reject(new DOMException('given up', 'AbortError'));
      });
      if (this.holder || (this.queue.length > 0 && !options.steal)) this.queue.push(run);
      else run();
    });
  }) as LockManager['request'];
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

function tabs(count: number) {
  const locks = new Locks();
  const running = new Set<number>();
  const owners = Array.from(
    { length: count },
    (_, tab) =>
      new Owner({
        user: 'u1',
        locks,
        begin: () => {
          running.add(tab);
          return { stop: () => void running.delete(tab) };
        },
      }),
  );
  return { owners, running: () => [...running] };
}

describe('the owner of the local database', () => {
  it('is the first tab, then the next when it ends', async () => {
    const { owners, running } = tabs(3);
    owners.forEach((owner) => owner.start());
    await settle();
    expect(running()).toEqual([0]);
    owners[0]?.end();
    await settle();
    expect(running()).toEqual([1]);
  });

  it('gives its place up while it is frozen, and waits for it again afterwards', async () => {
    const { owners, running } = tabs(2);
    owners.forEach((owner) => owner.start());
    await settle();
    owners[0]?.pause();
    await settle();
    expect(running()).toEqual([1]);
    owners[0]?.start();
    await settle();
    expect(running()).toEqual([1]);
    owners[1]?.end();
    await settle();
    expect(running()).toEqual([0]);
  });

  it('stops at once when its place is taken, and never runs beside another', async () => {
    const { owners, running } = tabs(2);
    owners[0]?.start();
    await settle();
    owners[1]?.takeOver();
    await settle();
    expect(running()).toEqual([1]);
    expect(owners.map((owner) => owner.isOwner)).toEqual([false, true]);
    owners[1]?.end();
    await settle();
    expect(running()).toEqual([0]);
  });

  it('of a page that ended begins nothing any more', async () => {
    const { owners, running } = tabs(2);
    owners.forEach((owner) => owner.start());
    owners[1]?.end();
    owners[0]?.end();
    owners[0]?.start();
    await settle();
    expect(running()).toEqual([]);
  });
});
