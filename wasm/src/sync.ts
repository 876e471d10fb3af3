/**
 * The client's side of the sync protocol, for the worker that holds the local database: which commands wait, what was typed
 * and how far the server has it, what to send next and when to try again. It decides; reading and writing the database, HTTP
 * and time are the worker's.
 *
 * ```ts
 * import { loadSync } from '@qudao/core/sync';
 *
 * const sync = await loadSync();
 * const client = sync.open(identity, rows); // the rows of the local database
 * let effects = client.take({ event: 'start', now: Date.now() });
 * // 1. commit effects.writes in one transaction  2. then send effects.send, wake at effects.wake_at, tell the page
 * ```
 *
 * The order is the contract: nothing is sent or shown that is not on the disk; only a request that is `early` may be sent before
 * the commit. When the commit fails, dispose of the client and open another one from what is on the disk; answers to requests of
 * the old one are dropped.
 *
 * Values of rows and bodies of requests are JSON texts: they go from the database to the module and from there to the server as they
 * are. The body of an answer is bytes, and its records are parts of it: they go to the database without being read.
 */
import { readSync } from '#read-sync';
import type { Bridge } from './bridge.js';
import type createCore from './glue.js';
import { Handle } from './handle.js';
import type { LoadOptions } from './load.js';
import { startModule } from './start.js';
import createModule, { type EmbindSync, type EmbindSyncClient } from './sync_glue.js';
import type { Json, RecordData, Violation } from './types.js';

/** Who is signed in, on which device. */
export interface SyncIdentity {
  /** A UUID made once for each user and database. */
  client_id: string;
  /** The user the database belongs to. */
  user_id: string;
  /** Sent with every command. */
  core_version?: string;
}

/** A row of the local database: tables `client`, `command`, `draft`, `refused`, keyed by text; of `record`, which goes. */
export interface SyncRow {
  /** Its name. */
  table: string;
  /** Unique within the table. */
  key: string;
  /** JSON. Null in a write: the row goes. */
  text: string | null;
}

/** A record as the server told it; the table `record`, keyed by `id`. */
export interface SyncRecord {
  /** Its key. */
  id: string;
  /** Whose definition it was filled in under. */
  entity: string;
  /** Where it stands in its process; empty when the server did not say. */
  state: string;
  /** RFC 3339; empty when the server did not say. */
  updated_at: string;
  /** All of it, JSON in UTF-8: a part of the body of the answer. */
  json: Uint8Array;
}

/** Something that happened; `now` in ms, by the clock of the device. */
export type SyncEvent =
  | { event: 'start' | 'poked' | 'woken'; now: number }
  | {
      event: 'edit';
      now: number;
      entity: string;
      record: string;
      /** All answers. */
      data: RecordData;
      definition_version: number;
      /** Fields that definition works out: nothing of them is kept, sent or compared. */
      calculated?: string[];
      /** Ids of files the answers name. */
      attachments?: string[];
      /** Of the first edit of a stored record: what it starts from. */
      stored_version?: number;
      stored?: RecordData;
      /** Of a new record: more members of its create command. */
      origin?: Record<string, Json>;
    }
  | {
      event: 'act';
      now: number;
      name: 'submit' | 'withdraw' | 'approve' | 'reject' | 'fill' | 'remove';
      entity: string;
      record: string;
      args?: Record<string, Json>;
      attachments?: string[];
      /** The version the person saw; not for a draft. */
      base_version?: number;
      definition_version?: number;
      time?: string;
    }
  | {
      event: 'upgraded';
      now: number;
      record: string;
      definition_version: number;
      /** As of an edit. */
      calculated?: string[];
      base: RecordData;
      mine: RecordData;
      theirs: RecordData;
    }
  | { event: 'resolve'; now: number; record: string; choices: RecordData }
  | { event: 'discard'; now: number; record: string }
  | { event: 'dismiss'; now: number; key: string }
  | {
      event: 'answered';
      now: number;
      /** Of the request. */
      number: number;
      /** Of HTTP; 0 when there was no answer. */
      status: number;
      /** As it came, whatever it is. */
      body: Uint8Array;
    }
  | { event: 'signed_in'; now: number; user_id: string };

/** What to do now, in this order. */
export interface SyncEffects {
  /** One transaction, first of all. */
  writes: SyncRow[];
  /** In the same transaction: records to be written, of this generation. */
  records: SyncRecord[];
  /** What the records are written with: it grows when everything is told anew. */
  generation: number;
  /** In the same transaction: records of earlier generations go. */
  sweep: boolean;
  /** A request to `sync/push` or `sync/pull`; its body is JSON. One that is `early` need not wait for the writes. */
  send: { number: number; kind: 'push' | 'pull'; early: boolean; body: string } | null;
  /** Hand in `woken` then; ms. */
  wake_at: number;
  /** Records whose row or draft changed. */
  changed: string[];
  /** Drafts to be brought to the newest definition before what came can be merged. */
  upgrade: string[];
  /** The event was not taken; nothing else happened. */
  refused: Violation | null;
}

/** What a page shows of it. */
export interface SyncStatus {
  /** `busy`: a request is under way; `waiting`: for the next attempt; `signed_out`, `other_user`: for `signed_in`. */
  link: 'idle' | 'busy' | 'waiting' | 'signed_out' | 'other_user';
  /** Commands without an answer. */
  waiting: number;
  /** Commands the server holds until their files have arrived. */
  held: number;
  /** Refused commands nobody has looked at. */
  refused: number;
  /** Drafts in conflict or refused. */
  needs_you: number;
  /** Drafts with answers of which nothing is on its way yet. */
  not_queued: number;
  /** Everything has been pulled once. */
  complete: boolean;
  /** Something of this device is not on the server. */
  unsent: boolean;
}

/** What was wrong with the call, or with the database: `sync.malformed`, `sync.other_user`, `json.…`. */
export class SyncError extends Error {
  /** Stable. */
  readonly code: string;
  /** `at`: where. */
  readonly params: Record<string, Json>;

  /** @internal Thrown by Sync.open and SyncClient.take. */
  constructor(violation: Pick<Violation, 'code' | 'params'>) {
    super(`${violation.code} ${JSON.stringify(violation.params)}`);
    this.name = 'SyncError';
    this.code = violation.code;
    this.params = violation.params;
  }
}

/** One user's client. Dispose of it when the database is closed. */
export class SyncClient extends Handle<EmbindSyncClient> {
  private readonly bridge: Bridge;

  /** @internal Clients come from Sync.open. */
  constructor(bridge: Bridge, handle: EmbindSyncClient) {
    super(handle);
    this.bridge = bridge;
  }

  /** Some microseconds, and those of its JSON. Throws SyncError for an event it cannot read; nothing happened then. */
  take(event: SyncEvent): SyncEffects {
    const { body, ...head } = event.event === 'answered' ? event : { ...event, body: nothing };
    const ok = this.handle.handle(...this.bridge.writeBoth(JSON.stringify(head), body));
    const text = this.bridge.readText();
    if (!ok) throw new SyncError(JSON.parse(text) as Violation);
    return effectsIn(text, body);
  }

  /** Where everything stands; some microseconds. Drafts are rows of the database. */
  status(): SyncStatus {
    this.handle.status();
    return JSON.parse(this.bridge.readText()) as SyncStatus;
  }
}

/** The loaded module. */
export class Sync {
  private readonly bridge: Bridge;

  /** @internal Comes from loadSync. */
  constructor(bridge: Bridge) {
    this.bridge = bridge;
  }

  /**
   * From the rows of the local database, without those of `record`; none at first. Throws SyncError when a row cannot be
   * read (`sync.malformed`, `at`: table/key) and when the database is another user's (`sync.other_user`).
   */
  open(identity: SyncIdentity, rows: readonly SyncRow[] = []): SyncClient {
    const { SyncOpening } = this.bridge.module as EmbindSync;
    const opening = new SyncOpening();
    try {
      for (let at = 0; at < rows.length; at += rowsAtOnce) {
        const lines = linesOf(rows.slice(at, at + rowsAtOnce));
        if (!opening.add(this.bridge.write(lines))) throw this.error();
      }
      const handle = opening.open(this.bridge.write(JSON.stringify(identity)));
      if (!handle) throw this.error();
      return new SyncClient(this.bridge, handle);
    } finally {
      opening.delete();
      this.bridge.release();
    }
  }

  private error(): SyncError {
    return new SyncError(JSON.parse(this.bridge.readText()) as Violation);
  }
}

/** Of a draft some kilobytes: the buffer they pass through stays small, however many there are. */
const rowsAtOnce = 100;

/** A line for each value behind the places: core/sync/events.h. */
function linesOf(rows: readonly SyncRow[]): string {
  const places = JSON.stringify(rows.map(({ table, key }) => [table, key]));
  return [places, ...rows.map(({ text }) => text ?? 'null')].join('\n');
}

const nothing = new Uint8Array();

type Head = Omit<SyncEffects, 'writes' | 'records' | 'send'> & {
  writes: [table: string, key: string][];
  records: [id: string, entity: string, state: string, at: string, from: number, to: number][];
  send: Omit<NonNullable<SyncEffects['send']>, 'body'> | null;
};

function effectsIn(text: string, answer: Uint8Array): SyncEffects {
  const [first = '', ...lines] = text.split('\n');
  const { writes, records, send, ...head } = JSON.parse(first) as Head;
  const body = send ? lines.shift() : undefined;
  return {
    ...head,
    writes: writes.map(([table, key], at) => {
      const line = lines[at];
      return { table, key, text: line === undefined || line === 'null' ? null : line };
    }),
    records: records.map(([id, entity, state, updated_at, from, to]) => ({
      ...{ id, entity, state, updated_at, json: answer.subarray(from, to) },
    })),
    send: send && { ...send, body: body ?? '' },
  };
}

/** Loads the module (`sync.wasm`), as loadCore does that for forms: the same needs, the same errors. */
export async function loadSync(options: LoadOptions = {}): Promise<Sync> {
  const create = createModule as unknown as typeof createCore;
  return new Sync(await startModule(create, options.wasm ?? readSync()));
}
