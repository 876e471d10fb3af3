/**
 * What pages and the worker that owns the local database say to each other, on one channel per user: every tab hears
 * everything, so that whoever owns the database next finds the others listening.
 */
import type { SyncStatus } from '@qudao/core/sync';
import type { FullRecord, RecordData, UpgradeEffect, Violation } from '../api/types';

/** As core/sync/draft.h has it; `mine` is what the form shows, without what the definition works out. */
export interface Draft {
  record: string;
  entity: string;
  phase: 'editing' | 'submitting' | 'needs_you';
  base_version: number;
  base: RecordData;
  mine: RecordData;
  definition_version: number;
  calculated: string[];
  attachments: string[];
  edited_at: number;
  conflicts: Conflict[];
  violations: Violation[];
  theirs_version: number;
  gone: boolean;
}

export interface Conflict {
  field: string;
  was: RecordData[string];
  mine: RecordData[string];
  theirs: RecordData[string];
}

/** A record as a pull brings it: what lists show; the whole of it is in a `FullRecord`. */
export interface PulledRecord {
  id: string;
  entity: string;
  number: string;
  title: string;
  state: FullRecord['state'];
  version: number;
  definition_version: number;
  partner_id: string;
  created_by: string;
  created_at: string;
  updated_at: string;
  data: RecordData;
  fields: RecordData;
}

/** Everything this device knows of a record. */
export interface LocalRecord {
  record: PulledRecord | null;
  /** The last answer of the server to the whole record, or what a new one began with. */
  seen: FullRecord | null;
  draft: Draft | null;
  /** Numbers of its commands without a final verdict. */
  commands: number[];
  /** What a new version of its form did to the draft, until somebody was told. */
  upgrade: UpgradeNews | null;
}

export type LocalRow = Pick<LocalRecord, 'record' | 'seen' | 'draft'>;

export interface WaitingCommand {
  key: string;
  command: {
    seq: number;
    name: string;
    entity: string;
    record: string;
    args: Record<string, unknown>;
    time: string;
  };
  held: boolean;
}

export interface RefusedCommand {
  key: string;
  command: WaitingCommand['command'];
  violations: Violation[];
}

/** Of each kind in an outbox. */
export const outboxSize = 100;

/** What has not come to the server, or not come through: the first of each, what needs the person before the rest. */
export interface Outbox {
  drafts: Draft[];
  commands: WaitingCommand[];
  refused: RefusedCommand[];
  /** Records by id, as far as known: to call things by their names. */
  names: Record<string, { number: string; title: string }>;
}

export type Verdict =
  | { verdict: 'applied' }
  /** `key`: of the row that keeps it until the person has seen it. */
  | { verdict: 'rejected'; key: string; violations: Violation[] }
  /** Not answered within the time asked for: it is on this device and will be sent. */
  | { verdict: 'waiting' };

export interface EditAsk {
  ask: 'edit';
  entity: string;
  record: string;
  /** The answers that changed; null empties. What else the draft has stays. */
  changes: RecordData;
  definition_version: number;
  calculated: string[];
  /** Of the first edit: what it starts from. */
  stored_version: number;
  stored: RecordData;
  origin?: Record<string, unknown> | undefined;
  /** Of a new record: how it is shown until the server has it. */
  seen?: FullRecord | undefined;
}

/** `sending`: some of it may have arrived. `refused`: the server will never take it. */
export type FileState = 'waiting' | 'sending' | 'refused';

/** An attachment that is on this device and not yet at the server. */
export interface LocalFile {
  id: string;
  sha256: string;
  size: number;
  content_type: string;
  file_name: string;
  state: FileState;
  problem?: { code: string; message: string };
}

export interface UploadProgress {
  id: string;
  /** Bytes. */
  sent: number;
}

/** Keeps a file on this device until the server has it. */
export interface AttachAsk {
  ask: 'attach';
  /** What it will be called, a UUID. */
  id: string;
  file_name: string;
  content: Blob;
}

export interface ActAsk {
  ask: 'act';
  name: 'submit' | 'withdraw' | 'approve' | 'reject' | 'fill' | 'remove';
  entity: string;
  record: string;
  args: Record<string, unknown>;
  base_version: number;
  definition_version: number;
}

export interface ListAsk {
  ask: 'list';
  entity: string;
  states?: readonly string[];
  text?: string;
  /** Indexed fields that must have this answer. */
  filters?: Readonly<Record<string, string>>;
  sort?: { field: string; descending: boolean };
  /** Only what waits for this person's decision. */
  toDecide?: boolean;
  offset: number;
  count: number;
}

/** What a page can ask, and what it is answered. */
export interface Asks {
  edit: { ask: EditAsk; answer: Draft | null };
  act: { ask: ActAsk; answer: { seq: number } };
  verdict: { ask: { ask: 'verdict'; seq: number; within: number }; answer: Verdict };
  resolve: {
    ask: { ask: 'resolve'; record: string; choices: RecordData };
    answer: Draft | null;
  };
  discard: { ask: { ask: 'discard'; record: string }; answer: null };
  dismiss: { ask: { ask: 'dismiss'; key: string }; answer: null };
  record: { ask: { ask: 'record'; record: string }; answer: LocalRecord };
  see: { ask: { ask: 'see'; records: readonly FullRecord[] }; answer: null };
  keep: { ask: { ask: 'keep'; key: string; value: unknown }; answer: null };
  kept: { ask: { ask: 'kept'; key: string }; answer: unknown };
  list: { ask: ListAsk; answer: { items: LocalRow[]; total: number } };
  outbox: { ask: { ask: 'outbox' }; answer: Outbox };
  status: { ask: { ask: 'status' }; answer: Standing };
  attach: { ask: AttachAsk; answer: LocalFile };
  /** What is on this device of a file; null when it is not, or no longer. */
  content: { ask: { ask: 'content'; id: string }; answer: Blob | null };
  hurry: { ask: { ask: 'hurry' }; answer: null };
  /** Every row of this device that is not the server's, for a file the person keeps. */
  export: { ask: { ask: 'export' }; answer: { table: string; key: string; value: unknown }[] };
}

export type Ask = Asks[keyof Asks]['ask'];

/** How the local database and the conversation with the server stand. */
export interface Standing extends SyncStatus {
  /** When the last pull ended, ms; 0: never. */
  pulled_at: number;
}

/** On the channel. `tab` is the name of a page, `id` its question. */
export type Message =
  | { kind: 'ask'; tab: string; id: number; locale: string; ask: Ask }
  | { kind: 'answer'; tab: string; id: number; answer: unknown }
  | { kind: 'refused'; tab: string; id: number; violation: Violation }
  /** The owner: it has just opened the database (what was not answered is asked again), or this has changed. */
  | { kind: 'open'; standing: Standing }
  | { kind: 'changed'; records: string[]; standing: Standing }
  /** The files that have not arrived, and how far the one under way is. */
  | { kind: 'files'; files: LocalFile[]; progress: UploadProgress | null }
  /** Is anybody the owner? Answered with `here`. */
  | { kind: 'who' }
  | { kind: 'here'; standing: Standing }
  /** As long as the owner is about to open the database, which may take a slow device some seconds. */
  | { kind: 'opening' }
  /** Nobody is there: every tab shows nothing more until the password. */
  | { kind: 'lock' }
  /** Its user signed out: every tab lets go of it. */
  | { kind: 'leave' }
  /** The owner could not open the database. */
  | { kind: 'failed'; fault: StorageFault; detail: string };

/** From the page that holds the lock to its worker. */
export interface Start {
  user: string;
  channel: string;
  /** Of the database, in hexadecimal. */
  key: string;
}

/** From the worker to its page, once. */
export type Started = { ok: true } | Failed;

interface Failed {
  ok: false;
  code: StorageFault;
  detail: string;
}

/** To a worker that reads what can be read of a damaged database, beside whoever has it open, and ends with the answer. */
export interface Recover extends Omit<Start, 'channel'> {
  recover: true;
}

export type RecoverEnded = { ok: true; recovered: Recovered } | Failed;

/** What was still to be read of a damaged database, and is the server's not yet. */
export interface Recovered {
  drafts: Draft[];
  /** By record: as they were last shown, and what new ones began with. */
  seen: Record<string, FullRecord>;
  commands: WaitingCommand[];
  refused: RefusedCommand[];
  /** Attachments, whole. */
  files: RecoveredFile[];
  /** Names of those of which a part is missing. */
  lostFiles: string[];
  /** How many pages of the file could not be read. */
  lostPages: number;
}

export interface RecoveredFile {
  id: string;
  file_name: string;
  content: Blob;
}

/**
 * Why there is no local database: the browser has no such storage, another tab holds it and does not answer, its files cannot be
 * read, it was written by a newer version of the app, the disk is full, its key cannot be had without a password, or something
 * else.
 */
export type StorageFault =
  'unsupported' | 'busy' | 'corrupt' | 'newer' | 'full' | 'locked' | 'failed';

export const channelOf = (user: string) => `qudao.data.${user}`;
export const lockOf = (user: string) => `qudao.data.${user}`;
/** Of the definitions this device has been shown (shell/kept_definitions.ts). */
export const definitionsCache = 'qudao.definitions';

/** Where it is kept what a new version of its form did to a draft: an `UpgradeNews`. */
export const upgradeKey = (record: string) => `upgraded ${record}`;

export type UpgradeNews = Pick<UpgradeEffect, 'moved' | 'needs_answer'> & { from: number };
