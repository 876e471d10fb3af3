// The package as a stranger gets it: packed, and installed into an empty folder without a connection.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));
const npm = (args, cwd) =>
  execFileSync('npm', [...args, '--silent', '--offline', '--no-audit', '--no-fund'], { cwd });

/**
 * Packs and installs. `folder` has a package.json and node_modules, `home` is the package in it, `bytes` the size of the
 * tarball; `remove` takes the folder away.
 */
export function installPackage() {
  const folder = mkdtempSync(join(tmpdir(), 'qudao-core-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    npm(['pack', '--pack-destination', folder], here);
    const tarball = join(
      folder,
      readdirSync(folder).find((name) => name.endsWith('.tgz')),
    );
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
    npm(['install', '--ignore-scripts', tarball], folder);
    const home = join(folder, 'node_modules/@qudao/core');
    return { folder, home, bytes: statSync(tarball).size, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
