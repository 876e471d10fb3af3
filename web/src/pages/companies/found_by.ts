/** Which of the searches a match came from, by the codes of its reasons. */
const searches = [
  ['name', /^match\.(name|trade_name)\.(equal|contained|homophones?|near|description)/],
  ['number', /^match\.phone\./],
  ['code', /^match\.registration\.equal/],
  ['domain', /^match\.domain\./],
] as const;

export type Search = (typeof searches)[number][0];

export function foundBy(reasons: readonly { code: string; points: number }[]): Search[] {
  // What decides by itself has no points.
  const found = reasons.filter(({ points }) => points >= 0);
  return searches.flatMap(([search, codes]) =>
    found.some(({ code }) => codes.test(code)) ? [search] : [],
  );
}
