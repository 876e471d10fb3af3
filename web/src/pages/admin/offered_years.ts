/** Years an administrator can tick: last year to two ahead, and whatever is open already. */
export function offeredYears(open: readonly number[], now: number): number[] {
  const years = new Set([...open, now - 1, now, now + 1, now + 2]);
  return [...years].sort((a, b) => a - b);
}
