/** 2007, 2008, 2010 → "2007–2008", "2010". */
export function spans(years: readonly number[]): string[] {
  const out: [number, number][] = [];
  for (const year of years) {
    const last = out.at(-1);
    if (last?.[1] === year - 1) last[1] = year;
    else out.push([year, year]);
  }
  return out.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
}

/** The official days of a year are told in the autumn before it; deadlines of its first days are worked out in its last. */
const october = 9;

/** The year whose working days ought to be known by now and are not. */
export function missingYear(years: readonly number[], today: Date): number | undefined {
  const year = today.getFullYear();
  if (!years.includes(year)) return year;
  return today.getMonth() >= october && !years.includes(year + 1) ? year + 1 : undefined;
}
