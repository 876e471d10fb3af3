/**
 * Which tab owns the local database: the one that holds the Web Lock of its user. The lock is taken before the storage is
 * opened and given back when the tab is closed, crashes or is frozen, so that another one takes over at once, without a
 * connection too. An owner that holds the lock and does not answer loses it (`takeOver`).
 */
import { lockOf } from './messages';

/** What runs while the lock is held; `stop` must end it without waiting for anything. */
export interface Owned {
  stop: () => void;
}

export interface OwnerOptions {
  user: string;
  locks: Pick<LockManager, 'request'>;
  /** The lock is ours. */
  begin: () => Owned;
}

export class Owner {
  private readonly options: OwnerOptions;
  private owned: Owned | undefined;
  private giveBack: (() => void) | undefined;
  private waiting: AbortController | undefined;
  private ended = false;

  constructor(options: OwnerOptions) {
    this.options = options;
  }

  get isOwner(): boolean {
    return this.owned !== undefined;
  }

  /** Waits for the lock, as long as it takes. */
  start(): void {
    if (this.ended || this.waiting || this.owned) return;
    this.waiting = new AbortController();
    this.request({ signal: this.waiting.signal });
  }

  /** Takes the lock from an owner that does not answer. */
  takeOver(): void {
    if (this.ended || this.owned) return;
    this.waiting?.abort();
    this.waiting = undefined;
    this.request({ steal: true });
  }

  /** The page is about to be frozen: another tab may go on. `start` when it wakes up. */
  pause(): void {
    this.waiting?.abort();
    this.waiting = undefined;
    this.owned?.stop();
    this.owned = undefined;
    this.giveBack?.();
    this.giveBack = undefined;
  }

  end(): void {
    this.ended = true;
    this.pause();
  }

  private request(options: LockOptions): void {
    const { locks, user, begin } = this.options;
    locks
      .request(lockOf(user), options, () => {
        this.waiting = undefined;
        if (this.ended) return undefined;
        this.owned = begin();
        return new Promise<void>((resolve) => (this.giveBack = resolve));
      })
      .catch((error: unknown) => {
        // Taken from us, or given up: what ran under it ends now.
        if ((error as DOMException).name !== 'AbortError') console.error(error);
        if (this.owned) {
          this.owned.stop();
          this.owned = undefined;
          this.giveBack = undefined;
          this.start();
        }
      });
  }
}
