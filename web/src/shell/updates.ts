/**
 * From one version of the app to the next, when the person says so and never over what isn't stored.
 *
 * A new version is offered once all of it is here. After `take` it takes over as soon as this page is clean. A page that
 * another tab made older reloads when it is clean and nobody types on it. Subscribe and snapshot suit
 * useSyncExternalStore.
 */
import type { Message } from './worker/messages';
import type { Work } from './work';

/** offered: a new version is here; held: it was asked for, and waits for what isn't stored. */
export type UpdateState = 'none' | 'offered' | 'held';

type Worker = Pick<ServiceWorker, 'postMessage' | 'state' | 'addEventListener'>;

export interface Registration {
  waiting: Worker | null;
  installing: Worker | null;
  update: () => Promise<unknown>;
  addEventListener: (type: 'updatefound', listener: () => void) => void;
}

export interface Surroundings {
  /** Of this page. */
  build: string;
  work: Pick<Work, 'clean' | 'subscribe'>;
  /** Which build a worker is of. */
  buildOf: (worker: Worker) => Promise<string>;
  /** Somebody's cursor is in a field of this page. */
  typing: () => boolean;
  reload: () => void;
  /** Gives up the version this machine has, as long as the server answers, and loads the page from there. */
  startOver: () => void;
  now: () => number;
}

export const lookEvery = 3_600_000;
/** How often it is asked for before the browser, which may wait for its old worker for minutes, is no longer waited for. */
const patience = 2;

export class Updates {
  private readonly around: Surroundings;
  private readonly listeners = new Set<() => void>();
  private registration: Registration | undefined;
  private state: UpdateState = 'none';
  private newer: Worker | null = null;
  private overtaken = false;
  private asked = false;
  private repeats = 0;
  private looked: number;
  private done = false;

  constructor(around: Surroundings) {
    this.around = around;
    this.looked = around.now();
    around.work.subscribe(this.step);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  snapshot = (): UpdateState => this.state;

  async follow(registration: Registration): Promise<void> {
    this.registration = registration;
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', () => void this.notice());
    });
    await this.notice();
  }

  /** Another version may have come to wait. */
  private async notice(): Promise<void> {
    const waiting = this.registration?.waiting ?? null;
    // A page loaded past the worker may be of the newer build already.
    const newer = waiting !== null && (await this.around.buildOf(waiting)) !== this.around.build;
    this.newer = newer ? waiting : null;
    this.step();
  }

  /** Another version serves this page from now on: a tab asked for it. */
  async controlledBy(worker: Worker): Promise<void> {
    this.overtaken = (await this.around.buildOf(worker)) !== this.around.build;
    this.step();
  }

  /** The person wants the new version. */
  take = (): void => {
    this.asked = true;
    this.step();
  };

  /**
   * Asked for and still not here: a reload may have been ended by a navigation, a worker that is just going may not have
   * heard. From time to time all is looked at anew.
   */
  async again(controller: Worker | null): Promise<void> {
    if (!this.asked) return;
    this.done = false;
    if (controller !== null) await this.controlledBy(controller);
    await this.notice();
    const isStuck = this.newer?.state === 'installed' && this.around.work.clean;
    this.repeats = isStuck ? this.repeats + 1 : 0;
    if (this.repeats > patience) this.around.startOver();
  }

  /** Not now: it comes by itself when every tab is closed. */
  leave = (): void => {
    this.asked = false;
    this.step();
  };

  /** Looks whether the server has another version, at most hourly unless there is a reason. */
  async look(reason = false): Promise<void> {
    const now = this.around.now();
    if (!reason && now - this.looked < lookEvery) return;
    this.looked = now;
    await this.registration?.update().catch(() => undefined);
  }

  /** Something changed: goes on if it may. */
  step = (): void => {
    const { work, typing, reload } = this.around;
    if (this.done) return;
    if (work.clean && this.overtaken && (this.asked || !typing())) {
      this.done = true;
      reload();
    } else if (work.clean && this.asked && this.newer?.state === 'installed') {
      this.newer.postMessage({ ask: 'take_over' } satisfies Message);
    }
    const there = this.overtaken || this.newer !== null;
    this.show(there ? (this.asked && !work.clean ? 'held' : 'offered') : 'none');
  };

  private show(state: UpdateState): void {
    if (state === this.state) return;
    this.state = state;
    this.listeners.forEach((listener) => listener());
  }
}
