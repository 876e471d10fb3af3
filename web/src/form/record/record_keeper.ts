/**
 * Keeps a record safe while it is filled in: every answer at once on this machine, within a second
 * on the server. Lives as long as the form is open, whatever draws it; subscribe and snapshot suit
 * useSyncExternalStore.
 */
import { ApiError, api } from '../../api';
import type { FullRecord, RecordData } from '../../api';
import { Autosave } from '../draft/autosave';
import type { SaveStatus } from '../draft/autosave';
import { copies } from '../draft';
import { copyKey } from '../draft/safety_copy';
import type { FormStore } from '../model/form_store';

/** What is stored of the record; `id` is missing until the first save. */
export interface Stored {
  id: string | undefined;
  number: string | undefined;
  version: number;
  savedAt: string | undefined;
}

export interface KeeperView {
  status: SaveStatus;
  stored: Stored;
  problem: unknown;
  /** Of what could not be saved: this machine has it, whatever happens to the browser. */
  kept: boolean;
}

/**
 * The page's own copy of a record is out of date: it was stored ('saved'), submitted, or stored under a newer version of
 * the form ('upgraded'), which is then to be shown.
 */
export type OnChanged = (record: FullRecord, why: 'saved' | 'submitted' | 'upgraded') => void;

export interface Origin {
  taken_over_from: { id: string };
  taken_over: readonly string[];
}

export interface KeeperOptions {
  entity: string;
  userId: string;
  record: FullRecord | undefined;
  /** The version of the record the answers were typed into. */
  version: number;
  /** The version of the definition they were given under. */
  definitionVersion: number;
  /** Of a new record: where its first answers come from, and which. */
  origin?: Origin | undefined;
  onStored: (record: FullRecord) => void;
}

export const isConflict = (error: unknown) =>
  error instanceof ApiError && error.status === 409 && error.code === 'record.version_conflict';

export class RecordKeeper {
  private readonly options: KeeperOptions;
  private readonly autosave: Autosave;
  private readonly listeners = new Set<() => void>();
  private form: FormStore | undefined;
  private abandoned = false;
  private keeping: Promise<boolean> = Promise.resolve(true);
  private view: KeeperView;

  constructor(options: KeeperOptions) {
    this.options = options;
    const stored = { ...storedOf(options.record), version: options.version };
    this.view = { status: 'saved', stored, problem: undefined, kept: true };
    this.autosave = new Autosave({
      save: () => this.send(),
      onStatus: (status) => this.setView({ status }),
      isConflict,
    });
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  snapshot = (): KeeperView => this.view;

  /** Follows the answers of a form; another language opens the form anew, the keeper stays. */
  follow(form: FormStore): () => void {
    this.form = form;
    form.recordId = this.view.stored.id;
    return form.onEdit(() => this.changed());
  }

  changed(): void {
    if (this.abandoned) return;
    this.keepCopy();
    this.autosave.changed();
  }

  /** Saves now; false when that failed (the copy on this machine remains). */
  save(): Promise<boolean> {
    return this.autosave.flush();
  }

  /** Back online or leaving: what is unsaved is tried at once. */
  hurry(): void {
    if (!this.abandoned && this.view.status !== 'saved' && this.view.status !== 'conflict') {
      void this.autosave.flush();
    }
  }

  /** True when leaving now would lose something: a file on its way, or storage that refuses. */
  wouldLose(): boolean {
    if (this.form?.isBusy) return true;
    return !this.abandoned && this.view.status !== 'saved' && !this.keepCopy();
  }

  /** The stored version is overwritten with what is here. */
  async overwrite(): Promise<void> {
    const { id } = this.view.stored;
    if (id === undefined) return;
    const theirs = await api.get<FullRecord>(`records/${this.options.entity}/${id}`);
    this.setView({ stored: { ...this.view.stored, version: theirs.version } });
    this.autosave.resume();
  }

  /** The record was stored by a command (submit): go on from there. */
  accept(record: FullRecord): void {
    this.setView({ stored: storedOf(record) });
    this.autosave.settled();
    copies.remove(this.key());
  }

  /** Nothing here is to be kept. */
  abandon(): void {
    this.abandoned = true;
    this.autosave.settled();
    copies.remove(this.key());
  }

  private async send(): Promise<void> {
    const { form, options } = this;
    if (!form) return;
    const data = form.data();
    const key = this.key();
    let record: FullRecord;
    try {
      record = await sendDraft(options, this.view.stored, data);
    } catch (error) {
      this.setView({ problem: error, kept: await this.keeping });
      throw error;
    }
    const stored = storedOf(record);
    this.setView({ stored, problem: undefined });
    form.recordId = stored.id;
    copies.remove(key);
    // What was typed while the request was under way is not stored yet.
    if (JSON.stringify(this.form?.data()) !== JSON.stringify(data)) this.keepCopy();
    options.onStored(record);
  }

  private keepCopy(): boolean {
    if (!this.form) return true;
    const { version } = this.view.stored;
    const { definitionVersion } = this.options;
    const time = new Date().toISOString();
    const copy = { data: this.form.data(), version, definitionVersion, time };
    const { now, durable } = copies.write(this.key(), copy);
    this.keeping = durable;
    return now;
  }

  private key(): string {
    return copyKey(this.options.userId, this.options.entity, this.view.stored.id ?? 'new');
  }

  private setView(change: Partial<KeeperView>): void {
    this.view = { ...this.view, ...change };
    this.listeners.forEach((listener) => listener());
  }
}

/** Stores answers given under a version of the definition; the server upgrades them when there is a newer one. */
export async function sendDraft(
  {
    entity,
    origin,
    definitionVersion,
  }: Pick<KeeperOptions, 'entity' | 'origin' | 'definitionVersion'>,
  { id, version }: Pick<Stored, 'id' | 'version'>,
  data: RecordData,
): Promise<FullRecord> {
  const answers = { data, definition_version: definitionVersion };
  const { record } =
    id === undefined
      ? await api.post<{ record: FullRecord }>(`records/${entity}`, { ...answers, ...origin })
      : await api.put<{ record: FullRecord }>(`records/${entity}/${id}`, { ...answers, version });
  return record;
}

function storedOf(record: FullRecord | undefined): Stored {
  return {
    id: record?.id,
    number: record?.number,
    version: record?.version ?? 0,
    savedAt: record?.updated_at,
  };
}
