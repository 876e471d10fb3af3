/**
 * For whoever writes definitions, and for what is asked now and then: everything the package has for forms, the linter,
 * explanations of why a field is as it is, and what becomes of a record when its definition gets a new version. A module of
 * its own, so that pages that only fill in forms do not load it.
 *
 * ```ts
 * import { loadAuthoring } from '@qudao/core/authoring';
 *
 * const authoring = await loadAuthoring();
 * const { loads, findings } = authoring.check(bundle, 'en');
 * for (const { path, severity, message } of findings) console.log(path, severity, message);
 * ```
 */
import { readAuthoring } from '#read-authoring';
import createModule, { type EmbindAuthoring } from './authoring_glue.js';
import type { Bridge } from './bridge.js';
import { Core } from './core.js';
import type { LoadOptions } from './load.js';
import { startModule } from './start.js';
import type { Session } from './session.js';
import { Definition } from './definition.js';
import { DefinitionError } from './errors.js';
import type { Bundle, Issue, Json, RecordData, Texts } from './types.js';

/** What is wrong with a definition, or most likely not what was meant. */
export interface Finding extends Omit<Issue, 'message'> {
  /** `error`: it is refused, or cannot do what it says. */
  severity: 'error' | 'warning';
  /** In the locale asked for. */
  message: string;
  /** Of a rule: its line, and a caret under the place. */
  excerpt?: string;
}

/** Everything there is to say about a definition. */
export interface Report {
  /** False: `openDefinition` would throw, the findings are the reasons. */
  loads: boolean;
  /** In the order of the definition. */
  findings: Finding[];
  /** How many errors and warnings, in words. */
  summary: string;
}

/** A variable a rule reads, or one of a macro around a part of it. */
export interface Input {
  /** As the rule names it. */
  name: string;
  /** Of a field, in the locale of the session. */
  label?: string;
  /** What the rule saw. */
  value: Json;
  /** The value as a person reads it: choices by their labels. */
  shown: string;
}

/** A part of a rule that decided. */
export interface Step {
  /** Its words in the rule. */
  expression: string;
  /** Null when it could not be evaluated; `error` then says why. */
  value: Json;
  /** Code of what failed, e.g. `divide_by_zero`. */
  error?: string;
  /** Items of the macros around it. */
  items: Input[];
  /** The same in words, in the locale of the session. */
  text: string;
}

/** A choice that is not offered now. */
export interface MissingChoice {
  /** Of the item. */
  code: Json;
  /** In the locale of the session. */
  label: string;
  /** What the filter found in it; none when it is no longer in use. */
  steps: Step[];
  /** The same in words. */
  text: string;
}

/** Why one thing about a field is as it is. */
export interface Reason {
  /** What it explains. */
  about:
    | 'relevant'
    | 'required'
    | 'readonly'
    | 'calculate'
    | 'default'
    | 'choices'
    | 'waits'
    | 'violation';
  /** Of the violation. */
  code?: string;
  /** Its id, or `<field>.<key>`; absent when no rule decides: a literal, a limit of the field. */
  rule?: string;
  /** JSON pointer into the definition. */
  path: string;
  /** Of the rule. */
  expression?: string;
  /** What the rule answered. */
  result: Json;
  /** What it read, and what it found there. */
  inputs: Input[];
  /** The parts of it that decided. */
  steps: Step[];
  /** Of `choices`: those that are not offered, the first hundred; absent when there are none. */
  missing?: MissingChoice[];
  /** In the locale of the session. */
  text: string;
}

/** Why a field is as it is. */
export interface Explanation {
  /** Key of the field. */
  field: string;
  /** Relevance first, violations last. */
  reasons: Reason[];
}

/** What became of an answer: same field; renamed, split or joined; its choice replaced; asked again; no field takes it. */
export type Fate = 'kept' | 'moved' | 'recoded' | 'restored' | 'aside';

/** An answer whose field a newer version of the definition no longer has. Kept with the record, so that none is lost. */
export interface AsideAnswer {
  /** Its key then. */
  field: string;
  /** Its label then. */
  label: Texts;
  /** Why no field takes it. */
  reason: 'removed' | 'calculated' | 'choice_removed' | 'replaced' | 'failed';
  /** The answer. */
  value: Json;
  /** The version of the definition it was given under. */
  version: number;
}

/** A record as a newer version of its definition holds it. */
export interface Upgraded {
  /** The answers by field of the newer version. */
  data: RecordData;
  /** Those no field takes, with those that were aside before; newest last. */
  aside: AsideAnswer[];
  /** Every answer that did not stay where it was; `from` names the fields it comes from. */
  moved: {
    fate: Exclude<Fate, 'kept'>;
    field: string;
    from: string[];
    reason?: AsideAnswer['reason'];
  }[];
}

/** One loaded module for authors; does what a Core does as well. */
export class Authoring extends Core {
  private readonly own: Bridge;

  /** @internal Authorings come from loadAuthoring. */
  constructor(bridge: Bridge) {
    super(bridge);
    this.own = bridge;
  }

  /**
   * As Core.openDefinition, for a definition as its author wrote it: groups and templates are written out first, and issues
   * name the places as written.
   */
  override openDefinition(bundle: Bundle): Definition {
    const module = this.own.module as EmbindAuthoring;
    return Definition.open(this.own, bundle, (length) => module.openWritten(length));
  }

  /**
   * The bundle with the groups and templates of its definition written out, as `loadCore` needs it. One that has none comes
   * back as it is. Throws DefinitionError with every issue found, RequestError for more than 16 MiB as JSON. About a
   * millisecond.
   */
  expand(bundle: Bundle): Bundle {
    const module = this.own.module as EmbindAuthoring;
    const length = this.own.write(JSON.stringify(bundle.definition ?? null));
    const answer = this.own.read(module.expand(length)) as { definition?: Json; issues?: Issue[] };
    this.own.release();
    if (answer.issues) throw new DefinitionError(answer.issues);
    return { ...bundle, definition: answer.definition };
  }

  /**
   * Everything there is to say about a definition, in `locale` (`zh-CN` or `en`). Never throws for a wrong one;
   * RequestError for one that is larger than 16 MiB as JSON. Cost: that of `openDefinition`, and some milliseconds.
   */
  check(bundle: Bundle, locale = 'zh-CN'): Report {
    const module = this.own.module as EmbindAuthoring;
    const length = this.own.write(JSON.stringify({ bundle, locale }));
    const report = this.own.read(module.check(length)) as Report;
    this.own.release();
    return report;
  }

  /**
   * Why a field is as it is. The session must come from a definition opened here; an unknown field has no reasons. Some
   * tenths of a millisecond.
   */
  explain(session: Session, field: string): Explanation {
    const module = this.own.module as EmbindAuthoring;
    return this.own.read(module.explain(session.handle, this.own.write(field))) as Explanation;
  }

  /**
   * A record filled in under the version `older`, as the version `newer` of the same form holds it: answers follow the
   * renames, splits and replaced choices `newer` declares in `upgrades`; none is lost. The same data when `older` is not
   * older. Both must have been opened here. About a tenth of a millisecond. Throws RequestError for data that is no object
   * (`request.malformed`).
   */
  upgrade(
    older: Definition,
    newer: Definition,
    record: { data: RecordData; aside?: readonly AsideAnswer[] },
  ): Upgraded {
    const module = this.own.module as EmbindAuthoring;
    const length = this.own.write(JSON.stringify(record));
    return this.own.read(module.upgrade(older.handle, newer.handle, length)) as Upgraded;
  }
}

/**
 * Loads the module for authors, as loadCore does that for forms (`authoring.wasm` instead of `core.wasm`): the same needs,
 * the same errors.
 */
export async function loadAuthoring(options: LoadOptions = {}): Promise<Authoring> {
  return new Authoring(await startModule(createModule, options.wasm ?? readAuthoring()));
}
