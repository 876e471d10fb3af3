// The package as a stranger gets it: packed, unpacked into an empty folder, used from there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));

test('the packed package works in an empty folder, and holds no sources of ours', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qudao-core-'));
  try {
    execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: here });
    const home = join(folder, 'node_modules/@qudao/core');
    mkdirSync(home, { recursive: true });
    const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    execFileSync('tar', ['-xzf', join(folder, tarball), '-C', home, '--strip-components=1']);
    assert.deepEqual(readdirSync(home).sort(), ['README.md', 'dist', 'package.json']);

    const program = `import { loadCore } from '@qudao/core';
      const core = await loadCore();
      console.log(core.checkFormat('postcode', '２１５０００').value, core.evaluate('1 + 1'));`;
    writeFileSync(join(folder, 'use.mjs'), program);
    const printed = execFileSync(process.execPath, ['use.mjs'], { cwd: folder, encoding: 'utf8' });
    assert.equal(printed, '215000 2\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
