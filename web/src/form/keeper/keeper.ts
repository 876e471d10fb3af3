/**
 * Keeps a record safe while it is filled in. Lives as long as the form is open, whatever draws it; subscribe and snapshot suit
 * useSyncExternalStore. Two of them: local_keeper.ts, with the database of this device, and server_keeper.ts where a browser
 * has none.
 */
import type { FullRecord, RecordData, Violation } from '../../api';
import type { Conflict } from '../../sync';
import type { FormStore } from '../model/form_store';

/** What is stored of the record; `id` is missing until the first save. */
export interface Stored {
  id: string | undefined;
  number: string | undefined;
  version: number;
  savedAt: string | undefined;
}

/**
 * `saved`: the server has it. `dirty`: typed just now; `saving`: on its way. `waiting`: on the disk of this device, for the
 * connection. `failed`: not even here. `conflict`, `needs_you`: nothing is sent until the person has answered.
 */
export type KeepStatus =
  'saved' | 'dirty' | 'saving' | 'waiting' | 'failed' | 'conflict' | 'needs_you';

export interface KeeperView {
  status: KeepStatus;
  stored: Stored;
  problem: unknown;
  /** A reload now would lose nothing. */
  safe: boolean;
  /** Of what could not be saved: this machine has it, whatever happens to the browser. */
  kept: boolean;
  /** Fields that were changed here and elsewhere. */
  conflicts: readonly Conflict[];
  /** Why the server refused what was sent. */
  refused: readonly Violation[];
  /** The record is no longer there, or no longer this person's to see. */
  gone: boolean;
}

/**
 * The page's own copy of a record is out of date: it was stored ('saved'), submitted, or stored under a newer version of
 * the form ('upgraded'), which is then to be shown. 'waiting': submitted, as soon as there is a connection.
 */
export type OnChanged = (
  record: FullRecord,
  why: 'saved' | 'submitted' | 'upgraded' | 'waiting',
) => void;

export interface Origin {
  taken_over_from: { id: string };
  taken_over: readonly string[];
}

/** `refused`: the violations are the form's to show. */
export type Submitted =
  | { outcome: 'submitted'; record: FullRecord }
  | { outcome: 'waiting'; record: FullRecord }
  | { outcome: 'refused'; violations: readonly Violation[] }
  | { outcome: 'unsaved' };

export interface Keeper {
  subscribe: (listener: () => void) => () => void;
  snapshot: () => KeeperView;
  /** Follows the answers of a form; another language opens the form anew, the keeper stays. */
  follow: (form: FormStore) => () => void;
  changed: () => void;
  /** Saves now; false when it is not even on this device. */
  save: () => Promise<boolean>;
  /** Back online or leaving: what is unsaved is tried at once. */
  hurry: () => void;
  /** True when leaving now would lose something: a file on its way, or storage that refuses. */
  wouldLose: () => boolean;
  /** What was typed is kept, and sent for approval. Throws what is no refusal of the content. */
  submit: () => Promise<Submitted>;
  /** Takes back what was typed since the form was opened with `opened`: a new record goes, an old one is as it was. */
  discard: (opened: RecordData) => Promise<void>;
  /** Nothing here is to be kept. */
  abandon: () => void;
}
