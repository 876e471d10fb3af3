// The package as a stranger gets it: what is in it, and that it works from there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { installPackage } from './installed.mjs';

let installed;
before(() => {
  installed = installPackage();
});
after(() => installed.remove());

const inPackage = (name) => readFileSync(join(installed.home, name), 'utf8');

/** Runs a program beside the package, answers what it prints. */
function run(source) {
  const { folder } = installed;
  writeFileSync(join(folder, 'use.mjs'), source);
  return execFileSync(process.execPath, ['use.mjs'], { cwd: folder, encoding: 'utf8' });
}

test('it holds what it needs and nothing else, and is small', () => {
  const { home, bytes } = installed;
  const top = ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'examples', 'package.json'];
  assert.deepEqual(readdirSync(home).sort(), top);
  const files = readdirSync(home, { recursive: true }).filter((name) =>
    statSync(join(home, name)).isFile(),
  );
  const strangers = files.filter((name) => {
    if (name.startsWith('dist/'))
      return !/^dist\/\w+(\.d\.ts|\.js|\.wasm|\.schema\.json|\.json)$/.test(name);
    if (name.startsWith('examples/'))
      return !/^examples\/[\w-]+\/[\w-]+\.(js|mjs|html|css|md)$/.test(name);
    return !top.includes(name);
  });
  assert.deepEqual(strangers, []);
  assert.ok(bytes < 560_000, `${bytes} bytes`); // 420 kB, the modules for the sync worker and for hints
});

test('every path it exports and imports is there', () => {
  const { exports, imports } = JSON.parse(inPackage('package.json'));
  const paths = (entry) =>
    typeof entry === 'string' ? [entry] : Object.values(entry).flatMap(paths);
  const missing = [exports, imports].flatMap(paths).filter((path) => {
    return !statSync(join(installed.home, path), { throwIfNoEntry: false })?.isFile();
  });
  assert.deepEqual(missing, []);
});

test('its version is semantic, and the first one released in the change log', () => {
  const { version } = JSON.parse(inPackage('package.json'));
  assert.match(version, /^\d+\.\d+\.\d+$/);
  const headings = inPackage('CHANGELOG.md').match(/^## .*$/gm);
  assert.equal(headings[0], '## [Unreleased]');
  assert.match(headings[1], /^## \[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d$/);
  assert.ok(headings[1].startsWith(`## [${version}]`), headings[1]);
});

test('it works in an empty folder, both modules of it', () => {
  const printed = run(`import { loadCore } from '@qudao/core';
    import { loadAuthoring } from '@qudao/core/authoring';
    const core = await loadCore();
    const authoring = await loadAuthoring();
    console.log(core.checkFormat('postcode', '２１５０００').value, authoring.evaluate('1 + 1'));`);
  assert.equal(printed, '215000 2\n');
});

test('the definition of its manual has no findings, and does what it says', () => {
  const bundle = JSON.parse(/```json\n([^]*?)```/.exec(inPackage('README.md'))[1]);
  const texts = JSON.parse(inPackage('dist/texts.json'));
  const printed = run(`import { loadAuthoring } from '@qudao/core/authoring';
    const bundle = ${JSON.stringify({ ...bundle, texts })};
    const authoring = await loadAuthoring();
    console.log(authoring.check(bundle, 'en').findings);
    const session = authoring.openDefinition(bundle).openSession();
    console.log(session.set('guests', '５').changed.map(({ path }) => path).join());
    console.log(session.validate().violations.map(({ message }) => message).join());`);
  assert.equal(printed, '[]\nguests,budget\n请填写日期,请填写预算\n');
});
