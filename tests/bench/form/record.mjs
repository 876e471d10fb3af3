// Runs form_bench of both builds and notes its figures as form.core.<build>.<name>. The native validation, rules and all, stands
// beside ajv's generated code for the shape alone; both take turns.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { loadCore } from '../../../wasm/dist/index.js';
import { ajvShape } from '../forms/ajv.mjs';
import { measure } from '../forms/measure.mjs';
import { median, runProgram } from '../programs.mjs';
import { figure } from '../report.mjs';

const turns = 3;
const read = (path) =>
  JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));
const { record, faults, context } = read('tests/bench/form/signing_example.json');
const definition = read('core/packs/channel-signing/signing.json');
const dictionaries = {
  ...read('core/packs/channel-signing/dictionaries.json'),
  ...read('core/packs/channel-signing/region-sample.json'),
};

// Both look at every field: ajv gets what is calculated as well.
const core = await loadCore();
const right = core
  .openDefinition({ definition, dictionaries, texts: read('core/packs/texts.json') })
  .openSession({ record, context: { ...context, now: '2026-01-02T00:00:00Z' } })
  .submission();
const wrong = Object.fromEntries(
  Object.entries({ ...right, ...faults }).filter(([, value]) => value !== null),
);

const shape = ajvShape(definition, { dictionaries, settings: context.values.settings });
assert.ok(shape.validate(right), JSON.stringify(shape.validate.errors));
assert.ok(!shape.validate(wrong));
// What only a rule can know it does not see.
const unseen = Object.keys(faults).filter((key) => !shape.faults().includes(key));
console.log(`${shape.name} sees all faults but ${unseen.join(', ')}`);
assert.ok(unseen.length <= Object.keys(faults).length / 4);

const samples = new Map();
const note = (name, value) => samples.set(name, [...(samples.get(name) ?? []), value]);
for (let turn = 0; turn < turns; turn += 1) {
  for (const [name, { value }] of runProgram('native', 'form_bench')) note(`native.${name}`, value);
  const effort = { batches: 21, milliseconds: 3, warmUp: turn === 0 ? 20 : 2 };
  note(
    'ajv.validate_valid',
    measure(() => shape.validate(right), effort),
  );
  note(
    'ajv.validate_20_errors',
    measure(() => shape.validate(wrong), effort),
  );
}
for (const [name, { value }] of runProgram('wasm', 'form_bench')) note(`wasm.${name}`, value);

for (const [name, values] of samples) {
  const [build, work] = name.split('.');
  if (build === 'ajv') continue;
  const theirs = samples.get(`ajv.${work}`);
  const peer = build === 'native' && theirs ? [shape.name, median(theirs)] : [];
  const { value, peer_value: there } = figure(`form.core.${name}`, median(values), 'µs', ...peer);
  console.log(`form.core.${name} ${value} µs${there ? `, ${shape.name} ${there} µs` : ''}`);
}
