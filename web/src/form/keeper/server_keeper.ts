/**
 * The keeper of a browser without a local database: every answer at once as a copy on this machine (../draft), within a second
 * on the server.
 */
import { ApiError, api } from '../../api';
import type { FullRecord, RecordData } from '../../api';
import { copies } from '../draft';
import { Autosave } from '../draft/autosave';
import { copyKey } from '../draft/safety_copy';
import type { FormStore } from '../model/form_store';
import type { Keeper, KeeperView, Origin, Stored, Submitted } from './keeper';
import { Submission } from './submit';

export interface ServerKeeperOptions {
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

export class ServerKeeper implements Keeper {
  private readonly options: ServerKeeperOptions;
  private readonly autosave: Autosave;
  private readonly submission = new Submission();
  private readonly listeners = new Set<() => void>();
  private form: FormStore | undefined;
  private abandoned = false;
  private keeping: Promise<boolean> = Promise.resolve(true);
  private view: KeeperView;

  constructor(options: ServerKeeperOptions) {
    this.options = options;
    const stored = { ...storedOf(options.record), version: options.version };
    const nothing = { problem: undefined, conflicts: [], refused: [], gone: false };
    this.view = { status: 'saved', stored, safe: true, kept: true, ...nothing };
    this.autosave = new Autosave({
      save: () => this.send(),
      onStatus: (status) => this.setView({ status, safe: status === 'saved' }),
      isConflict,
    });
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  snapshot = (): KeeperView => this.view;

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

  save(): Promise<boolean> {
    return this.autosave.flush();
  }

  hurry(): void {
    if (!this.abandoned && this.view.status !== 'saved' && this.view.status !== 'conflict') {
      void this.autosave.flush();
    }
  }

  wouldLose(): boolean {
    if (this.form?.isBusy) return true;
    return !this.abandoned && this.view.status !== 'saved' && !this.keepCopy();
  }

  async submit(): Promise<Submitted> {
    this.changed(); // what is submitted is stored, also when nothing was typed since
    const saved = await this.save();
    const { id, version } = this.view.stored;
    if (!saved || id === undefined) return { outcome: 'unsaved' };
    try {
      const record = await this.submission.send(this.options.entity, id, version);
      this.accept(record);
      return { outcome: 'submitted', record };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.submission.refused();
      if (error.violations.length === 0) throw error;
      return { outcome: 'refused', violations: error.violations };
    }
  }

  /** The stored version is overwritten with what is here. */
  async overwrite(): Promise<void> {
    const { id } = this.view.stored;
    if (id === undefined) return;
    const theirs = await api.get<FullRecord>(`records/${this.options.entity}/${id}`);
    this.setView({ stored: { ...this.view.stored, version: theirs.version } });
    this.autosave.resume();
  }

  async discard(opened: RecordData): Promise<void> {
    const { entity, record } = this.options;
    const { id, version } = this.view.stored;
    if (id !== undefined) {
      const path = `records/${entity}/${id}`;
      if (record === undefined) await api.delete(path, { query: { version } });
      else if (version !== record.version) {
        const definition_version = record.definition_version;
        await api.put(path, { data: opened, version, definition_version });
      }
    }
    this.abandon();
  }

  abandon(): void {
    this.abandoned = true;
    this.autosave.settled();
    copies.remove(this.key());
  }

  /** The record was stored by a command (submit): go on from there. */
  private accept(record: FullRecord): void {
    this.setView({ stored: storedOf(record) });
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
  }: Pick<ServerKeeperOptions, 'entity' | 'origin' | 'definitionVersion'>,
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

export function storedOf(record: FullRecord | undefined): Stored {
  return {
    id: record?.id,
    number: record?.number,
    version: record?.version ?? 0,
    savedAt: record?.updated_at,
  };
}
