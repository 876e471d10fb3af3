/** The next of `wanted` after `last` in the given order, from the beginning again behind the end. */
export function nextAfter(
  order: readonly string[],
  wanted: ReadonlySet<string>,
  last: string | undefined,
): string | undefined {
  const from = last === undefined ? 0 : order.indexOf(last) + 1;
  return [...order.slice(from), ...order.slice(0, from)].find((path) => wanted.has(path));
}
