// Plays the worlds of ./test sim (README.md). Run from the top folder, after the program was built natively and as wasm.
//
// SEEDS: how many, SEED: the first; HOURS: go on for so long. Without them: the same 2,000 in every run, and 100 that the
// commit chooses.
import { execFile, execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const native = ['build/native/tests/sim'];
const wasm = [process.execPath, '--no-experimental-fetch', 'build/wasm/tests/sim.js'];
const perBlock = 50;
const mostWorlds = 300; // in which a protection that was taken out has to be missed
const protections = [
  'stored_verdicts',
  'one_transaction',
  'commit_before_send',
  'recognised_success',
  'dependencies',
  'merge',
  'removals',
  'start_again',
  'own_session',
  'kept_on_failure',
  'sweep',
];
const jobs = Number(process.env.QUDAO_JOBS) || availableParallelism();
const { SEED, SEEDS, HOURS } = process.env;
const chosen = SEED !== undefined || SEEDS !== undefined || HOURS !== undefined;

function play([program, ...before], words, timeout) {
  return new Promise((done) => {
    const options = { timeout, maxBuffer: 1 << 24 };
    execFile(program, [...before, ...words.map(String)], options, (error, stdout) => {
      const lines = stdout.trimEnd().split('\n');
      if (error && (error.killed || !lines.at(-1).startsWith('{')))
        return done({ ended: `${words.join(' ')}: ${error.message.slice(0, 400)}`, wrong: [] });
      return done({ summary: JSON.parse(lines.at(-1)), wrong: lines.slice(0, -1), stdout });
    });
  });
}

function* blocks(first, count) {
  for (let at = 0; at < count; at += perBlock)
    yield { first: first + at, count: Math.min(perBlock, count - at) };
}

function seedOfCommit() {
  const hash = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' });
  return Number.parseInt(hash.slice(0, 10), 16);
}

function* work() {
  if (!chosen) {
    yield* blocks(1, 2_000);
    yield* blocks(seedOfCommit(), 100);
    return;
  }
  const first = SEED === undefined ? randomInt(2 ** 40) : Number(SEED);
  const until = Date.now() + Number(HOURS ?? 0) * 3_600_000;
  const count = Number(SEEDS ?? (HOURS === undefined ? 2_000 : 0));
  console.log(`first seed: ${first}`);
  yield* blocks(first, count);
  for (let at = first + count; Date.now() < until; at += perBlock)
    yield { first: at, count: perBlock };
}

async function inParallel(items, worker) {
  const iterator = items[Symbol.iterator]();
  const one = async () => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) await worker(next.value);
  };
  await Promise.all(Array.from({ length: jobs }, one));
}

const began = Date.now();
const total = {};
const wrong = [];
let [passed, failed] = [0, 0];

await inParallel(work(), async ({ first, count }) => {
  const played = await play(native, ['play', first, count], 20_000 + 3_000 * count);
  if (played.ended) wrong.push(played.ended);
  wrong.push(...played.wrong);
  if (played.ended || played.wrong.length > 0) failed += 1;
  else passed += 1;
  for (const [name, number] of Object.entries(played.summary ?? {}))
    total[name] = (total[name] ?? 0) + number;
});
const seconds = (Date.now() - began) / 1000;

// Every protection that is taken out is missed: the simulation looks where it says it looks.
const missed = {};
if (!chosen) {
  await inParallel(protections, async (name) => {
    const words = ['find', 1, mostWorlds, 'without', name];
    const played = await play(native, words, 600_000);
    missed[name] = { worlds: played.summary?.seeds, first: played.wrong[0] };
    if (played.summary?.failed === 1) return (passed += 1);
    wrong.push(`without ${name} nothing was wrong in ${mostWorlds} worlds`);
    return (failed += 1);
  });
  // What runs in the browser is the code that was simulated.
  const [a, b] = await Promise.all(
    [native, wasm].map((program) => play(program, ['play', 1, 10], 300_000)),
  );
  if (a.stdout !== undefined && a.stdout === b.stdout) passed += 1;
  else {
    failed += 1;
    wrong.push(`native and wasm differ: ${a.stdout} ${b.stdout ?? b.ended}`);
  }
}

const lost = wrong.filter((line) => /\tlost |: lost |no verdict/.test(line)).length;
const doubled = wrong.filter((line) => /took effect|was submitted|two approved/.test(line)).length;
const report = { ...total, lost, doubled, seconds, missed, wrong: wrong.slice(0, 50) };
writeFileSync('build/reports/sim.json', `${JSON.stringify(report, null, 2)}\n`);
for (const line of wrong.slice(0, 5)) {
  const seed = line.split('\t')[0];
  console.log(/^\d+$/.test(seed) ? `${line}\n  again: SEED=${seed} SEEDS=1 ./test sim` : line);
}
console.log(
  `sim: ${total.seeds} seeds, ${total.commands} commands, ${lost} lost, ${doubled} doubled ` +
    `(${total.steps} steps, ${total.edits} edits, ${Math.round(seconds)} s)`,
);
console.log(`# pass ${passed}\n# fail ${failed}`);
process.exitCode = failed === 0 ? 0 : 1;
