/** The module beside this file, read from the disk: node. */
import { readFile } from 'node:fs/promises';

export function readModule(): Promise<BufferSource> {
  return readFile(new URL('./core.wasm', import.meta.url));
}
