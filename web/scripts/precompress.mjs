// Puts <file>.br and <file>.gz beside every built file that shrinks, so the server never
// compresses while it answers. Prints the sizes by kind: what a first visitor has to load.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const dist = path.resolve(import.meta.dirname, '../dist');
const compressible = /\.(js|css|html|json|svg|wasm|txt|map|webmanifest)$/;
const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/** @type {Map<string, number>} */
const totals = new Map();
const entries = await readdir(dist, { recursive: true, withFileTypes: true });
for (const entry of entries) {
  if (!entry.isFile() || !compressible.test(entry.name)) continue;
  const file = path.join(entry.parentPath, entry.name);
  const bytes = await readFile(file);
  const br = await brotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  const gz = await deflate(bytes, { level: 9 });
  if (br.length < bytes.length) await writeFile(`${file}.br`, br);
  if (gz.length < bytes.length) await writeFile(`${file}.gz`, gz);
  const kind = path.extname(entry.name).slice(1);
  totals.set(kind, (totals.get(kind) ?? 0) + br.length);
}
const line = [...totals].map(([kind, size]) => `${kind} ${(size / 1024).toFixed(1)} KB`).join(', ');
console.log(`brotli: ${line}`);
