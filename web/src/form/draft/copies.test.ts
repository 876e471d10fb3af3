import { describe, expect, it } from 'vitest';
import { Copies } from './copies';
import type { DurableStore } from './durable_store';
import { memory } from './memory';
import { copyKey } from './safety_copy';

function disk(): DurableStore {
  const rows = new Map<string, unknown>();
  return {
    put: (key, value) =>
      Promise.resolve(void rows.set(key, structuredClone(value))).then(() => true),
    get: (key) => Promise.resolve(rows.get(key)),
    remove: (key) => Promise.resolve(rows.delete(key)),
    keys: () => Promise.resolve([...rows.keys()]),
  };
}

const key = copyKey('u1', 'signing', 'r1');
const copy = (name: string, second: number) => ({
  data: { name },
  version: 3,
  time: `2026-01-01T00:00:0${second}.000Z`,
});

describe('copies', () => {
  it('brings back from the disk what a crash took from localStorage', async () => {
    const durable = disk();
    const written = new Copies(memory(), durable).write(key, copy('甲', 1));
    expect([written.now, await written.durable]).toEqual([true, true]);
    expect(await new Copies(memory(), durable).read(key)).toEqual(copy('甲', 1));
  });

  it('takes the newer one', async () => {
    const [local, durable] = [memory(), disk()];
    new Copies(local, disk()).write(key, copy('later, the page was closed', 2));
    new Copies(memory(), durable).write(key, copy('earlier', 1));
    expect((await new Copies(local, durable).read(key))?.data.name).toMatch(/^later/);
  });

  it('is not fooled by a localStorage of before the server had it', async () => {
    const [local, durable] = [memory(), disk()];
    const page = new Copies(memory(), durable);
    page.write(key, copy('stored meanwhile', 1));
    page.remove(key);
    new Copies(local, disk()).write(key, copy('stored meanwhile', 1));
    expect(await new Copies(local, durable).read(key)).toBeNull();
    expect(await new Copies(local, durable).count('u1')).toBe(0);
  });

  it('counts and removes those of one account', async () => {
    const durable = disk();
    const page = new Copies(memory(), durable);
    page.write(key, copy('甲', 1));
    page.write(copyKey('u2', 'signing', 'r1'), copy('乙', 1));
    const afterCrash = new Copies(memory(), durable);
    expect(await afterCrash.count('u1')).toBe(1);
    await afterCrash.removeAll('u1');
    expect([await afterCrash.count('u1'), await afterCrash.count('u2')]).toEqual([0, 1]);
  });
});
