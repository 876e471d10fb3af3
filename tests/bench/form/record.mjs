// Runs form_bench of both builds and notes its figures as form.core.<build>.<name>.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { figure } from '../report.mjs';

const builds = {
  native: ['build/native/tests/form_bench', []],
  wasm: [
    process.execPath,
    [
      ...(Number(process.versions.node.split('.')[0]) < 22 ? ['--no-experimental-fetch'] : []),
      'build/wasm/tests/form_bench.js',
    ],
  ],
};

for (const [build, [program, args]] of Object.entries(builds)) {
  if (!existsSync(args.at(-1) ?? program)) continue;
  for (const line of execFileSync(program, args, { encoding: 'utf8' }).trim().split('\n')) {
    const { name, value, unit } = JSON.parse(line);
    console.log(`form.core.${build}.${name} ${value} ${unit}`);
    figure(`form.core.${build}.${name}`, value, unit);
  }
}
