import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { loadCore } from '@qudao/core';
import { answers, bundleOf, context } from './support.mjs';

// The memory of the module is not part of the surface: this watches the instance being made.
async function loadWatched() {
  const bytes = readFileSync(new URL('../dist/core.wasm', import.meta.url));
  const { instantiate } = WebAssembly;
  let memory;
  WebAssembly.instantiate = async (...given) => {
    const instance = await instantiate.apply(WebAssembly, given);
    memory = Object.values(instance.exports).find((each) => each instanceof WebAssembly.Memory);
    return instance;
  };
  try {
    const core = await loadCore({ wasm: new WebAssembly.Module(bytes) });
    return { core, bytes: () => memory.buffer.byteLength };
  } finally {
    WebAssembly.instantiate = instantiate;
  }
}

function fillOne(definition) {
  const session = definition.openSession({ record: answers, context });
  session.set('signing_entity', 'inspur_software');
  session.set('general_manager_mobile', 'no number');
  session.validate();
  session.states();
  session.dispose();
}

test('a thousand sessions leak nothing', async () => {
  const { core, bytes } = await loadWatched();
  const definition = core.openDefinition(bundleOf('signing'));
  for (let n = 0; n < 20; n += 1) fillOne(definition);
  const settled = bytes();
  for (let n = 0; n < 1000; n += 1) fillOne(definition);
  assert.equal(core.liveHandles(), 1);
  assert.equal(bytes(), settled);
  definition.dispose();
  assert.equal(core.liveHandles(), 0);
});

test('definitions, refused ones among them, leak nothing', async () => {
  const { core, bytes } = await loadWatched();
  const wrong = bundleOf('signing');
  wrong.definition.fields.bank.relevant = 'nobody';
  const openBoth = () => {
    core.openDefinition(bundleOf('signing')).dispose();
    assert.throws(() => core.openDefinition(wrong));
  };
  for (let n = 0; n < 10; n += 1) openBoth();
  const settled = bytes();
  for (let n = 0; n < 100; n += 1) openBoth();
  assert.equal(core.liveHandles(), 0);
  assert.equal(bytes(), settled);
});

test('a forgotten session is freed by the garbage collector', async () => {
  const core = await loadCore();
  const definition = core.openDefinition(bundleOf('agent'));
  (() => {
    for (let n = 0; n < 50; n += 1) definition.openSession();
  })();
  assert.equal(core.liveHandles(), 51);
  for (let n = 0; n < 50 && core.liveHandles() > 1; n += 1) {
    globalThis.gc();
    await pause(10);
  }
  assert.equal(core.liveHandles(), 1);
  definition.dispose();
});
