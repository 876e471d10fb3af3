// What went wrong, for a person: the seed, the first step at which it shows, and how to play it again.
import { writeFileSync } from 'node:fs';
import { folder, run } from './builds.mjs';

const around = 240;

const again = (seed) => `  again: SEED=${seed} SEQUENCES=1 ./test differential`;

// The step before line `at` that somebody took: an edit, the record, the definition.
function stepBefore(lines, at) {
  const steps = ['edit', 'record', 'opened with', 'expression', 'broken definition', 'definition'];
  for (let i = at; i >= 0; i -= 1) {
    const [what, text = ''] = lines[i].split('\t');
    if (steps.includes(what)) return `${what} ${text.slice(0, 2 * around)}`;
  }
  return 'the start';
}

function excerpt(line = '', at) {
  const from = Math.max(0, at - around);
  return `${from > 0 ? '…' : ''}${line.slice(from, at + around)}`;
}

function firstDifference(a = '', b = '') {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

async function tell(build, block, seed) {
  const { lines } = await run(build, block, 'tell', [seed]);
  const file = `${folder}/seed-${seed}-${build}.txt`;
  writeFileSync(file, lines.join('\n'));
  return { lines, file };
}

export async function tellDifference(block, seed) {
  const native = await tell('native', block, seed);
  const wasm = await tell('wasm', block, seed);
  const at = native.lines.findIndex((line, i) => line !== wasm.lines[i]);
  if (at < 0) return `seed ${seed}: the digests differ, told again they do not\n${again(seed)}`;
  const place = firstDifference(native.lines[at], wasm.lines[at]);
  return [
    `seed ${seed}: native and wasm differ`,
    `  after:  ${stepBefore(native.lines, at)}`,
    `  native: ${excerpt(native.lines[at], place)}`,
    `  wasm:   ${excerpt(wasm.lines[at], place)}`,
    `  whole:  diff ${native.file} ${wasm.file}`,
    again(seed),
  ].join('\n');
}

export async function tellDisagreement(block, seed, what) {
  const { lines, file } = await tell('native', block, seed);
  // Told, a sequence ends with the step that went wrong, and what it has answered in the end.
  const last = lines.findLastIndex((line) => line.startsWith('edit\t'));
  return [
    `seed ${seed}: ${what.slice(0, 8 * around)}`,
    `  after:  ${stepBefore(lines, last < 0 ? lines.length - 1 : last)}`,
    `  whole:  ${file}`,
    again(seed),
  ].join('\n');
}

// A program that ended has told nothing: which seed it was is found by halves.
export async function tellEnd(build, block, first, count, message) {
  const ends = (numbers) =>
    run(build, block, 'play', numbers).then(
      () => false,
      () => true,
    );
  let [from, left] = [first, count];
  while (left > 1) {
    const half = Math.floor(left / 2);
    if (await ends([from, half])) {
      left = half;
    } else {
      from += half;
      left -= half;
    }
  }
  return `seed ${from}: ${message}\n${again(from)}`;
}
