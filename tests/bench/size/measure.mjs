// What the browser loads, in bytes after brotli at its highest level: core.wasm, everything of the app. What a form loads only
// when somebody asks "why?" (the module of explanations and its glue) is a figure of its own.
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

const sum = (paths) => paths.reduce((total, path) => total + kilobytes(path), 0);

const files = [...filesBelow('web/dist')];
const named = (name) => files.filter((path) => new RegExp(`/${name}-[^/]+\\.wasm$`).test(path));
if (named('core').length !== 1) throw new Error('expected one core.wasm in web/dist');
// The module's glue is in the one script that names it.
const explanations = files.filter(
  (path) =>
    named('authoring').includes(path) ||
    (path.endsWith('.js') && /authoring-[\w-]+\.wasm/.test(readFileSync(path, 'utf8'))),
);
figure('size.core_wasm', kilobytes(named('core')[0]), 'kB brotli');
figure('size.web_app', sum(files.filter((path) => !explanations.includes(path))), 'kB brotli');
figure('size.explanations', sum(explanations), 'kB brotli');
