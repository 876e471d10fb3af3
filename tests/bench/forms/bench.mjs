// The same signing form in @qudao/core, survey-core and @formio/core, in one run of node: one changed answer, a whole
// validation without and with the designed errors, and the way from a definition to a form. Before anything is measured every
// engine must report exactly the designed errors.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { figure } from '../report.mjs';
import { formioEngine } from './formio.mjs';
import { measure } from './measure.mjs';
import { qudaoEngine } from './qudao.mjs';
import { surveyEngine } from './surveyjs.mjs';

const read = (path) =>
  JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));
const pack = (name) => read(`core/packs/${name}`);
const dictionaries = {
  ...pack('channel-signing/dictionaries.json'),
  ...pack('channel-signing/region-sample.json'),
};
const definition = pack('channel-signing/signing.json');
const bundle = { definition, dictionaries, texts: pack('texts.json') };
const example = read('tests/bench/form/signing_example.json');
const { partner, settings } = example.context.values;
const context = {
  now: '2026-03-01T02:00:00Z',
  zone_minutes: 480,
  locale: 'en',
  lookups_complete: true,
  ...example.context,
};

// Two faults more than the core's own bench has: a document is missing, and a fax is not one.
const faults = {
  ...example.faults,
  attachments: example.record.attachments.slice(0, 1),
  consignee_fax: 'none',
};
const right = example.record;
const wrong = Object.fromEntries(
  Object.entries({ ...right, ...faults }).filter(([, value]) => value !== null),
);
const designed = Object.keys(faults).sort();

const shared = { dictionaries, settings, partner };
const qudao = await qudaoEngine(bundle, context);
const peers = [surveyEngine(definition, shared), formioEngine(definition, shared)];

for (const engine of [qudao, ...peers]) {
  for (const [record, expected] of [
    [right, []],
    [wrong, designed],
    [right, []],
  ]) {
    engine.load(record);
    engine.validate();
    assert.deepEqual(
      engine.faults().sort(),
      expected,
      `${engine.name} reports the designed errors`,
    );
  }
}

const changes = {
  changed_text: (engine) => (turn) => engine.set('general_manager', `name ${turn % 100}`),
  changed_number_in_sum: (engine) => (turn) => engine.set('sales_staff', turn % 10),
  changed_cascade: (engine) => (turn) =>
    engine.set('signing_entity', turn % 2 ? 'inspur_info' : 'inspur_state_grid'),
};
const works = {
  ...Object.fromEntries(
    Object.entries(changes).map(([name, work]) => [name, { record: right, work }]),
  ),
  validate_valid: { record: right, work: (engine) => () => engine.validate() },
  [`validate_${designed.length}_errors`]: {
    record: wrong,
    work: (engine) => () => engine.validate(),
  },
  open_definition: { record: right, work: (engine) => engine.open },
};

for (const [name, { record, work }] of Object.entries(works)) {
  const time = (engine) => {
    engine.load(record);
    return measure(work(engine));
  };
  const own = time(qudao);
  for (const peer of peers) {
    if (name === 'open_definition' && !peer.open) continue; // Form.io interprets its JSON each time
    const theirs = time(peer);
    const { ratio } = figure(
      `form.wasm.${name}.${peer.name.split(' ')[0].replace(/^@/, '')}`,
      own,
      'µs',
      peer.name,
      theirs,
    );
    console.log(
      `${name}: ${own.toFixed(2)} µs, ${peer.name} ${theirs.toFixed(0)} µs, ${ratio} times`,
    );
  }
}
