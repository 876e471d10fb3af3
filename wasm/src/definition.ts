import { requestError, type Bridge } from './bridge.js';
import { DefinitionError } from './errors.js';
import type { EmbindDefinition } from './glue.js';
import { Handle } from './handle.js';
import { Session } from './session.js';
import type {
  ApprovalRequest,
  Bundle,
  DefinitionInfo,
  FormContext,
  Issue,
  Json,
  RecordData,
  SessionOptions,
  Upcoming,
} from './types.js';

/**
 * A compiled form. Compile it once (some milliseconds), open as many sessions as needed; sessions stay valid after
 * their definition was disposed of. Every method throws Error after `dispose`.
 */
export class Definition extends Handle<EmbindDefinition> {
  private readonly bridge: Bridge;

  /** @internal Definitions come from Core.openDefinition. */
  static open(
    bridge: Bridge,
    bundle: Bundle,
    compile = (length: number) => bridge.module.Definition.open(length),
  ): Definition {
    const handle = compile(bridge.write(JSON.stringify(bundle)));
    const answer = handle ? {} : (bridge.read(true) as { issues?: Issue[] });
    bridge.release();
    if (handle) return new Definition(bridge, handle);
    throw answer.issues ? new DefinitionError(answer.issues) : requestError(answer);
  }

  private constructor(bridge: Bridge, handle: EmbindDefinition) {
    super(handle);
    this.bridge = bridge;
  }

  /**
   * Opens a record of this form, or a new one: some tenths of a millisecond. Throws RequestError for a record that is no
   * object (`request.malformed`), a moment that is none, or more than 16 MiB as JSON.
   */
  openSession(options: SessionOptions = {}): Session {
    const { record = {}, context = {}, mode = 'edit', editable = [] } = options;
    const request = { record, context: filledIn(context), mode, editable };
    const length = this.bridge.write(JSON.stringify(request));
    const handle = this.handle.openSession(length);
    if (!handle) throw requestError(this.bridge.read(true));
    return new Session(this.bridge, handle);
  }

  /** Entity, version and fields. */
  info(): DefinitionInfo {
    return this.bridge.read(this.handle.info()) as DefinitionInfo;
  }

  /**
   * The levels of approval still to come, the current one first; none once approved. Throws RequestError for a request
   * without its parts (`case.malformed`, `context.malformed`).
   */
  outlook(request: ApprovalRequest): Upcoming[] {
    const length = this.bridge.write(JSON.stringify(request));
    return this.bridge.read(this.handle.outlook(length)) as Upcoming[];
  }

  /**
   * The record a new year starts from, and which fields were taken over from the last one: all but what is calculated or
   * says `"carry_over": false`.
   */
  carryOver(lastRecord: RecordData): { record: RecordData; fields: string[] } {
    const length = this.bridge.write(JSON.stringify(lastRecord));
    return this.bridge.read(this.handle.carryOver(length)) as {
      record: RecordData;
      fields: string[];
    };
  }

  /**
   * The text of a code with its parameters filled in. A locale without one falls back to `zh-CN`, then to the code itself.
   */
  text(code: string, params: Record<string, Json>, locale: string): string {
    const length = this.bridge.write(JSON.stringify({ code, params, locale }));
    return this.bridge.read(this.handle.text(length)) as string;
  }
}

function filledIn(context: FormContext): FormContext {
  const now = context.now ?? new Date();
  const moment = typeof now === 'string' ? now : now.toISOString();
  const zone = context.zone_minutes ?? -new Date(moment).getTimezoneOffset();
  return { locale: 'zh-CN', values: {}, lookups: {}, ...context, now: moment, zone_minutes: zone };
}
