// The two builds of the program (main.cpp), each run under settings of its own: neither locale nor time zone may matter.
import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';

export const folder = 'build/differential';

const programs = {
  native: ['build/native/tests/differential'],
  wasm: [process.execPath, '--no-experimental-fetch', 'build/wasm/tests/differential.js'],
};

// German and Turkish write 0,5; Turkish has letters of its own for i and I. Made by the suite from Debian's sources.
export const locales = ['C.UTF-8', 'de_DE.UTF-8', 'tr_TR.UTF-8', 'zh_CN.UTF-8'];
const zones = ['UTC', 'America/New_York', 'Asia/Shanghai', 'Pacific/Apia', 'Asia/Kathmandu'];

// Different ones for the builds, and for every block.
export function settings(build, block) {
  const shift = build === 'wasm' ? 1 : 0;
  return {
    LC_ALL: locales[(block + shift) % locales.length],
    TZ: zones[(block + shift) % zones.length],
    LOCPATH: `${process.cwd()}/${folder}/locales`,
  };
}

// Runs `verb` with its numbers; answers the lines, without the summary, and the summary.
export async function run(build, block, verb, numbers) {
  const [program, ...before] = programs[build];
  const out = `${folder}/${build}-${verb}-${numbers.join('-')}.txt`;
  const judged = build === 'native' ? ['judged'] : [];
  const env = { ...process.env, ...settings(build, block) };
  const [, count = 1] = numbers;
  const options = { env, timeout: 60_000 + 50 * count }; // ms, some fifty times what it takes
  const failure = await new Promise((done) => {
    execFile(program, [...before, verb, ...numbers.map(String), out, ...judged], options, done);
  });
  if (failure)
    throw new Error(
      `${build} ${failure.killed ? 'came to no end' : 'ended'}: ${failure.message.slice(0, 400)}`,
    );
  const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
  rmSync(out);
  return { lines: lines.slice(0, -1), summary: JSON.parse(lines.at(-1)) };
}
