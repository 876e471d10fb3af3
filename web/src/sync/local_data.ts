/**
 * A page's side of the local database: asks whoever owns it, and hears what changed. Questions wait for an owner, and are asked
 * again when another one takes over: all of them may be asked twice.
 */
import type { Violation } from '../api/types';
import { channelOf } from './messages';
import type { Asks, Message, Standing, Start, Started, StorageFault } from './messages';
import { Owner } from './owner';
import type { Owned } from './owner';

export interface DataWorker {
  postMessage: (message: Start) => void;
  terminate: () => void;
  onmessage: ((event: MessageEvent<Started>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface LocalDataOptions {
  user: string;
  tab: string;
  locale: () => string;
  locks: Pick<LockManager, 'request'>;
  channel: Pick<BroadcastChannel, 'postMessage' | 'close' | 'onmessage'>;
  /** Of the database, in hexadecimal; null: locked. */
  key: () => Promise<string | null>;
  startWorker: () => DataWorker;
}

/** `fault` is why there is none; the pages then go on with the server alone. */
export type LocalState =
  | { state: 'opening' }
  | { state: 'ready'; standing: Standing }
  | { state: 'none'; fault: StorageFault; detail: string };

/** Attachments that are on this device and not at the server yet, and how far the one under way is. */
export type LocalFiles = Pick<Extract<Message, { kind: 'files' }>, 'files' | 'progress'>;

/** What the owner refused: codes of core/sync, and storage.CODE. */
export class LocalError extends Error {
  readonly violation: Violation;

  constructor(violation: Violation) {
    super(violation.code);
    this.name = 'LocalError';
    this.violation = violation;
  }
}

interface Question {
  message: Extract<Message, { kind: 'ask' }>;
  resolve: (answer: unknown) => void;
  reject: (error: Error) => void;
}

/** An owner that says nothing for so long is asked whether it is there, and given up after as long again. */
const silence = 3_000;

export class LocalData {
  private readonly options: LocalDataOptions;
  private readonly owner: Owner;
  private readonly questions = new Map<number, Question>();
  private readonly stateListeners = new Set<() => void>();
  private readonly changeListeners = new Set<(records: readonly string[]) => void>();
  private current: LocalState = { state: 'opening' };
  private onDevice: LocalFiles = { files: [], progress: null };
  private count = 0;
  private heardAt = performance.now();
  private nudged = false;
  private watchdog: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LocalDataOptions) {
    this.options = options;
    options.channel.onmessage = ({ data }: MessageEvent<Message>) => this.hear(data);
    const { user, locks } = options;
    this.owner = new Owner({ user, locks, begin: () => this.begin() });
  }

  start(): void {
    this.owner.start();
    this.say({ kind: 'who' });
    this.watch();
  }

  /** After a fault: once more. */
  retry(): void {
    this.owner.pause();
    this.show({ state: 'opening' });
    this.start();
  }

  /** The page is about to be frozen; `start` when it wakes up. */
  pause(): void {
    clearTimeout(this.watchdog);
    this.watchdog = undefined;
    this.owner.pause();
  }

  end(): void {
    this.pause();
    this.owner.end();
    this.options.channel.close();
    this.giveUp({ code: 'storage.failed', path: '' });
  }

  /** The user signed out: no tab holds the database any more. */
  leave(): void {
    this.say({ kind: 'leave' });
    this.end();
  }

  /** Nobody is there: no tab of this user has the database any more, until `retry`. */
  lock(): void {
    this.say({ kind: 'lock' });
    this.locked();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.stateListeners.add(listener);
    return () => void this.stateListeners.delete(listener);
  };
  snapshot = (): LocalState => this.current;
  files = (): LocalFiles => this.onDevice;

  /** Ids of records whose row, draft or commands changed. */
  onChange(listener: (records: readonly string[]) => void): () => void {
    this.changeListeners.add(listener);
    return () => void this.changeListeners.delete(listener);
  }

  /** Resolves to false when there is no local database. */
  ready(): Promise<boolean> {
    if (this.current.state !== 'opening') return Promise.resolve(this.current.state === 'ready');
    return new Promise((resolve) => {
      const stop = this.subscribe(() => {
        if (this.current.state === 'opening') return;
        stop();
        resolve(this.current.state === 'ready');
      });
    });
  }

  /** Throws LocalError. */
  ask<Name extends keyof Asks>(
    ask: Asks[Name]['ask'] & { ask: Name },
  ): Promise<Asks[Name]['answer']> {
    if (this.current.state === 'none') return Promise.reject(new LocalError(faultOf(this.current)));
    const { tab, locale } = this.options;
    const id = (this.count += 1);
    const message: Message = { kind: 'ask', tab, id, locale: locale(), ask };
    return new Promise((resolve, reject) => {
      this.questions.set(id, { message, resolve: resolve, reject });
      this.say(message);
      this.watch();
    });
  }

  private begin(): Owned {
    const { user, startWorker } = this.options;
    const worker = startWorker();
    worker.onmessage = ({ data }) => {
      if (!data.ok) this.failed(data.code, data.detail);
    };
    worker.onerror = (event) => this.failed('failed', event.message);
    let stopped = false;
    void this.options.key().then((key) => {
      if (stopped) return;
      if (key === null) this.failed('locked', '');
      else worker.postMessage({ user, channel: channelOf(user), key });
    });
    return {
      stop: () => {
        stopped = true;
        worker.terminate();
      },
    };
  }

  /** Whoever waits for the lock may have more luck, or the same fault. */
  private failed(fault: StorageFault, detail: string): void {
    this.owner.pause();
    this.say({ kind: 'failed', fault, detail });
    this.show({ state: 'none', fault, detail });
  }

  private hear(message: Message): void {
    switch (message.kind) {
      case 'open':
      case 'here':
      case 'changed':
        this.alive();
        this.show({ state: 'ready', standing: message.standing });
        if (message.kind === 'open') {
          // Where there was none before, this tab may be needed as the next owner.
          this.owner.start();
          this.askAgain();
        }
        if (message.kind === 'changed') this.tell(message.records);
        break;
      case 'files':
        this.onDevice = { files: message.files, progress: message.progress };
        this.stateListeners.forEach((listener) => listener());
        break;
      case 'answer':
      case 'refused':
        this.alive();
        if (message.tab === this.options.tab) this.answered(message);
        break;
      case 'failed':
        // Our own worker found what it had opened damaged: nobody holds it any more.
        if (this.owner.isOwner) this.owner.pause();
        this.show({ state: 'none', fault: message.fault, detail: message.detail });
        break;
      case 'who':
        // The worker that is to answer is not there yet.
        if (this.owner.isOwner && this.current.state === 'opening') this.say({ kind: 'opening' });
        break;
      case 'opening':
        this.alive();
        break;
      case 'lock':
        this.locked();
        break;
      case 'leave':
        this.end();
        this.show({ state: 'none', fault: 'failed', detail: 'signed out' });
        break;
      default: // what other pages ask
    }
  }

  private locked(): void {
    this.pause();
    this.show({ state: 'none', fault: 'locked', detail: '' });
  }

  private answered(message: Extract<Message, { kind: 'answer' | 'refused' }>): void {
    const question = this.questions.get(message.id);
    this.questions.delete(message.id);
    if (message.kind === 'answer') question?.resolve(message.answer);
    else question?.reject(new LocalError(message.violation));
  }

  private tell(records: readonly string[]): void {
    this.changeListeners.forEach((listener) => listener(records));
  }

  private askAgain(): void {
    for (const { message } of this.questions.values()) this.say(message);
  }

  private say(message: Message): void {
    this.options.channel.postMessage(message);
  }

  private show(state: LocalState): void {
    this.current = state;
    if (state.state === 'none') this.giveUp(faultOf(state));
    this.stateListeners.forEach((listener) => listener());
  }

  private giveUp(violation: Violation): void {
    for (const { reject } of this.questions.values()) reject(new LocalError(violation));
    this.questions.clear();
  }

  private alive(): void {
    this.heardAt = performance.now();
  }

  /** As long as something is asked: an owner that is silent is asked whether it is there, and then loses its place. */
  private watch(): void {
    if (this.watchdog !== undefined) return;
    const since = performance.now();
    this.watchdog = setTimeout(() => {
      this.watchdog = undefined;
      const waits = this.questions.size > 0 || this.current.state === 'opening';
      if (!waits || this.current.state === 'none') return;
      this.nudge(since);
      this.watch();
    }, silence);
  }

  private nudge(since: number): void {
    if (this.heardAt > since) {
      this.nudged = false;
    } else if (!this.nudged) {
      this.nudged = true;
      this.say({ kind: 'who' });
    } else if (!this.owner.isOwner) {
      this.owner.takeOver();
    }
  }
}

function faultOf({ fault }: { fault: StorageFault }): Violation {
  return { code: `storage.${fault}`, path: '' };
}
