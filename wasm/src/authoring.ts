/**
 * For whoever writes definitions: everything the package has for forms, the linter, and explanations of why a field is as
 * it is. A module of its own, so that pages that only fill in forms do not load it.
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
import type { Bundle, Issue, Json } from './types.js';

/** What is wrong with a definition, or most likely not what was meant. */
export interface Finding extends Omit<Issue, 'message'> {
  /** `error`: it is refused, or cannot do what it says. */
  severity: 'error' | 'warning';
  /** In the locale asked for. */
  message: string;
  /** Of a rule: its line, and a caret under the place. */
  excerpt?: string;
}

export interface Report {
  /** False: `openDefinition` would throw, the findings are the reasons. */
  loads: boolean;
  findings: Finding[];
  /** How many errors and warnings, in words. */
  summary: string;
}

/** A variable a rule reads, or one of a macro around a part of it. */
export interface Input {
  name: string;
  /** Of a field, in the locale of the session. */
  label?: string;
  value: Json;
  /** The value as a person reads it: choices by their labels. */
  shown: string;
}

/** A part of a rule that decided. */
export interface Step {
  expression: string;
  /** Null when it could not be evaluated; `error` then says why. */
  value: Json;
  error?: string;
  /** Items of the macros around it. */
  items: Input[];
  text: string;
}

export interface Reason {
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
  result: Json;
  inputs: Input[];
  steps: Step[];
  /** In the locale of the session. */
  text: string;
}

export interface Explanation {
  field: string;
  /** Relevance first, violations last. */
  reasons: Reason[];
}

/** One loaded module for authors; does what a Core does as well. */
export class Authoring extends Core {
  private readonly own: Bridge;

  /** @internal Authorings come from loadAuthoring. */
  constructor(bridge: Bridge) {
    super(bridge);
    this.own = bridge;
  }

  /** Everything there is to say about a definition. Never throws for a wrong one. */
  check(bundle: Bundle, locale = 'zh-CN'): Report {
    const module = this.own.module as EmbindAuthoring;
    const length = this.own.write(JSON.stringify({ bundle, locale }));
    const report = this.own.read(module.check(length)) as Report;
    this.own.release();
    return report;
  }

  /** Why a field is as it is. The session must come from a definition opened here. */
  explain(session: Session, field: string): Explanation {
    const module = this.own.module as EmbindAuthoring;
    return this.own.read(module.explain(session.handle, this.own.write(field))) as Explanation;
  }
}

/** Loads the module for authors, as loadCore does that for forms (`authoring.wasm` instead of `core.wasm`). */
export async function loadAuthoring(options: LoadOptions = {}): Promise<Authoring> {
  return new Authoring(await startModule(createModule, options.wasm ?? readAuthoring()));
}
