import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Autosave } from './autosave';

class Conflict extends Error {}

function scenario() {
  const saves: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const statuses: string[] = [];
  const autosave = new Autosave({
    save: () => new Promise<void>((resolve, reject) => saves.push({ resolve, reject })),
    onStatus: (status) => statuses.push(status),
    isConflict: (error) => error instanceof Conflict,
    delay: 100,
    retryDelays: [1000, 2000],
  });
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  return { autosave, saves, statuses, pass };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('autosave', () => {
  it('saves once after the last of several answers', async () => {
    const { autosave, saves, statuses, pass } = scenario();
    autosave.changed();
    await pass(80);
    autosave.changed();
    await pass(80);
    expect(saves).toHaveLength(0);
    await pass(20);
    expect(saves).toHaveLength(1);
    saves[0]?.resolve();
    await pass(0);
    expect(statuses).toEqual(['dirty', 'saving', 'saved']);
  });

  it('saves again what changed while it saved, never two at a time', async () => {
    const { autosave, saves, pass } = scenario();
    autosave.changed();
    await pass(100);
    autosave.changed();
    await pass(500);
    expect(saves).toHaveLength(1);
    saves[0]?.resolve();
    await pass(0);
    expect(autosave.status).toBe('dirty');
    await pass(100);
    expect(saves).toHaveLength(2);
  });

  it('tries again after a failure, waiting longer each time', async () => {
    const { autosave, saves, pass } = scenario();
    autosave.changed();
    await pass(100);
    saves[0]?.reject(new Error('offline'));
    await pass(0);
    expect(autosave.status).toBe('failed');
    await pass(1000);
    saves[1]?.reject(new Error('offline'));
    await pass(1999);
    expect(saves).toHaveLength(2);
    await pass(1);
    saves[2]?.resolve();
    await pass(0);
    expect(autosave.status).toBe('saved');
  });

  it('leaves a conflict to the person', async () => {
    const { autosave, saves, pass } = scenario();
    autosave.changed();
    await pass(100);
    saves[0]?.reject(new Conflict());
    await pass(0);
    autosave.changed();
    await pass(60_000);
    expect(autosave.status).toBe('conflict');
    expect(saves).toHaveLength(1);
    autosave.resume();
    await pass(0);
    expect(saves).toHaveLength(2);
  });

  it('flushes at once, waiting for a save under way', async () => {
    const { autosave, saves, pass } = scenario();
    expect(await autosave.flush()).toBe(true);
    autosave.changed();
    const first = autosave.flush();
    await pass(0);
    autosave.changed();
    const second = autosave.flush();
    saves[0]?.resolve();
    await pass(0);
    expect(await first).toBe(false);
    saves[1]?.resolve();
    expect(await second).toBe(true);
  });

  it('says when a flush did not help', async () => {
    const { autosave, saves, pass } = scenario();
    autosave.changed();
    const flushed = autosave.flush();
    await pass(0);
    saves[0]?.reject(new Error('offline'));
    expect(await flushed).toBe(false);
  });
});
