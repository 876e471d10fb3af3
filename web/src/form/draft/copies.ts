/**
 * The copies of what a person typed, in two places. localStorage takes one before the call returns: closing the page
 * loses nothing. The durable store takes it as well: what `write` has promised survives a crash.
 *
 *   import { copies } from '../draft';
 *
 *   const { now, durable } = copies.write(key, copy);   // kept at once; kept whatever happens, once it resolves to true
 *   await copies.read(key);                             // the newer of the two, null when it has been stored since
 *   copies.remove(key);                                 // the server has it
 */
import type { DurableStore } from './durable_store';
import { asCopy, isOf, keysOf, readCopy, removeCopy, writeCopy } from './safety_copy';
import type { SafetyCopy, Store } from './safety_copy';

/** Says that what was typed before this time has reached the server: a crash may bring back an older localStorage. */
interface Acknowledged {
  acknowledged: string;
}

export interface Kept {
  now: boolean;
  durable: Promise<boolean>;
}

export class Copies {
  private readonly local: Store;
  private readonly durable: DurableStore;

  constructor(local: Store, durable: DurableStore) {
    this.local = local;
    this.durable = durable;
  }

  write(key: string, copy: SafetyCopy): Kept {
    return { now: writeCopy(this.local, key, copy), durable: this.durable.put(key, copy) };
  }

  remove(key: string): void {
    removeCopy(this.local, key);
    const mark: Acknowledged = { acknowledged: new Date().toISOString() };
    void this.durable.put(key, mark);
  }

  async read(key: string): Promise<SafetyCopy | null> {
    const found = await this.durable.get(key);
    const local = readCopy(this.local, key);
    const durable = asCopy(found);
    if (durable === null || local === null) {
      const stored = local !== null && local.time < acknowledgedAt(found);
      return stored ? null : (durable ?? local);
    }
    return local.time > durable.time ? local : durable;
  }

  /** How many records of this account have answers that never reached the server. */
  async count(userId: string): Promise<number> {
    const copies = await Promise.all((await this.keys(userId)).map((key) => this.read(key)));
    return copies.filter((copy) => copy !== null).length;
  }

  async removeAll(userId: string): Promise<void> {
    for (const key of await this.keys(userId)) {
      removeCopy(this.local, key);
      await this.durable.remove(key);
    }
  }

  private async keys(userId: string): Promise<string[]> {
    const durable = (await this.durable.keys()).filter((key) => isOf(key, userId));
    return [...new Set([...keysOf(this.local, userId), ...durable])];
  }
}

function acknowledgedAt(found: unknown): string {
  const mark = found as Partial<Acknowledged> | null | undefined;
  return typeof mark?.acknowledged === 'string' ? mark.acknowledged : '';
}
