// What the browser loads, in bytes after brotli at its highest level: core.wasm, everything of the app, the sign-in page.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { figure } from '../report.mjs';

const kilobytes = (path) =>
  brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
    .length / 1000;

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (/\.(js|css|html|wasm|woff2|svg|json)$/.test(entry.name)) yield path;
  }
}

const files = [...filesBelow('web/dist')];
const wasm = files.filter((path) => path.endsWith('.wasm'));
if (wasm.length !== 1) throw new Error(`expected one core.wasm in web/dist, found ${wasm.length}`);
figure('size.core_wasm', kilobytes(wasm[0]), 'kB brotli');
figure(
  'size.web_app',
  files.reduce((sum, path) => sum + kilobytes(path), 0),
  'kB brotli',
);
