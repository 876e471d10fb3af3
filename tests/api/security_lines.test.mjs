// The table of the README: every line of the security checklist has a test, and every test it names exists.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startServer } from './support/server.mjs';
import { workbookType } from './support/workbook.mjs';

const top = fileURLToPath(new URL('../../', import.meta.url));
const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');

/** @type {import('./support/server.mjs').Server} */
let server;
before(async () => {
  server = await startServer();
});
after(() => server.close());

/** Rows of the table: {line, file, name}. */
const rows = [...readme.matchAll(/^\| (\d+) +\|.*`([\w/.]+)`: (.+?) +\|$/gm)].map(
  ([, line, file, name]) => ({ line: Number(line), file, name }),
);

// 23 and 28 are about work without a connection.
const later = [23, 28];
const expected = Array.from({ length: 39 }, (_, i) => i + 1).filter((n) => !later.includes(n));

test('every line of the checklist has a test', () => {
  const covered = new Set(rows.map(({ line }) => line));
  assert.deepEqual(
    expected.filter((line) => !covered.has(line)),
    [],
  );
});

test('every test that the table names exists', () => {
  const missing = rows.filter(({ file, name }) => {
    const source = readFileSync(top + file, 'utf8');
    return !source.includes(`'${name}'`) && !source.includes(`"${name}"`);
  });
  assert.deepEqual(missing, []);
});

test('36: no other answer is a spreadsheet than those whose cells are tested', () => {
  // What would be opened by a spreadsheet has to be all text: whoever adds an export tests that, and names it here.
  const types = (server.contract?.operations() ?? []).flatMap(({ path, operation }) =>
    Object.values(operation.responses).flatMap((response) =>
      Object.keys(response.content ?? {}).map((type) => `${path} ${type}`),
    ),
  );
  assert.ok(types.some((type) => type.endsWith(' application/json')));
  assert.deepEqual(types.filter((type) => /csv|excel|spreadsheet/.test(type)).sort(), [
    `/api/v1/admin/definitions/{entity}/{version}/workbook ${workbookType}`,
    ...['export', 'imports/{import_id}/refused'].flatMap((path) =>
      [workbookType, 'text/csv'].map((type) => `/api/v1/libraries/{library}/${path} ${type}`),
    ),
  ]);
});
