/**
 * The keeper of a device with a local database: every answer is on its disk within a moment, and from there on its way to the
 * server whenever there is one. Several tabs may fill in the same record: each sends what it changed, and shows what the others and
 * the server did.
 */
import { api } from '../../api';
import type { FullRecord, RecordData } from '../../api';
import { newRecordId } from '../../api/new_id';
import { LocalError } from '../../sync';
import type { Draft, LocalData, LocalRecord, Standing } from '../../sync';
import { wasShared } from '../../sync/sign_in';
import { Autosave } from '../draft/autosave';
import { copyKey, difference, removeCopy, writeCopy } from '../draft/safety_copy';
import type { FormStore } from '../model/form_store';
import type { Keeper, KeepStatus, KeeperView, Origin, Submitted } from './keeper';
import { storedOf } from './server_keeper';

export interface LocalKeeperOptions {
  local: LocalData;
  entity: string;
  userId: string;
  /** As the server told it, or as a new one began that it does not have yet; undefined before the first answer. */
  record: FullRecord | undefined;
  /** What this device had of it when the form was opened. */
  draft: Draft | null;
  definitionVersion: number;
  /** Fields the definition works out: they are nobody's answers. */
  calculated: readonly string[];
  origin?: Origin | undefined;
  /** How a new record is shown until the server has it. */
  beginning: (id: string, data: RecordData) => FullRecord;
  onChanged: (record: FullRecord, why: 'saved' | 'upgraded') => void;
}

/** After the last key; a write costs the disk some milliseconds. */
const writeDelay = 150;
/** Where no copy bridges that time. */
const sharedDelay = 20;
/** How long a person looks at a button that waits for the server. */
const patience = 8_000;

export class LocalKeeper implements Keeper {
  private readonly options: LocalKeeperOptions;
  private readonly autosave: Autosave;
  private readonly listeners = new Set<() => void>();
  private form: FormStore | undefined;
  private abandoned = false;
  private following: (() => void) | undefined;
  private id: string | undefined;
  /** What the database has, as far as this page knows: what differs from it was typed here. */
  private known: RecordData;
  private draft: Draft | null;
  private view: KeeperView;

  constructor(options: LocalKeeperOptions) {
    this.options = options;
    const { record, draft } = options;
    this.id = record?.id;
    this.draft = draft;
    this.known = draft?.mine ?? (isStored(record) ? record.data : {});
    this.autosave = new Autosave({
      save: () => this.write(),
      onStatus: () => this.show(),
      isConflict: () => false,
      delay: wasShared() ? sharedDelay : writeDelay,
    });
    this.view = { ...this.seen(draft), stored: storedOf(record), problem: undefined, kept: true };
  }

  subscribe = (listener: () => void): (() => void) => {
    if (this.listeners.size === 0) this.watch();
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.following?.();
    };
  };
  snapshot = (): KeeperView => this.view;

  follow(form: FormStore): () => void {
    this.form = form;
    form.recordId = this.id;
    if (this.view.refused.length > 0) form.setServerViolations(this.view.refused);
    return form.onEdit(() => this.changed());
  }

  changed(): void {
    if (this.abandoned || !this.form) return;
    // Between a key and the disk: a page that is closed now has said it at least to localStorage.
    this.keepCopy();
    this.autosave.changed();
  }

  async save(): Promise<boolean> {
    const written = await this.autosave.flush();
    if (!written || !this.draft) return written;
    await this.options.local.ask({ ask: 'hurry' }).catch(() => null);
    await this.until((status) => status !== 'saving');
    return true;
  }

  hurry(): void {
    if (!this.abandoned && this.autosave.status !== 'saved') void this.autosave.flush();
  }

  wouldLose(): boolean {
    if (this.form?.isBusy) return true;
    return !this.abandoned && this.autosave.status !== 'saved' && !this.keepCopy();
  }

  async submit(): Promise<Submitted> {
    const { local, entity, definitionVersion } = this.options;
    if (this.id === undefined) this.changed(); // last year's answers, untouched, are answers too
    if (!(await this.autosave.flush())) return { outcome: 'unsaved' };
    const id = this.id;
    if (id === undefined) return { outcome: 'unsaved' };
    const { seq } = await local.ask({
      ask: 'act',
      name: 'submit',
      entity,
      record: id,
      args: {},
      base_version: this.view.stored.version,
      definition_version: definitionVersion,
    });
    const verdict = await local.ask({ ask: 'verdict', seq, within: patience });
    const now = await this.look();
    if (now.draft?.phase === 'needs_you') {
      return { outcome: 'refused', violations: now.draft.violations };
    }
    if (verdict.verdict === 'rejected') {
      // Told here and now: it need not be told again on the page of what was refused.
      await local.ask({ ask: 'dismiss', key: verdict.key });
      return { outcome: 'refused', violations: verdict.violations };
    }
    if (verdict.verdict === 'waiting') return { outcome: 'waiting', record: this.current(now) };
    const record = await api.get<FullRecord>(`records/${entity}/${id}`).catch(() => null);
    this.abandoned = true;
    return { outcome: 'submitted', record: record ?? this.current(now) };
  }

  /** The person's choice for fields in conflict. */
  async resolve(choices: RecordData): Promise<void> {
    if (this.id === undefined) return;
    await this.options.local.ask({ ask: 'resolve', record: this.id, choices });
    await this.refresh();
  }

  async discard(opened: RecordData): Promise<void> {
    const { local, entity, record, definitionVersion } = this.options;
    await this.autosave.flush();
    const { id } = this;
    if (id !== undefined && record !== undefined) {
      this.form?.setMany(this.answers(difference(this.form.data(), opened)));
      await this.autosave.flush();
    } else if (id !== undefined) {
      const { draft, commands } = await this.look();
      if (draft?.base_version === 0 && commands.length === 0) {
        await local.ask({ ask: 'discard', record: id });
      } else {
        const base_version = this.view.stored.version;
        const act = { name: 'remove', entity, record: id, args: {}, base_version } as const;
        await local.ask({ ask: 'act', ...act, definition_version: definitionVersion });
      }
    }
    this.abandon();
  }

  abandon(): void {
    this.abandoned = true;
    this.autosave.settled();
    removeCopy(localStorage, this.key());
  }

  /** Resolves when the status is such, or when patience is at its end. */
  private until(is: (status: KeepStatus) => boolean): Promise<void> {
    if (is(this.view.status)) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        stop();
        resolve();
      };
      const stop = this.subscribe(() => {
        if (is(this.view.status)) end();
      });
      const timer = setTimeout(end, patience);
    });
  }

  private watch(): void {
    const { local } = this.options;
    const stops = [
      local.onChange((records) => {
        if (this.id !== undefined && records.includes(this.id)) void this.refresh();
      }),
      local.subscribe(() => this.show()),
    ];
    this.following = () => stops.forEach((stop) => stop());
    if (this.id !== undefined) void this.refresh();
  }

  /** To the disk: what was typed here since the last time. */
  private async write(): Promise<void> {
    const { form, options } = this;
    if (!form || this.abandoned) return;
    const data = form.data();
    const changes = this.answers(difference(this.known, data));
    const isNew = this.id === undefined;
    if (Object.keys(changes).length === 0 && !isNew) {
      this.written(data);
      return;
    }
    const id = this.id ?? newRecordId();
    const beginning = isNew ? options.beginning(id, data) : undefined;
    try {
      const draft = await options.local.ask({
        ask: 'edit',
        entity: options.entity,
        record: id,
        changes,
        definition_version: options.definitionVersion,
        calculated: [...options.calculated],
        stored_version: options.record?.version ?? 0,
        stored: isStored(options.record) ? options.record.data : {},
        origin: isNew ? { ...options.origin } : undefined,
        seen: beginning,
      });
      removeCopy(localStorage, this.key());
      this.id = id;
      form.recordId = id;
      // Not all of `data`: what came from elsewhere meanwhile is known as well.
      this.known = { ...this.known, ...changes };
      this.took(draft);
    } catch (error) {
      this.setView({ problem: error, kept: this.keepCopy() });
      throw error;
    }
    this.written(data);
    if (beginning) {
      this.setView({ stored: { ...this.view.stored, id } });
      options.onChanged(beginning, 'saved');
    }
  }

  /** What was typed while it was written is in no database yet. */
  private written(data: RecordData): void {
    this.setView({ problem: undefined });
    if (JSON.stringify(this.form?.data()) !== JSON.stringify(data)) this.keepCopy();
    else removeCopy(localStorage, this.key());
  }

  private async look(): Promise<LocalRecord> {
    return this.options.local.ask({ ask: 'record', record: this.id ?? '' });
  }

  /** Something of the record changed: by this page, another tab or the server. */
  private async refresh(): Promise<void> {
    if (this.abandoned) return;
    let now: LocalRecord;
    try {
      now = await this.look();
    } catch {
      return; // no database any more; the state says so
    }
    const version = now.draft?.definition_version ?? now.record?.definition_version ?? 0;
    if (version > this.options.definitionVersion) {
      await this.upgraded(now, version);
      return;
    }
    const theirs = now.draft?.mine ?? now.record?.data;
    if (theirs) this.takeOver(theirs);
    this.took(now.draft);
    if (now.draft === null && now.record !== null) {
      const { id, number, version, updated_at: savedAt } = now.record;
      const isNews = version !== this.view.stored.version;
      this.setView({ stored: { id, number, version, savedAt } });
      if (isNews) this.options.onChanged(this.current(now), 'saved');
    }
  }

  /** The record stands in a newer version of the form: another form goes on from here. */
  private async upgraded(now: LocalRecord, version: number): Promise<void> {
    // What was typed in the last moment and is too late for this version stays as a copy, which the next form takes up.
    if (!(await this.autosave.flush()) && !isOutdated(this.view.problem)) return;
    if (this.abandoned) return;
    this.abandoned = true;
    const { entity, onChanged } = this.options;
    const id = this.id ?? '';
    const known = { ...this.current(now), definition_version: version };
    const record = await api.get<FullRecord>(`records/${entity}/${id}`).catch(() => known);
    onChanged({ ...record, ...(now.upgrade && { upgraded: now.upgrade }) }, 'upgraded');
  }

  /** Fields that changed elsewhere and were not typed into here. */
  private takeOver(theirs: RecordData): void {
    const { form } = this;
    if (!form) return;
    const news = this.answers(difference(this.known, theirs));
    const typed = difference(this.known, form.data());
    const foreign = Object.entries(news).filter(([path]) => !(path in typed));
    this.known = { ...this.known, ...Object.fromEntries(foreign) };
    if (foreign.length > 0) form.setMany(Object.fromEntries(foreign));
  }

  private took(draft: Draft | null): void {
    const before = this.view;
    this.draft = draft;
    this.show();
    const { refused } = this.view;
    if (refused.length > 0 && JSON.stringify(refused) !== JSON.stringify(before.refused)) {
      this.form?.setServerViolations(refused);
    }
  }

  /** Without what the definition works out. */
  private answers(changes: RecordData): RecordData {
    const { calculated } = this.options;
    return Object.fromEntries(
      Object.entries(changes).filter(([path]) => !calculated.includes(path)),
    );
  }

  private current(now: LocalRecord): FullRecord {
    const shown = now.seen ?? this.options.record;
    const { record, draft } = now;
    const known = shown ?? this.options.beginning(this.id ?? '', this.known);
    return {
      ...known,
      data: draft?.mine ?? record?.data ?? known.data,
      ...(record && { number: record.number, version: record.version, state: record.state }),
      ...(record && { updated_at: record.updated_at }),
    };
  }

  private keepCopy(): boolean {
    if (!this.form) return true;
    // A copy can be read by anybody; the database cannot.
    if (wasShared()) return false;
    return writeCopy(localStorage, this.key(), {
      data: this.form.data(),
      version: this.view.stored.version,
      definitionVersion: this.options.definitionVersion,
      time: new Date().toISOString(),
    });
  }

  private key(): string {
    return copyKey(this.options.userId, this.options.entity, this.id ?? 'new');
  }

  private show(): void {
    this.setView(this.seen(this.draft));
  }

  private seen(
    draft: Draft | null,
  ): Pick<KeeperView, 'status' | 'safe' | 'conflicts' | 'refused' | 'gone'> {
    const refused = draft?.violations ?? [];
    return {
      status: this.status(draft),
      safe: this.autosave.status === 'saved',
      conflicts: draft?.conflicts ?? [],
      refused: draft?.gone ? [] : refused.filter(({ code }) => code !== 'sync.conflict'),
      gone: draft?.gone ?? false,
    };
  }

  private status(draft: Draft | null): KeepStatus {
    if (this.autosave.status !== 'saved') return this.autosave.status;
    if (draft === null) return 'saved';
    if (draft.phase === 'needs_you') return 'needs_you';
    const state = this.options.local.snapshot();
    return state.state === 'ready' && isReachable(state.standing) ? 'saving' : 'waiting';
  }

  private setView(change: Partial<KeeperView>): void {
    const next = { ...this.view, ...change };
    if (JSON.stringify(next) === JSON.stringify(this.view)) return;
    this.view = next;
    this.listeners.forEach((listener) => listener());
  }
}

const isStored = (record: FullRecord | undefined): record is FullRecord =>
  record !== undefined && record.version > 0;

const isOutdated = (problem: unknown) =>
  problem instanceof LocalError && problem.violation.code === 'sync.outdated';

const isReachable = ({ link }: Standing) => link === 'idle' || link === 'busy';
