/** The module of the sync worker beside this file, read from the disk: node. */
import { readFile } from 'node:fs/promises';

export function readSync(): Promise<BufferSource> {
  return readFile(new URL('./sync.wasm', import.meta.url));
}
