// Forms of 90, 500 and 2,000 fields in @qudao/core, survey-core and @formio/core, in one run of node: one changed answer in the
// middle of the form, which three or four fields depend on, and a whole validation. Before anything is measured every engine must
// report exactly the designed errors. The engines take turns, and each figure is the median of its turns.
import assert from 'node:assert/strict';
import { median } from '../programs.mjs';
import { figure } from '../report.mjs';
import { designedOf, groupOf, growingBundle, growingFaults, growingRecord } from './growing.mjs';
import { growingFormio } from './growing_formio.mjs';
import { growingSurvey } from './growing_surveyjs.mjs';
import { measure } from './measure.mjs';
import { qudaoEngine } from './qudao.mjs';

// The largest form without the peers, which would take a minute to be checked and measured there.
const sizes = { 90: [growingSurvey, growingFormio], 500: [growingSurvey, growingFormio], 2000: [] };
const turns = 3;

function wrongOf(groups) {
  const all = { ...growingRecord(groups), ...growingFaults(groups) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

function check(engine, groups) {
  for (const [record, expected] of [
    [growingRecord(groups), []],
    [wrongOf(groups), designedOf(groups)],
    [growingRecord(groups), []],
  ]) {
    engine.load(record);
    engine.validate();
    assert.deepEqual(engine.faults().sort(), expected, engine.name);
  }
}

const worksOf = (groups) => {
  const key = groupOf(Math.floor(groups / 2));
  return {
    changed_text: (engine) => (turn) => engine.set(key.name, `Name ${turn % 100}`),
    changed_sum: (engine) => (turn) => engine.set(key.amount_2, 400 + (turn % 10)),
    changed_choice: (engine) => (turn) => engine.set(key.city, turn % 2 ? 'c1a1' : 'c1a2'),
    validate: (engine) => () => engine.validate(),
  };
};

/** @param {string} name @param {{ name: string }[]} engines @param {number[]} times ours first */
function report(name, [, ...peers], [here, ...theirs]) {
  figure(name, here, 'µs');
  const shown = peers.map((peer, at) => {
    const short = peer.name.split(' ')[0].replace(/^@/, '');
    const { ratio } = figure(`${name}.${short}`, here, 'µs', peer.name, theirs[at]);
    return `; ${peer.name} ${theirs[at].toFixed(0)} µs, ${ratio} times`;
  });
  console.log(`${name}: ${here.toFixed(2)} µs${shown.join('')}`);
}

for (const [size, peers] of Object.entries(sizes)) {
  const groups = Number(size) / 10;
  const moment = { now: '2026-03-01T02:00:00Z', locale: 'en' };
  const own = await qudaoEngine(growingBundle(groups), moment);
  const engines = [own, ...peers.map((open) => open(groups))];
  for (const engine of engines) check(engine, groups);
  for (const [work, doing] of Object.entries(worksOf(groups))) {
    const times = engines.map(() => []);
    for (const engine of engines) engine.load(growingRecord(groups));
    for (let turn = 0; turn < turns; turn += 1) {
      for (const [at, engine] of engines.entries()) {
        const effort =
          at === 0 ? { batches: 15, milliseconds: 4 } : { batches: 3, milliseconds: 20 };
        times[at].push(measure(doing(engine), { ...effort, warmUp: turn === 0 ? 2 : 0 }));
      }
    }
    report(`form.wasm.${size}_fields.${work}`, engines, times.map(median));
  }
}
