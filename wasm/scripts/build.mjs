// Builds dist/: the TypeScript surface, the glue of Emscripten minified, and the module. Needs the CMake target
// qudao_wasm built before.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const built = path('../../build/wasm/wasm/');
const dist = path('../dist/');

if (!existsSync(`${built}qudao_wasm.wasm`)) {
  throw new Error(
    'build/wasm has no qudao_wasm: cmake --preset wasm && ninja -C build/wasm qudao_wasm',
  );
}
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
execFileSync(process.execPath, [path('../node_modules/typescript/bin/tsc'), '-p', path('..')], {
  stdio: 'inherit',
});
await build({
  entryPoints: [`${built}qudao_wasm.js`],
  outfile: `${dist}glue.js`,
  format: 'esm',
  target: 'es2022',
  minify: true,
});
cpSync(`${built}qudao_wasm.wasm`, `${dist}core.wasm`);

for (const file of ['core.wasm', 'glue.js']) {
  const bytes = readFileSync(dist + file);
  const small = brotliCompressSync(bytes).length;
  console.log(`${file}: ${bytes.length} bytes, ${small} with brotli`);
}
