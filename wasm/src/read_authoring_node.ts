/** The module for authors beside this file, read from the disk: node. */
import { readFile } from 'node:fs/promises';

export function readAuthoring(): Promise<BufferSource> {
  return readFile(new URL('./authoring.wasm', import.meta.url));
}
