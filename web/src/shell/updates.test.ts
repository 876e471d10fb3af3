import { describe, expect, it, vi } from 'vitest';
import { Updates, lookEvery } from './updates';
import type { Registration } from './updates';
import { Work } from './work';

class FakeWorker extends EventTarget {
  state: ServiceWorkerState = 'installing';
  readonly said: unknown[] = [];
  readonly build: string;
  constructor(build: string) {
    super();
    this.build = build;
  }
  postMessage = (message: unknown) => void this.said.push(message);
}

/** A page of build "a" with its registration; `arrive` brings a version that waits. */
function page({ typing = false } = {}) {
  const work = new Work();
  const reload = vi.fn();
  const startOver = vi.fn();
  let now = 0;
  let hands = typing;
  const updates = new Updates({
    build: 'a',
    work,
    buildOf: (worker) => Promise.resolve((worker as unknown as FakeWorker).build),
    typing: () => hands,
    reload,
    startOver,
    now: () => now,
  });
  const listeners: (() => void)[] = [];
  const update = vi.fn(() => Promise.resolve());
  const registration: Registration = {
    waiting: null,
    installing: null,
    update,
    addEventListener: (_, listener) => void listeners.push(listener),
  };
  const settle = () => new Promise((done) => setTimeout(done));
  return {
    work,
    updates,
    reload,
    startOver,
    update,
    pass: (time: number) => (now += time),
    lift: () => (hands = false),
    follow: () => updates.follow(registration),
    arrive: async (build: string) => {
      const worker = new FakeWorker(build);
      registration.installing = worker;
      listeners.forEach((listener) => listener());
      worker.state = 'installed';
      Object.assign(registration, { installing: null, waiting: worker });
      worker.dispatchEvent(new Event('statechange'));
      await settle();
      return worker;
    },
    fail: async (build: string) => {
      const worker = new FakeWorker(build);
      registration.installing = worker;
      listeners.forEach((listener) => listener());
      worker.state = 'redundant';
      registration.installing = null;
      worker.dispatchEvent(new Event('statechange'));
      await settle();
    },
    overtake: (build: string) => updates.controlledBy(new FakeWorker(build)),
  };
}

const takeOver = { ask: 'take_over' };

describe('a new version', () => {
  it('is offered once it is all here, and does nothing by itself', async () => {
    const { updates, follow, arrive, reload } = page();
    await follow();
    expect(updates.snapshot()).toBe('none');
    const worker = await arrive('b');
    expect(updates.snapshot()).toBe('offered');
    expect(worker.said).toEqual([]);
    expect(reload).not.toHaveBeenCalled();
  });

  it('that could not be installed is not offered', async () => {
    const { updates, follow, fail } = page();
    await follow();
    await fail('b');
    expect(updates.snapshot()).toBe('none');
  });

  it('that this page is of already is not offered', async () => {
    const { updates, follow, arrive } = page();
    await follow();
    await arrive('a');
    expect(updates.snapshot()).toBe('none');
  });

  it('takes over when asked to, and the page reloads when it has', async () => {
    const { updates, follow, arrive, overtake, reload } = page();
    await follow();
    const worker = await arrive('b');
    updates.take();
    expect(worker.said).toEqual([takeOver]);
    expect(reload).not.toHaveBeenCalled();
    await overtake('b');
    expect(reload).toHaveBeenCalledOnce();
  });

  it('waits for what is not stored', async () => {
    const { updates, work, follow, arrive } = page();
    await follow();
    const worker = await arrive('b');
    const release = work.hold();
    updates.take();
    expect(updates.snapshot()).toBe('held');
    expect(worker.said).toEqual([]);
    release();
    expect(worker.said).toEqual([takeOver]);
  });

  it('does not come after "later"', async () => {
    const { updates, work, follow, arrive } = page();
    await follow();
    const worker = await arrive('b');
    const release = work.hold();
    updates.take();
    updates.leave();
    release();
    expect(worker.said).toEqual([]);
    expect(updates.snapshot()).toBe('offered');
  });
});

describe('a page that another tab made older', () => {
  it('reloads when it is clean', async () => {
    const { overtake, reload } = page();
    await overtake('b');
    expect(reload).toHaveBeenCalledOnce();
  });

  it('stays as long as something is not stored, then reloads once', async () => {
    const { work, updates, overtake, reload } = page();
    const release = work.hold();
    await overtake('b');
    expect(reload).not.toHaveBeenCalled();
    expect(updates.snapshot()).toBe('offered');
    release();
    updates.step();
    expect(reload).toHaveBeenCalledOnce();
  });

  it('does not reload under a cursor, unless asked to', async () => {
    const waiting = page({ typing: true });
    await waiting.overtake('b');
    expect(waiting.reload).not.toHaveBeenCalled();
    waiting.lift();
    waiting.updates.step();
    expect(waiting.reload).toHaveBeenCalledOnce();

    const asked = page({ typing: true });
    await asked.overtake('b');
    asked.updates.take();
    expect(asked.reload).toHaveBeenCalledOnce();
  });

  it('does nothing when the worker is of its own build, as on the first visit', async () => {
    const { overtake, reload, updates } = page();
    await overtake('a');
    expect(reload).not.toHaveBeenCalled();
    expect(updates.snapshot()).toBe('none');
  });
});

it('asks again for what was asked for and did not come: a reload that was ended, a message not heard', async () => {
  const ended = page();
  await ended.overtake('b');
  ended.updates.take();
  expect(ended.reload).toHaveBeenCalledOnce();
  await ended.updates.again(null);
  expect(ended.reload).toHaveBeenCalledTimes(2);

  const unheard = page();
  await unheard.follow();
  const worker = await unheard.arrive('b');
  unheard.updates.take();
  await unheard.updates.again(new FakeWorker('a'));
  expect(worker.said.length).toBeGreaterThan(1);
  await unheard.updates.again(new FakeWorker('b'));
  expect(unheard.reload).toHaveBeenCalledOnce();

  const nobody = page();
  await nobody.follow();
  await nobody.updates.again(new FakeWorker('b'));
  expect(nobody.reload).not.toHaveBeenCalled();
});

it('does not wait for a browser that waits for its old worker for ever, and never over what is not stored', async () => {
  const { updates, follow, arrive, startOver, work } = page();
  await follow();
  await arrive('b');
  updates.take();
  const release = work.hold();
  for (let round = 0; round < 5; round += 1) await updates.again(new FakeWorker('a'));
  expect(startOver).not.toHaveBeenCalled();
  release();
  await updates.again(new FakeWorker('a'));
  await updates.again(new FakeWorker('a'));
  expect(startOver).not.toHaveBeenCalled();
  await updates.again(new FakeWorker('a'));
  expect(startOver).toHaveBeenCalledOnce();
});

it('looks for a version hourly, and at once when there is a reason', async () => {
  const { updates, follow, pass, update } = page();
  await follow();
  await updates.look();
  pass(lookEvery - 1);
  await updates.look();
  expect(update).not.toHaveBeenCalled();
  pass(1);
  await updates.look();
  await updates.look();
  expect(update).toHaveBeenCalledOnce();
  await updates.look(true);
  expect(update).toHaveBeenCalledTimes(2);
});

describe('work', () => {
  it('is what somebody typed until the page is left or the form has stored it', () => {
    const work = new Work();
    work.moved('/a');
    work.typed();
    expect(work.clean).toBe(false);
    work.moved('/a');
    expect(work.clean).toBe(false);
    work.moved('/b');
    expect(work.clean).toBe(true);
    work.typed();
    work.stored();
    expect(work.clean).toBe(true);
  });

  it('is held by several, each releases its own once', () => {
    const work = new Work();
    const first = work.hold();
    work.hold();
    first();
    first();
    expect(work.clean).toBe(false);
  });
});
