// Builds dist/: the TypeScript surface, the glue of Emscripten minified, the modules, all of the surface in one file for
// pages without a bundler, and what whoever writes definitions needs. Needs the CMake target qudao_modules built before, which
// brings the other one along.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const built = path('../../build/wasm/wasm/');
const dist = path('../dist/');

// The name of each module in the build, and of its files in the package.
const modules = {
  qudao_wasm: ['core', 'glue'],
  qudao_authoring: ['authoring', 'authoring_glue'],
  qudao_sync: ['sync', 'sync_glue'],
  qudao_hint: ['hint', 'hint_glue'],
};

for (const name of Object.keys(modules)) {
  if (existsSync(`${built}${name}.wasm`)) continue;
  throw new Error(`build/wasm has no ${name}: cmake --preset wasm && ninja -C build/wasm ${name}`);
}
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
execFileSync(process.execPath, [path('../node_modules/typescript/bin/tsc'), '-p', path('..')], {
  stdio: 'inherit',
});
for (const [name, [wasm, glue]] of Object.entries(modules)) {
  await build({
    entryPoints: [`${built}${name}.js`],
    outfile: `${dist}${glue}.js`,
    format: 'esm',
    target: 'es2022',
    minify: true,
  });
  cpSync(`${built}${name}.wasm`, `${dist}${wasm}.wasm`);
  // The declarations of the surface name those of the glue.
  cpSync(path(`../src/${glue}.d.ts`), `${dist}${glue}.d.ts`);
  for (const file of [`${wasm}.wasm`, `${glue}.js`]) {
    const bytes = readFileSync(dist + file);
    const small = brotliCompressSync(bytes).length;
    console.log(`${file}: ${bytes.length} bytes, ${small} with brotli`);
  }
}

await build({
  entryPoints: [`${dist}index.js`],
  outfile: `${dist}browser.js`,
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  minify: true,
});
writeFileSync(`${dist}browser.d.ts`, "export * from './index.js';\n");
cpSync(path('../../core/form/definition.schema.json'), `${dist}definition.schema.json`);
cpSync(path('../../core/packs/texts.json'), `${dist}texts.json`);
cpSync(path('../../LICENSE'), path('../LICENSE'));
