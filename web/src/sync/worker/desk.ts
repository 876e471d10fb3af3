/** Answers what pages ask, from the database and by events for core/sync. */
import type { SyncRow } from '@qudao/core/sync';
import type { FullRecord, RecordData } from '../../api/types';
import { outboxSize, upgradeKey } from '../messages';
import type {
  ActAsk,
  Ask,
  Asks,
  Draft,
  EditAsk,
  LocalRecord,
  Outbox,
  PulledRecord,
  RefusedCommand,
  UpgradeNews,
  Verdict,
  WaitingCommand,
} from '../messages';
import { rowOf } from './database';
import type { Database } from './database';
import type { Engine } from './engine';
import type { Files } from './files';
import { list } from './list';
import { Refusal } from './refusal';
import { recordOfCommand } from './schema';

type Answers = { [Name in keyof Asks]: (ask: Asks[Name]['ask']) => unknown };

/** Numbers are keys of 12 digits: their order as texts is theirs. */
const keyOf = (seq: number) => String(seq).padStart(12, '0');

export class Desk {
  private readonly database: Database;
  private readonly engine: Engine;
  private readonly files: Files;
  private readonly hurry: () => void;
  private readonly awaited = new Map<number, () => void>();

  /** `hurry`: what waits for its next attempt need not wait longer. */
  constructor(database: Database, engine: Engine, files: Files, hurry: () => void) {
    this.database = database;
    this.engine = engine;
    this.files = files;
    this.hurry = hurry;
  }

  /** Throws Refusal or StorageError. */
  answer(ask: Ask): unknown {
    const answers: Answers = {
      edit: (ask) => this.edit(ask),
      act: (ask) => this.act(ask),
      verdict: ({ seq, within }) => this.verdict(seq, within),
      resolve: ({ record, choices }) => {
        this.take({ event: 'resolve', record, choices: choices });
        return this.draft(record);
      },
      discard: ({ record }) => this.discard(record),
      dismiss: ({ key }) => this.done(() => this.take({ event: 'dismiss', key })),
      record: ({ record }) => this.record(record),
      see: ({ records }) => this.done(() => this.database.commit(records.map(seenRow))),
      keep: ({ key, value }) => this.done(() => this.database.commit([rowOf('kept', key, value)])),
      kept: ({ key }) => this.database.get('kept', key),
      list: (ask) => list(this.database, ask),
      outbox: () => this.outbox(),
      status: () => this.engine.standing(),
      attach: ({ content, ...file }) => this.files.add(file, content, Date.now()),
      content: ({ id }) => this.files.content(id),
      hurry: () =>
        this.done(() => {
          this.take({ event: 'poked' });
          this.hurry();
        }),
      export: () =>
        this.database.clientRows().map(({ table, key, text }) => ({
          table,
          key,
          value: JSON.parse(text ?? 'null') as unknown,
        })),
    };
    return (answers[ask.ask] as (ask: Ask) => unknown)(ask);
  }

  /** Something was committed: commands that are waited for may have their verdict. */
  look(): void {
    for (const [seq, settled] of this.awaited) {
      if (this.database.get('command', keyOf(seq)) === null) settled();
    }
  }

  private edit(ask: EditAsk): Draft | null {
    const { record, entity, changes, definition_version, calculated } = ask;
    const draft = this.draft(record);
    // Names of an older version mean nothing in a newer one.
    if (draft !== null && draft.definition_version > definition_version) {
      throw new Refusal({ code: 'sync.outdated' });
    }
    const base = this.storedFor(ask);
    const data = changed(draft?.mine ?? base.stored, changes);
    const more = ask.seen && draft === null ? [seenRow(ask.seen)] : [];
    this.take(
      {
        event: 'edit',
        entity,
        record,
        data: data,
        definition_version,
        calculated,
        attachments: this.files.namedIn(JSON.stringify(data)),
        stored_version: base.stored_version,
        stored: base.stored,
        origin: (ask.origin ?? {}) as never,
      },
      more,
    );
    return this.draft(record);
  }

  /** What a first edit starts from: the record as it is here, which may be newer than what the page has; in the same words. */
  private storedFor({ record, definition_version, stored, stored_version }: EditAsk) {
    const row = this.database.get('record', record) as PulledRecord | null;
    return row?.definition_version === definition_version
      ? { stored: row.data, stored_version: row.version }
      : { stored, stored_version };
  }

  private act(ask: ActAsk): { seq: number } {
    const { name, entity, record, args, base_version, definition_version } = ask;
    // Asked again, as its owner went before it answered.
    const before = this.commandsOf(record).find((one) => isThis(one, ask));
    if (before) return { seq: before.command.seq };
    const effects = this.take({
      event: 'act',
      name,
      entity,
      record,
      args: args as never,
      attachments: this.files.namedIn(JSON.stringify(args)),
      base_version,
      definition_version,
      time: new Date().toISOString(),
    });
    // The save of what was typed before it comes first.
    const seqs = effects.writes.flatMap(({ table, key, text }) =>
      table === 'command' && text !== null ? [Number(key)] : [],
    );
    return { seq: Math.max(...seqs) };
  }

  private async verdict(seq: number, within: number): Promise<Verdict> {
    const command = this.database.get('command', keyOf(seq));
    const late = command !== null && !(await this.settled(seq, within));
    if (late) return { verdict: 'waiting' };
    const refused = this.database.get('refused', keyOf(seq)) as RefusedCommand | null;
    return refused === null
      ? { verdict: 'applied' }
      : { verdict: 'rejected', key: keyOf(seq), violations: refused.violations };
  }

  private settled(seq: number, within: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (settled: boolean) => {
        clearTimeout(timer);
        this.awaited.delete(seq);
        resolve(settled);
      };
      const timer = setTimeout(() => end(false), within);
      this.awaited.set(seq, () => end(true));
    });
  }

  private discard(record: string): null {
    const isNew = this.draft(record)?.base_version === 0;
    this.take({ event: 'discard', record });
    if (isNew) this.database.commit([rowOf('seen', record, null)]);
    return null;
  }

  private record(id: string): LocalRecord {
    return {
      record: this.database.get('record', id) as PulledRecord | null,
      seen: this.database.get('seen', id) as FullRecord | null,
      draft: this.draft(id),
      upgrade: this.database.get('kept', upgradeKey(id)) as UpgradeNews | null,
      commands: this.commandsOf(id).map(({ command }) => command.seq),
    };
  }

  private outbox(): Outbox {
    const first = `LIMIT ${outboxSize}`;
    const needing = "(value ->> 'phase') = 'needs_you' DESC, key";
    // Those that are all under way are told by their commands.
    const drafts = this.all<Draft>(
      'draft',
      `WHERE value ->> 'phase' = 'needs_you' OR key NOT IN (SELECT ${recordOfCommand} FROM command)
       ORDER BY ${needing} ${first}`,
    );
    const commands = this.all<Omit<WaitingCommand, 'key'>>('command', `ORDER BY key ${first}`);
    const refused = this.all<Omit<RefusedCommand, 'key'>>('refused', `ORDER BY key ${first}`);
    const ids = [...drafts, ...commands.map(({ command }) => command)].map(({ record }) => record);
    ids.push(...refused.map(({ command }) => command.record));
    const names: Outbox['names'] = {};
    for (const id of ids) names[id] ??= this.nameOf(id);
    return { drafts, commands, refused, names };
  }

  private nameOf(id: string): { number: string; title: string } {
    const known = (this.database.get('record', id) ?? this.database.get('seen', id)) as Pick<
      PulledRecord,
      'number' | 'title'
    > | null;
    return { number: known?.number ?? '', title: known?.title ?? '' };
  }

  private commandsOf(record: string): WaitingCommand[] {
    return this.all<Omit<WaitingCommand, 'key'>>('command', `WHERE ${recordOfCommand} = ?`, [
      record,
    ]);
  }

  private all<T>(table: 'draft' | 'command' | 'refused', which: string, parameters: string[] = []) {
    return this.database
      .rows(`SELECT key, value FROM ${table} ${which}`, parameters)
      .map(([key = '', value = '']) => ({ ...(JSON.parse(value) as T), key }));
  }

  private draft(record: string): Draft | null {
    return this.database.get('draft', record) as Draft | null;
  }

  private take(...event: Parameters<Engine['take']>) {
    const effects = this.engine.take(...event);
    if (effects.refused) throw new Refusal(effects.refused);
    return effects;
  }

  private done(work: () => unknown): null {
    work();
    return null;
  }
}

function isThis({ command }: WaitingCommand, { name, record, args }: ActAsk): boolean {
  return (
    command.name === name &&
    command.record === record &&
    JSON.stringify(command.args) === JSON.stringify(args)
  );
}

function changed(data: RecordData, changes: RecordData): RecordData {
  const all = { ...data, ...changes };
  return Object.fromEntries(Object.entries(all).filter(([, answer]) => answer !== null));
}

const seenRow = (record: FullRecord): SyncRow => rowOf('seen', record.id, record);
