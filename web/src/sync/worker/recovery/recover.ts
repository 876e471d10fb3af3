/**
 * What can still be read of a local database that SQLite does not open, or not to its end: its pages are decrypted each for itself,
 * and rows are taken from where they lie (`cells.ts`), without the trees that lead to them. Works on a copy in memory; the files
 * stay as they are. Costs a second per 100 MB (123 MB of drafts: 1.2 s), and up to four times the memory of the files.
 *
 * What is lost: rows on pages that cannot be read. What was removed and lies on pages not yet written again is left out, unless the
 * first page, which knows them, is the damaged one.
 */
import type { Recovered } from '../../messages';
import { StorageError } from '../fault';
import { poolFiles } from '../pool_files';
import { loadSqlite } from '../sqlite';
import { rowsOn } from './cells';
import { copyOf } from './copy';
import { Found } from './found';
import { freePages } from './free_pages';
import { openedCopy } from './opened';
import type { Opened } from './opened';

/** Throws StorageError: there is nothing, or nothing that `key` opens. */
export async function recover(user: string, key: string): Promise<Recovered> {
  const copy = await copyOf(await poolFiles(user));
  if (copy === null) throw new StorageError('failed', 'there is none');
  return read(openedCopy(await loadSqlite(), copy, key));
}

export async function read(pages: Opened): Promise<Recovered> {
  const free = pages.isHeadless ? new Set<number>() : freePages(pages);
  const found = new Found();
  let lostPages = pages.isHeadless ? 1 : 0;
  for (let number = 1; number <= pages.count; number += 1) {
    if (free.has(number)) continue;
    if (isLost(pages.read(number))) lostPages += 1;
    for (const row of rowsOn(pages, number)) if (row) found.take(row);
  }
  pages.close();
  return { ...(await found.all()), lostPages };
}

/** A file that was cut off goes on with zeros. */
const isLost = (page: Uint8Array | null) => page?.every((byte) => byte === 0) ?? true;
