import type { Bridge } from './bridge.js';
import type { EmbindSession } from './glue.js';
import { Handle } from './handle.js';
import type {
  ActionState,
  ApprovalRequest,
  Changes,
  Command,
  Decision,
  FieldState,
  Json,
  RecordData,
  Validation,
  Violation,
} from './types.js';

/**
 * One person's view of one record: takes answers and says what changed.
 *
 * Wrong answers are violations in the answer, never exceptions; methods throw RequestError only for calls that make no
 * sense (`json.syntax` for undefined, `json.too_large` for more than 1 MiB), and Error after `dispose`. Costs with a form of
 * 82 fields, the reading of the answer included: `set` some microseconds, `validate` some tens.
 */
export class Session extends Handle<EmbindSession> {
  private readonly bridge: Bridge;

  /** @internal Sessions come from Definition.openSession. */
  constructor(bridge: Bridge, handle: EmbindSession) {
    super(handle);
    this.bridge = bridge;
  }

  /**
   * Answers one field (null empties it) and recomputes what depends on it, and nothing else. Typed texts are read as the
   * field's kind: `"１,２００"` is a number, `"138 1234 5678"` a mobile number; what cannot be read is kept as typed, with a
   * violation. An unknown or read-only field comes back in `refused`.
   *
   * Of a repeat: `lines/0/amount` answers a cell; `lines/2` puts a row there (`{}` or answers by key; one behind the last
   * adds a row) or, with null, takes it out, the rows behind it moving up; `lines` takes all rows as a list.
   */
  set(path: string, answer: Json): Changes {
    const length = this.bridge.write(`${path}\n${JSON.stringify(answer)}`);
    return this.bridge.read(this.handle.set(length)) as Changes;
  }

  /**
   * Answers several fields; what depends on them is recomputed once, after all of them. Paths are taken in the order of their
   * UTF-8 bytes, which counts when rows come and go.
   */
  setMany(answers: RecordData): Changes {
    const length = this.bridge.write(JSON.stringify(answers));
    return this.bridge.read(this.handle.setMany(length)) as Changes;
  }

  /** A row of a look-up became known: rules can now read its attributes. Costs what depends on fields that name it. */
  provide(entity: string, id: string, attributes: Record<string, Json>): Changes {
    const length = this.bridge.write(JSON.stringify({ entity, id, attributes }));
    return this.bridge.read(this.handle.provide(length)) as Changes;
  }

  /** One field; null when the definition has none of that key. */
  state(path: string): FieldState | null {
    return this.bridge.read(this.handle.state(this.bridge.write(path))) as FieldState | null;
  }

  /** All fields in display order. */
  states(): FieldState[] {
    return this.bridge.read(this.handle.states()) as FieldState[];
  }

  /** What is stored: every answer, also of fields not relevant now, and calculated values. A draft is saved from it. */
  data(): RecordData {
    return this.bridge.read(this.handle.data()) as RecordData;
  }

  /** What is sent: relevant answers and calculated values only. */
  submission(): RecordData {
    return this.bridge.read(this.handle.submission()) as RecordData;
  }

  /** Checks every field again: kinds, limits, required, constraints, rules. */
  validate(): Validation {
    return this.bridge.read(this.handle.validate()) as Validation;
  }

  /**
   * What the actor may do with this record now, and what is in the way of the rest: one entry per action. Throws
   * RequestError for a request without its parts (`case.malformed`, `context.malformed`).
   */
  actions(request: ApprovalRequest): ActionState[] {
    const length = this.bridge.write(JSON.stringify(request));
    return this.bridge.read(this.handle.actions(length)) as ActionState[];
  }

  /**
   * What a command would do at `now` (RFC 3339), or why it is refused. Stores nothing. Throws RequestError as `actions`
   * does, and for an action that does not exist (`request.malformed`).
   */
  decide(
    request: ApprovalRequest & { command: Command; now: string },
  ): { decision: Decision } | { violations: Violation[] } {
    const length = this.bridge.write(JSON.stringify(request));
    const answer = this.bridge.read(this.handle.decide(length));
    return answer as { decision: Decision } | { violations: Violation[] };
  }
}
