import type { Bridge } from './bridge.js';
import { Definition } from './definition.js';
import { ExpressionError } from './errors.js';
import type { Bundle, Json } from './types.js';

/** One loaded module. Everything opened from it shares its memory; use it from the thread that loaded it. */
export class Core {
  private readonly bridge: Bridge;

  /** @internal Cores come from loadCore. */
  constructor(bridge: Bridge) {
    this.bridge = bridge;
  }

  /** Compiles a form. Throws DefinitionError with every issue found; nothing half-loads. */
  openDefinition(bundle: Bundle): Definition {
    return Definition.open(this.bridge, bundle);
  }

  /**
   * Reads one typed answer as a field kind that needs no definition (`mobile`, `credit_code`, `money`, `date`, …): the
   * value as it would be stored, or the code of what is wrong with it.
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

  /** Evaluates a CEL expression. Throws ExpressionError when it cannot be compiled or fails. */
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
