/** What a page says to the worker; the answer comes through the port. */
export type Message =
  /** Which build are you? → its id */
  | { ask: 'build' }
  /** The person pressed "update": take over from the version before. */
  | { ask: 'take_over' }
  /** A tab of another build may be gone: remove what nobody runs any more. */
  | { ask: 'sweep' };

export function isMessage(data: unknown): data is Message {
  const asked = (data as { ask?: unknown } | null)?.ask;
  return asked === 'build' || asked === 'take_over' || asked === 'sweep';
}
