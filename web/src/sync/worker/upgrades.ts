/**
 * Drafts of an older version of a form, brought to the one the record came under: the rules for that are loaded only then.
 */
import type { Bundle, Definition } from '@qudao/core';
import type { Authoring } from '@qudao/core/authoring';
import type { RecordData, Violation } from '../../api/types';
import { calculatedIn } from '../../form/model/definition';
import type { Bundle as FormBundle } from '../../form/model/definition';
import { upgradeKey } from '../messages';
import type { Draft } from '../messages';
import { rowOf } from './database';
import type { Database } from './database';
import type { Engine } from './engine';

type Take = (event: Parameters<Engine['take']>[0]) => void;
type Load = (entity: string, version: number) => Promise<Bundle>;

interface KeptDraft extends Draft {
  theirs: RecordData | null;
  theirs_definition: number;
}

export class Upgrades {
  private readonly database: Database;
  private readonly load: Load;
  private readonly take: Take;
  private loading: Promise<Authoring> | undefined;

  constructor(database: Database, load: Load, take: Take) {
    this.database = database;
    this.load = load;
    this.take = take;
  }

  /** What cannot be loaded now comes up again with the next pull or start. */
  async run(records: readonly string[]): Promise<void> {
    for (const record of records) {
      try {
        await this.upgrade(record);
      } catch (error) {
        console.warn('upgrade of a draft', record, error);
      }
    }
  }

  private async upgrade(record: string): Promise<void> {
    const draft = this.database.get('draft', record) as KeptDraft | null;
    if (draft === null) return;
    const { entity, definition_version: mine, theirs_definition: theirs } = draft;
    const newest = Math.max(mine, theirs);
    const load = (version: number) => this.load(entity, version);
    const [authoring, ofMine, ofTheirs, ofNewest] = await Promise.all([
      this.module(),
      load(mine),
      load(theirs),
      load(newest),
    ]);
    const opened: Definition[] = [];
    const open = (bundle: Bundle) => {
      const definition = authoring.openDefinition(bundle);
      opened.push(definition);
      return definition;
    };
    try {
      const to = open(ofNewest);
      const [fromMine, fromTheirs] = [open(ofMine), open(ofTheirs)];
      const carried = (data: RecordData, from: Definition) =>
        authoring.upgrade(from, to, { data }).data as never;
      const { data, moved } = authoring.upgrade(fromMine, to, { data: draft.mine });
      const news = { from: mine, moved, needs_answer: askedAnew(to, data, ofMine) };
      this.database.commit([rowOf('kept', upgradeKey(record), news)]);
      this.take({
        event: 'upgraded',
        record,
        definition_version: newest,
        calculated: calculatedIn({ bundle: ofNewest as FormBundle }),
        base: carried(draft.base, fromMine),
        mine: data,
        theirs: carried(draft.theirs ?? {}, fromTheirs),
      });
    } finally {
      opened.forEach((definition) => definition.dispose());
    }
  }

  private module(): Promise<Authoring> {
    this.loading ??= import('@qudao/core/authoring').then(({ loadAuthoring }) => loadAuthoring());
    this.loading.catch(() => (this.loading = undefined));
    return this.loading;
  }
}

/** Answers that are missing where the older version did not ask. */
function askedAnew(to: Definition, record: unknown, { definition }: Bundle): Violation[] {
  const { fields } = definition as { fields: Record<string, unknown> };
  const session = to.openSession({ record: record as never });
  try {
    const { violations } = session.validate() as { violations: Violation[] };
    return violations.filter(({ code, path }) => code === 'required' && !(path in fields));
  } finally {
    session.dispose();
  }
}
