/** Pages of a SQLite file that hold nothing any more (sqlite.org/fileformat2.html, 1.5): what is read on them was removed once. */
import type { Pages } from './cells';

/** As many as are known: a chain that is broken ends there. */
export function freePages(pages: Pages): Set<number> {
  const free = new Set<number>();
  let next = wordsOf(pages, 1).at(8) ?? 0;
  while (next !== 0 && !free.has(next)) {
    free.add(next);
    const [following = 0, count = 0, ...leaves] = wordsOf(pages, next);
    leaves.slice(0, count).forEach((leaf) => free.add(leaf));
    next = following;
  }
  return free;
}

/** Of four bytes each. */
function wordsOf(pages: Pages, number: number): number[] {
  const page = pages.read(number);
  if (page === null) return [];
  const view = new DataView(page.buffer, page.byteOffset, pages.usable);
  return Array.from({ length: pages.usable / 4 }, (_, at) => view.getUint32(4 * at));
}
