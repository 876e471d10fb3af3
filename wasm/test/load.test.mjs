import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { brotliCompressSync } from 'node:zlib';
import { loadCore } from '@qudao/core';
import { answers, bundleOf, context } from './support.mjs';

const bytes = readFileSync(new URL('../dist/core.wasm', import.meta.url));
const module = new WebAssembly.Module(bytes);
const works = (core) => core.evaluate('6 * 7') === 42;

test('the module is taken as bytes, compiled, or as a response of any media type', async () => {
  assert.ok(works(await loadCore()));
  assert.ok(works(await loadCore({ wasm: bytes })));
  assert.ok(works(await loadCore({ wasm: module })));
  for (const type of ['application/wasm', 'application/octet-stream']) {
    const response = new Response(bytes, { headers: { 'content-type': type } });
    assert.ok(works(await loadCore({ wasm: Promise.resolve(response) })));
  }
});

test('what cannot be loaded rejects', async () => {
  await assert.rejects(loadCore({ wasm: new Response('', { status: 404 }) }), /HTTP 404/);
  await assert.rejects(loadCore({ wasm: new Uint8Array([1, 2, 3]) }), WebAssembly.CompileError);
  const empty = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  await assert.rejects(loadCore({ wasm: empty }));
  await assert.rejects(loadCore({ wasm: Promise.reject(new Error('offline')) }), /offline/);
});

test('a worker given the compiled module answers the same to the last byte', async () => {
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: { module } });
  const [there] = await once(worker, 'message');
  await worker.terminate();
  const definition = (await loadCore()).openDefinition(bundleOf('signing'));
  const session = definition.openSession({ record: answers, context });
  const here = { valid: session.validate().valid, data: session.data() };
  assert.equal(JSON.stringify(there), JSON.stringify(here));
});

test('the module keeps to its budget on the wire', () => {
  assert.ok(brotliCompressSync(bytes).length < 150 * 1024);
});
