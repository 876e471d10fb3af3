/**
 * Whether a company is probably somebody's already, without a connection. The server sends a hint, a filter that companies cannot
 * be read out of, and the words company names are made of; what is typed is read as the server reads it.
 *
 * ```ts
 * import { loadHints } from '@qudao/core/hint';
 *
 * const hints = await loadHints();
 * const hint = hints.open({ lexicon, hint, words }); // of GET /lexicon, and of GET /libraries/{library}/hint
 * hint.ask({ name: '上海瑞丽服装厂', mobile: ['13800138000'] }); // { name: true, number: false, registration: false }
 * ```
 *
 * What was there when the hint was built is always found; what is not there is said to be in about one of a hundred cases. The
 * check of the server decides.
 */
import { readHint } from '#read-hint';
import type { Bridge } from './bridge.js';
import type createCore from './glue.js';
import { Handle } from './handle.js';
import createModule, { type EmbindCompanyHint, type EmbindHint } from './hint_glue.js';
import type { LoadOptions } from './load.js';
import { startModule } from './start.js';
import type { Json } from './types.js';

/** What the server sent. */
export interface HintSource {
  /** As text. */
  lexicon: string;
  /** As base64. */
  hint: string;
  /** The organisation's own words, with the hint; null: none. */
  words?: Json;
}

/** Which of what is typed is probably there. */
export interface HintAnswer {
  /** By the name, whatever its place and legal form. */
  name: boolean;
  /** By a telephone number. */
  number: boolean;
  /** By its registration. */
  registration: boolean;
}

/** What was wrong: `hint.lexicon`, `hint.damaged`, `hint.words`, `request.malformed`. */
export class HintError extends Error {
  /** Stable. */
  readonly code: string;

  /** @internal Thrown by Hints.open and CompanyHint.ask. */
  constructor(code: string) {
    super(code);
    this.name = 'HintError';
    this.code = code;
  }
}

/** One hint. Dispose of it when another one has come. */
export class CompanyHint extends Handle<EmbindCompanyHint> {
  private readonly bridge: Bridge;

  /** @internal Comes from Hints.open. */
  constructor(bridge: Bridge, handle: EmbindCompanyHint) {
    super(handle);
    this.bridge = bridge;
  }

  /** Some microseconds. Of any of a company's fields. */
  ask(data: Record<string, Json>): HintAnswer {
    const ok = this.handle.ask(this.bridge.write(JSON.stringify(data)));
    const answer: unknown = JSON.parse(this.bridge.readText());
    if (!ok) throw new HintError((answer as { code: string }).code);
    return answer as HintAnswer;
  }
}

/** The loaded module. */
export class Hints {
  private readonly bridge: Bridge;

  /** @internal Comes from loadHints. */
  constructor(bridge: Bridge) {
    this.bridge = bridge;
  }

  /** Some tens of milliseconds, for the lexicon. Throws HintError. */
  open(source: HintSource): CompanyHint {
    const module = this.bridge.module as EmbindHint;
    const handle = module.CompanyHint.open(this.bridge.write(JSON.stringify(source)));
    if (!handle) throw new HintError((JSON.parse(this.bridge.readText()) as { code: string }).code);
    this.bridge.release();
    return new CompanyHint(this.bridge, handle);
  }
}

/** Loads the module (`hint.wasm`), as loadCore does that for forms: the same needs, the same errors. */
export async function loadHints(options: LoadOptions = {}): Promise<Hints> {
  const create = createModule as unknown as typeof createCore;
  return new Hints(await startModule(create, options.wasm ?? readHint()));
}
