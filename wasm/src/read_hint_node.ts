/** The module of hints beside this file, read from the disk: node. */
import { readFile } from 'node:fs/promises';

export function readHint(): Promise<BufferSource> {
  return readFile(new URL('./hint.wasm', import.meta.url));
}
