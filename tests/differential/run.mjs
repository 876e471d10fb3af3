// Plays seeds through both builds and compares what they answered (README.md). Run from the top folder.
//
// SEQUENCES: how many, SEED: the first. Without them: the same 100,000 in every run, and 10,000 that the commit chooses.
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { folder, run, settings } from './builds.mjs';
import { tellDifference, tellDisagreement, tellEnd } from './telling.mjs';

const perBlock = 5_000;
const mostTold = 3;
const perDefinition = 64; // seeds in a row that share a definition, kShared in sequence.h

// A commit is judged alike by everybody and every time, but each looks at ground that none before has.
function seedOfCommit() {
  const hash = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' });
  return Number.parseInt(hash.slice(0, 12), 16);
}

function chosenSeeds({ SEED, SEQUENCES }) {
  if (SEED === undefined && SEQUENCES === undefined)
    return [
      { first: 0, count: 100_000 },
      { first: seedOfCommit(), count: 10_000 },
    ];
  const chosen = {
    first: SEED === undefined ? randomInt(2 ** 47) : Number(SEED),
    count: SEQUENCES === undefined ? 100_000 : Number(SEQUENCES),
  };
  if (!Number.isSafeInteger(chosen.first) || !(chosen.count > 0))
    throw new Error('SEED and SEQUENCES are numbers');
  return [chosen];
}

function blocksOf(ranges) {
  const blocks = [];
  for (const { first, count } of ranges)
    for (let at = 0; at < count; at += perBlock)
      blocks.push({
        number: blocks.length,
        first: first + at,
        count: Math.min(perBlock, count - at),
      });
  return blocks;
}

// The first few things that are wrong in a block, told; of a definition one, as the others would say the same.
async function wrongIn({ number, first, count }, answers) {
  const ended = Object.entries(answers).find(([, answer]) => answer instanceof Error);
  if (ended) return [await tellEnd(ended[0], number, first, count, ended[1].message)];
  const told = new Map();
  const wasm = answers.wasm.lines;
  for (const [i, line] of answers.native.lines.entries()) {
    const seed = first + i;
    const definition = Math.floor(seed / perDefinition);
    if (told.size === mostTold) break;
    if (told.has(definition)) continue;
    const [digest, disagreement] = line.split('\t');
    if (disagreement) told.set(definition, await tellDisagreement(number, seed, disagreement));
    else if (digest !== wasm[i].split('\t')[0])
      told.set(definition, await tellDifference(number, seed));
  }
  return [...told.values()];
}

// As many programs at a time as there are processors; a block is compared when both builds have played it.
async function playAll(blocks, finished) {
  const work = blocks.flatMap((block) => ['native', 'wasm'].map((build) => ({ block, build })));
  const answers = new Map(blocks.map((block) => [block, {}]));
  async function worker() {
    for (let next = work.shift(); next !== undefined; next = work.shift()) {
      const { block, build } = next;
      const answer = answers.get(block);
      answer[build] = await run(build, block.number, 'play', [block.first, block.count]).catch(
        (error) => error,
      );
      if (Object.keys(answer).length < 2) continue;
      answers.delete(block);
      await finished(block, answer);
    }
  }
  const jobs = Number(process.env.QUDAO_JOBS) || availableParallelism();
  await Promise.all(Array.from({ length: jobs }, worker));
}

const began = Date.now();
const ranges = chosenSeeds(process.env);
const blocks = blocksOf(ranges);
const told = [];
const total = { sequences: 0, edits: 0, definitions: 0, refused: 0, loaded: 0 };
let [passed, failed] = [0, 0];

mkdirSync(folder, { recursive: true });
mkdirSync('build/reports', { recursive: true });
for (const { first, count } of ranges) console.log(`seeds ${first} to ${first + count - 1}`);

await playAll(blocks, async (block, answers) => {
  const wrong = told.length < mostTold ? await wrongIn(block, answers) : [];
  told.push(...wrong);
  if (answers.native instanceof Error || answers.wasm instanceof Error) return (failed += 1);
  const { summary } = answers.native;
  // A locale that is not there is passed over in silence: the program shows how it prints a number.
  const comma = /^(de|tr)/.test(settings('native', block.number).LC_ALL);
  if (summary.decimals !== (comma ? '0,5' : '0.5')) {
    wrong.push('the locale is not in force');
    told.push(wrong.at(-1));
  }
  const same = answers.native.lines.every(
    (line, i) => line === `${answers.wasm.lines[i].split('\t')[0]}\t`,
  );
  if (same && wrong.length === 0) passed += 1;
  else failed += 1;
  total.sequences += block.count;
  for (const key of ['edits', 'definitions', 'refused', 'loaded']) total[key] += summary[key];
});

const seconds = (Date.now() - began) / 1000;
const rate = Math.round(total.sequences / seconds);
const report = {
  ...total,
  judged_by_oracle: 1,
  seconds,
  sequences_per_second: rate,
  seeds: ranges,
  wrong: told,
};
writeFileSync('build/reports/differential.json', `${JSON.stringify(report, null, 2)}\n`);
for (const each of told) console.log(each);
const seeds = ranges.map(({ first, count }) => `${first} + ${count}`).join(', ');
console.log(
  `differential: ${total.sequences} sequences (seeds ${seeds}), ${total.edits} edits, ` +
    `${total.definitions} definitions, ${total.refused} broken ones refused, ` +
    `${Math.round(seconds)} s, ${rate} sequences/s`,
);
console.log(`# pass ${passed}\n# fail ${failed}`);
process.exitCode = failed === 0 ? 0 : 1;
