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
