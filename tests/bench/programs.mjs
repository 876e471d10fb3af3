// Benches in C++, as both builds have them: runs one, answers what it measured.
import { execFileSync } from 'node:child_process';

const nodeFlags =
  Number(process.versions.node.split('.')[0]) < 22 ? ['--no-experimental-fetch'] : [];

/**
 * The figures of build/<build>/tests/<program>, by name: { value, unit }.
 * @param {'native' | 'wasm'} build
 * @param {string} program
 */
export function runProgram(build, program) {
  const path = `build/${build}/tests/${program}`;
  const [file, args] =
    build === 'native' ? [path, []] : [process.execPath, [...nodeFlags, `${path}.js`]];
  const lines = execFileSync(file, args, { encoding: 'utf8' }).trim().split('\n');
  return new Map(
    lines.map((line) => JSON.parse(line)).map(({ name, ...figure }) => [name, figure]),
  );
}

/** Median of numbers. @param {number[]} numbers */
export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
