// Builds dist/: the TypeScript surface, the glue of Emscripten minified, and the modules. Needs the CMake target
// qudao_wasm built before, which brings the other one along.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const built = path('../../build/wasm/wasm/');
const dist = path('../dist/');

// The name of each module in the build, and of its files in the package.
const modules = { qudao_wasm: ['core', 'glue'], qudao_authoring: ['authoring', 'authoring_glue'] };

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
  for (const file of [`${wasm}.wasm`, `${glue}.js`]) {
    const bytes = readFileSync(dist + file);
    const small = brotliCompressSync(bytes).length;
    console.log(`${file}: ${bytes.length} bytes, ${small} with brotli`);
  }
}
