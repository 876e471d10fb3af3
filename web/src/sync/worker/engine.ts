/**
 * Events → core/sync → the disk → everything else, in this order: nothing is sent or shown that is not on the disk. A commit that
 * fails (disk full) leaves what the disk had, and its event is refused; nothing that was on the disk before is lost.
 */
import type {
  Sync,
  SyncClient,
  SyncEffects,
  SyncEvent,
  SyncRow,
  SyncStatus,
} from '@qudao/core/sync';
import type { Standing } from '../messages';
import { rowOf } from './database';
import type { Database } from './database';
import type { Line } from './line';

export interface EngineOptions {
  sync: Sync;
  database: Database;
  line: Line;
  user: string;
  /** For a database that has none yet. */
  newClientId: () => string;
  now: () => number;
  /** What pages show of these records may be out of date. */
  changed: (records: string[], standing: Standing) => void;
  /** Nobody waits for what went wrong. */
  failed: (error: unknown) => void;
  /** Drafts to be brought to the newest definition; `upgraded` events are to follow. */
  upgrade: (records: string[]) => void;
}

type Event = SyncEvent extends infer One
  ? One extends SyncEvent
    ? Omit<One, 'now'>
    : never
  : never;

/** In `kept`: also without a connection a start says how old what it shows is. */
const pulledAtKey = 'pulled_at';
/** How long until somebody who was not signed in is asked for again. */
const askAgain = 60_000;

export class Engine {
  private readonly options: EngineOptions;
  private client: SyncClient;
  private waking: ReturnType<typeof setTimeout> | undefined;
  private asking: ReturnType<typeof setTimeout> | undefined;
  private pulledAt: number;

  /** Throws SyncError for rows that cannot be read. */
  constructor(options: EngineOptions) {
    this.options = options;
    this.client = this.reopened();
    this.pulledAt = Number(options.database.get('kept', pulledAtKey) ?? 0);
  }

  start(): void {
    this.take({ event: 'start' });
  }

  /** The server may have something, or the connection is back. */
  poke(): void {
    this.tryTo({ event: 'poked' });
  }

  /** Throws StorageError when the disk refuses; nothing happened then. */
  take(event: Event, more: readonly SyncRow[] = []): SyncEffects {
    const { database, now } = this.options;
    const effects = this.client.take({ ...event, now: now() });
    // The server works on it while the disk does.
    if (effects.send?.early) void this.send(effects.send);
    try {
      const writes = effects.refused ? effects.writes : [...effects.writes, ...more];
      database.commit(writes, effects);
    } catch (error) {
      this.startAnew();
      throw error;
    }
    this.carryOut(effects);
    return effects;
  }

  standing(): Standing {
    return { ...this.status(), pulled_at: this.pulledAt };
  }

  stop(): void {
    clearTimeout(this.waking);
    clearTimeout(this.asking);
    this.client.dispose();
  }

  private status(): SyncStatus {
    return this.client.status();
  }

  private carryOut(effects: SyncEffects): void {
    const { now, upgrade, changed } = this.options;
    if (effects.send && !effects.send.early) void this.send(effects.send);
    clearTimeout(this.waking);
    if (effects.wake_at > 0) {
      this.waking = setTimeout(() => this.tryTo({ event: 'woken' }), effects.wake_at - now());
    }
    if (effects.upgrade.length > 0) upgrade(effects.upgrade);
    const standing = this.standing();
    if (standing.link === 'signed_out' || standing.link === 'other_user') this.askWho(0);
    changed(effects.changed, standing);
  }

  private async send(request: NonNullable<SyncEffects['send']>): Promise<void> {
    const { client } = this;
    const { status, body } = await this.options.line.send(request);
    // One that was opened anew since knows nothing of the request.
    if (client !== this.client) return;
    const isPulled = request.kind === 'pull' && status === 200;
    if (isPulled) this.pulledAt = this.options.now();
    const more = isPulled ? [rowOf('kept', pulledAtKey, this.pulledAt)] : [];
    this.tryTo({ event: 'answered', number: request.number, status, body }, more);
  }

  /** An event nobody waits for: what a full disk keeps out comes again with the next attempt. */
  private tryTo(event: Event, more: readonly SyncRow[] = []): void {
    try {
      this.take(event, more);
    } catch (error) {
      console.error(error);
      this.options.failed(error);
    }
  }

  /** Once at once, then each minute, until it is the user of this database. */
  private askWho(delay: number): void {
    if (this.asking !== undefined) return;
    this.asking = setTimeout(() => {
      void this.options.line.whoIsSignedIn().then((user) => {
        // Still asking: for another user's session the event itself would ask again at once, and so for ever.
        if (typeof user === 'string') this.tryTo({ event: 'signed_in', user_id: user });
        this.asking = undefined;
        if (user !== this.options.user) this.askWho(askAgain);
      });
    }, delay);
  }

  private reopened(): SyncClient {
    const { sync, database, user, newClientId } = this.options;
    const identity = { client_id: newClientId(), user_id: user };
    return sync.open(identity, database.clientRows());
  }

  /** The client knows more than the disk does: another one, from what is on the disk, goes on after a moment. */
  private startAnew(): void {
    this.client.dispose();
    this.client = this.reopened();
    clearTimeout(this.waking);
    this.waking = setTimeout(() => this.tryTo({ event: 'start' }), 5_000);
  }
}
