/**
 * Something that lives in the module's memory until it is disposed of.
 *
 * A handle that is forgotten is freed when the garbage collector finds it; that is a safety net, not a plan: memory of
 * the module can be full long before.
 */
import type { EmbindHandle } from './glue.js';

const forgotten = new FinalizationRegistry<EmbindHandle>((handle) => {
  handle.delete();
});

export abstract class Handle<T extends EmbindHandle> {
  private held: T | undefined;

  protected constructor(handle: T) {
    this.held = handle;
    forgotten.register(this, handle, this);
  }

  /** Frees what it holds; every later call but this one throws. */
  dispose(): void {
    if (!this.held) return;
    forgotten.unregister(this);
    this.held.delete();
    this.held = undefined;
  }

  /** @internal What the module knows it by. */
  get handle(): T {
    if (!this.held) throw new Error(`${this.constructor.name} was disposed of`);
    return this.held;
  }
}
