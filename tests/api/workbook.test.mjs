// Definitions as Excel workbooks: out, changed in some cells, and in again as a preview of what would be published. What is
// wrong is said with its cell, nothing is stored, and nobody but an administrator takes part.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { people, startDemo } from './support/demo.mjs';
import { cellAt, cellsOf, unzip, withCells, workbookType, zip } from './support/workbook.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {import('./support/client.mjs').Client} */
let admin;
/** @type {any} as written */
let first;
/** @type {Buffer} */
let exported;

const definitions = '/api/v1/admin/definitions';
const folder = () => join(server.data, 'workbooks');

/** @param {Buffer | string} body @param {Record<string, string>} [headers] */
const send = (body, headers = {}) =>
  admin.send('POST', `${definitions}/workbook`, {
    body,
    headers: { 'content-type': workbookType, ...headers },
  });

const version = () => cellAt(exported, 'settings', ['key', 'version'], 'value');

before(async () => {
  server = await startDemo();
  ({ admin } = await people(server, ['admin']));
  first = (await admin.get(`${definitions}/signing/1`)).json;
  exported = (await admin.get(`${definitions}/signing/1/workbook`)).bytes;
});
after(() => server.close());

test('36: every cell of a workbook is a text and none a formula, whatever it begins with', async () => {
  const begin = ['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://x","y")', '\t=1', '=cmd|x!A0'];
  const odd = structuredClone((await admin.get(`${definitions}/agent/1`)).json);
  const keys = Object.keys(odd.fields).slice(0, begin.length);
  keys.forEach((key, i) => (odd.fields[key].label = { 'zh-CN': begin[i], en: begin[i] }));
  odd.version = 2;
  const published = await admin.post(definitions, { definition: odd });
  assert.equal(published.status, 201, published.text);
  const answer = await admin.get(`${definitions}/agent/2/workbook`);
  assert.equal(answer.status, 200, answer.text);
  const cells = [...cellsOf(answer.bytes).values()];
  assert.ok(cells.length > 100, `${cells.length} cells`);
  const strange = cells.filter(({ type, xml }) => type !== 's' && xml.includes('<v>'));
  assert.deepEqual(strange, []);
  for (const text of begin)
    assert.ok(
      cells.some((cell) => cell.text === text),
      text,
    );
  for (const [name, part] of unzip(answer.bytes)) {
    assert.doesNotMatch(part, /<f[ >/]|<externalLink|<hyperlink|ddeLink/, name);
  }
});

test('exported: a file to save, with the version as it was written, and nothing stays behind', async () => {
  const answer = await admin.get(`${definitions}/signing/1/workbook`);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers['content-type'], workbookType);
  assert.equal(
    answer.headers['content-disposition'],
    "attachment; filename*=UTF-8''signing-1.xlsx",
  );
  assert.match(answer.headers['content-security-policy'] ?? '', /^sandbox/);
  assert.equal(answer.headers['cache-control'], 'private, no-cache');
  assert.deepEqual(readdirSync(folder()), []);
  for (const path of ['signing/2', 'nobody/1', 'signing/x', 'signing/0']) {
    assert.equal((await admin.get(`${definitions}/${path}/workbook`)).status, 404, path);
  }
});

test('imported with some cells changed: the preview of what would be published, and it can be', async () => {
  const label = cellAt(exported, 'survey', ['name', 'signing_name'], 'label::zh-CN');
  const sent = withCells(exported, { [version()]: '2', [label]: '=签约名称' });
  const answer = await send(sent);
  assert.equal(answer.status, 200, answer.text);
  const { definition, ...preview } = answer.json;
  const wanted = structuredClone(first);
  wanted.version = 2;
  wanted.fields.signing_name.label['zh-CN'] = '=签约名称';
  assert.deepEqual(definition, wanted);
  const same = await admin.post(`${definitions}/preview`, { definition: wanted });
  assert.deepEqual(preview, same.json);
  assert.deepEqual(
    preview.changes.map((/** @type {any} */ each) => each.path),
    ['/fields/signing_name/label'],
  );
  // Nothing is stored by it.
  assert.equal((await admin.get('/api/v1/definitions/signing')).json.version, 1);
  const published = await admin.post(definitions, { definition });
  assert.equal(published.status, 201, published.text);
  assert.deepEqual((await admin.get(`${definitions}/signing/2`)).json, wanted);
  const entries = (await admin.get('/api/v1/admin/audit?page_size=5')).json.items;
  assert.equal(entries[0].action, 'definition.publish');
});

test('what is wrong is said with its cell, in the language asked for', async () => {
  const rule = cellAt(exported, 'survey', ['name', 'website'], 'calculate');
  const kind = cellAt(exported, 'survey', ['name', 'signing_name'], 'type');
  const wrong = withCells(exported, {
    [version()]: '3',
    [kind]: 'texts',
    [rule]: 'partner.website &&',
  });
  for (const [language, message] of [
    ['zh-CN', '没有字段类型“texts”'],
    ['en', 'There is no kind of field “texts”'],
  ]) {
    const answer = await send(wrong, { 'accept-language': language });
    assert.deepEqual([answer.status, answer.json.code], [422, 'definition.invalid'], answer.text);
    const about = answer.json.violations.find((/** @type {any} */ each) => each.cell === kind);
    assert.equal(about?.message, message, answer.text);
    assert.equal(about.code, 'definition.unknown_kind');
    const [sheet, column, row] = /^(\w+)!([A-Z]+)(\d+)$/.exec(kind)?.slice(1) ?? [];
    assert.deepEqual(about.place, { sheet, row: Number(row), column, heading: 'type' });
    // As a person walks through the sheet, whatever the order in the definition.
    const rows = answer.json.violations.map((/** @type {any} */ each) => each.place.row ?? 0);
    assert.ok(rows.length > 1);
    assert.deepEqual(
      rows,
      [...rows].sort((a, b) => a - b),
    );
    const told = answer.json.violations.find((/** @type {any} */ each) => each.cell === rule);
    assert.match(told?.excerpt, / &&\n +\^/, answer.text);
  }
  const name = cellAt(exported, 'survey', ['name', 'signing_name'], 'name');
  const twice = await send(withCells(exported, { [name]: 'brands' }));
  assert.deepEqual([twice.status, twice.json.code], [422, 'workbook.invalid']);
  assert.ok(
    twice.json.violations.some(
      (/** @type {any} */ each) =>
        each.code === 'workbook.name_twice' && /^survey!B\d+$/.test(each.cell) && each.message,
    ),
    twice.text,
  );
  // What is missing is missing on a sheet.
  const label = ['zh-CN', 'en'].map((locale, i) => [
    cellAt(exported, 'settings', ['key', `label::${locale}`], 'key'),
    `odd::${i}`,
  ]);
  const unnamed = withCells(exported, { [version()]: '3', ...Object.fromEntries(label) });
  const missing = (await send(unnamed)).json.violations?.find(
    (/** @type {any} */ each) => each.code === 'definition.missing_key',
  );
  assert.deepEqual(missing?.place, { sheet: 'settings' });
  const late = await send(exported);
  assert.deepEqual(
    [late.status, late.json.code, late.json.version],
    [409, 'record.version_conflict', 2],
  );
});

test('what is odd is said with its cell as well', async () => {
  const required = cellAt(exported, 'survey', ['name', 'signing_name'], 'required');
  const answer = await send(withCells(exported, { [version()]: '3', [required]: '1 == 1' }));
  assert.equal(answer.status, 200, answer.text);
  const finding = answer.json.check.findings.find(
    (/** @type {any} */ each) => each.cell === required,
  );
  assert.equal(finding?.severity, 'warning', answer.text);
});

test('what is no workbook, or too much of one, is refused and changes nothing', async () => {
  const refused = async (
    /** @type {Buffer | string} */ body,
    /** @type {Record<string, string>} */ headers = {},
  ) => {
    const { status, json } = await send(body, headers);
    return `${status} ${json.code}`;
  };
  assert.equal(await refused('hello'), '422 xlsx.unreadable');
  assert.equal(await refused(''), '422 xlsx.unreadable');
  assert.equal(await refused(exported.subarray(0, 5_000)), '422 xlsx.unreadable');
  assert.equal(await refused(zip([['a.txt', 'x']])), '422 xlsx.unreadable');
  const parts = unzip(exported);
  const survey = parts.get('xl/worksheets/sheet2.xml') ?? '';
  const damaged = new Map(parts).set('xl/worksheets/sheet2.xml', survey.slice(0, -20));
  assert.equal(await refused(zip(damaged)), '422 xlsx.xml');
  const entities = new Map(parts).set(
    'xl/sharedStrings.xml',
    '<!DOCTYPE a [<!ENTITY b "c">]><sst><si><t>&b;</t></si></sst>',
  );
  assert.equal(await refused(zip(entities)), '422 xlsx.xml');
  // A gigabyte in a megabyte: broken off on the way.
  const bomb = Buffer.alloc(200_000_000, ' ');
  const packed = new Map([...parts].map(([name, part]) => [name, Buffer.from(part)]));
  packed.set('xl/sharedStrings.xml', deflateRawSync(bomb, { level: 1 }));
  assert.equal(
    await refused(
      zip(packed, {
        deflated: { name: 'xl/sharedStrings.xml', size: bomb.length, crc: crc32(bomb) },
      }),
    ),
    '413 xlsx.too_large',
  );
  assert.equal(await refused(Buffer.alloc(5_000_000)), '413 request.too_large');
  assert.equal(
    await refused(exported, { 'content-type': 'application/json' }),
    '415 request.media_type',
  );
  assert.equal(await refused(exported, { 'content-type': '' }), '415 request.media_type');
  assert.equal(await refused(exported, { 'x-qudao-request': '' }), '403 request.cross_site');
  assert.equal((await admin.get('/api/v1/definitions/signing')).json.version, 2);
  assert.deepEqual(readdirSync(folder()), []);
});

test('many at once: each is answered, or told to come back', async () => {
  const sent = withCells(exported, { [version()]: '3' });
  const answers = await Promise.all(
    Array.from({ length: 16 }, (_, i) =>
      i % 2 ? send(sent) : admin.get(`${definitions}/signing/1/workbook`),
    ),
  );
  for (const { status, headers } of answers) {
    assert.ok(status === 200 || (status === 503 && headers['retry-after'] === '1'), `${status}`);
  }
  assert.ok(answers.some(({ status }) => status === 200));
  assert.deepEqual(readdirSync(folder()), []);
});

test('what a crash left goes with a start, what another process is writing stays', async () => {
  await server.stop();
  mkdirSync(folder(), { recursive: true });
  for (const [name, age] of /** @type {const} */ ([
    ['old', 2 * 3600],
    ['young', 60],
  ])) {
    writeFileSync(join(folder(), name), 'PK');
    const then = Date.now() / 1000 - age;
    utimesSync(join(folder(), name), then, then);
  }
  await server.start();
  assert.deepEqual(readdirSync(folder()), ['young']);
});
