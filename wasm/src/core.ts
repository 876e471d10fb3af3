import type { Bridge } from './bridge.js';
import { Definition } from './definition.js';
import { ExpressionError } from './errors.js';
import type { Bundle, Json } from './types.js';

/**
 * One loaded module. Everything opened from it shares its memory (4 MB to begin with, which grows and never shrinks). It
 * belongs to the thread that loaded it: a worker loads its own. Every call is synchronous.
 */
export class Core {
  private readonly bridge: Bridge;

  /** @internal Cores come from loadCore. */
  constructor(bridge: Bridge) {
    this.bridge = bridge;
  }

  /**
   * Compiles a form: some milliseconds for one of 82 fields. The bundle is copied; it may change or go afterwards.
   *
   * Throws DefinitionError with every issue found, nothing half-loads; RequestError for a bundle of more than 16 MiB as
   * JSON (`json.too_large`).
   */
  openDefinition(bundle: Bundle): Definition {
    return Definition.open(this.bridge, bundle);
  }

  /**
   * Reads one typed answer as a field kind that needs no definition (`mobile`, `credit_code`, `money`, `date`, …): the
   * value as it would be stored, or the code of what is wrong with it; `type` for kinds that need a definition, and for
   * those that do not exist. `zoneMinutes`, minutes east of UTC, is what a time without a zone means. Some microseconds.
   */
  checkFormat(
    kind: string,
    answer: Json,
    zoneMinutes = -new Date().getTimezoneOffset(),
  ): { value: Json } | { violation: { code: string; params: Record<string, Json> } } {
    const request = JSON.stringify({ kind, answer, zone_minutes: zoneMinutes });
    const { bridge } = this;
    return bridge.read(bridge.module.checkFormat(bridge.write(request))) as ReturnType<
      Core['checkFormat']
    >;
  }

  /**
   * Compiles a CEL expression and evaluates it once: some ten microseconds. What is asked often belongs into a definition,
   * which compiles it once. Numbers without a fraction are CEL's int, all others double.
   *
   * Throws ExpressionError when it cannot be compiled or fails; it is stopped (`cost_exceeded`) after a million operations
   * and items, so a hostile one costs milliseconds. Throws RequestError for variables of more than 1 MiB as JSON.
   */
  evaluate(expression: string, variables: Record<string, Json> = {}): Json {
    const request = JSON.stringify({ expression, variables });
    const { bridge } = this;
    const answer = bridge.read(bridge.module.evaluate(bridge.write(request))) as {
      value?: Json;
      issues?: ExpressionError['issues'];
      error?: { code: string };
    };
    if (answer.issues) throw new ExpressionError('expression.refused', answer.issues);
    if (answer.error) throw new ExpressionError(answer.error.code);
    return answer.value ?? null;
  }

  /** How many definitions and sessions are not yet disposed of: for tests that look for leaks. */
  liveHandles(): number {
    return this.bridge.module.liveHandles();
  }
}
