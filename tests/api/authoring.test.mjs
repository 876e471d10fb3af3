// For whoever writes definitions: the commands, which need no server but only files, and the check of a running one.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runProgram, startServer } from './support/server.mjs';

const packs = fileURLToPath(new URL('../../core/packs', import.meta.url));
const shipped = (/** @type {string} */ name) => join(packs, `channel-signing/${name}.json`);
const scratch = mkdtempSync(join(tmpdir(), 'qudao-authoring-'));
after(() => rmSync(scratch, { recursive: true }));

/**
 * @param {string} name
 * @param {unknown} content text, or what to write as JSON
 */
function file(name, content) {
  const path = join(scratch, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('the definitions of the product have no findings', async () => {
  for (const name of ['agent', 'signing']) {
    const { status, output } = await runProgram(['check', shipped(name)]);
    assert.deepEqual([status, output], [0, 'Nothing to report\n']);
  }
});

test('the rules of libraries and calendars are checked as definitions are', async () => {
  for (const name of ['agent', 'marketplace']) {
    const rules = join(packs, `${name}-library/library.json`);
    const { status, output } = await runProgram(['check', rules]);
    assert.deepEqual([status, output], [0, 'Nothing to report\n']);
  }
  const rules = JSON.parse(readFileSync(join(packs, 'agent-library/library.json'), 'utf8'));
  const wrong = file('library.json', {
    ...rules,
    reclaim_after: { weeks: 1 },
    colour: 1,
    pools: [],
  });
  const refused = await runProgram(['check', wrong]);
  assert.equal(refused.status, 2);
  assert.equal(
    refused.output,
    [
      '/colour: error: “colour” is not known here (definition.unknown_key)',
      'errors: 1, warnings: 0',
      '',
    ].join('\n'),
  );
  const years = { 2027: { holidays: { '2026-01-01': '元旦' }, workdays: {} } };
  const calendar = file('years.json', { id: 'cn', years });
  const { output } = await runProgram(['check', calendar, '--locale', 'zh-CN']);
  assert.match(
    output,
    /\/years\/2027\/holidays\/2026-01-01: .*不是2027年的日期：2026-01-01 \(calendar.day\)/,
  );
});

test('check names every error with its path, and the place in a rule with a caret', async () => {
  const definition = JSON.parse(readFileSync(shipped('signing'), 'utf8'));
  definition.rules[0].expression = 'staff_total >= sales_staff +';
  definition.rules[1].expression = "bank == 'x' &&\n  bnak == 'y'";
  definition.fields.bank.kind = 'txt';
  const path = file('wrong.json', definition);
  const { status, output } = await runProgram(['check', path]);
  assert.equal(status, 2);
  assert.equal(
    output,
    [
      '/fields/bank/kind: error: There is no kind of field “txt” (definition.unknown_kind)',
      '/rules/0/expression:1:29: error: The expression ends too early (cel.syntax)',
      '  staff_total >= sales_staff +',
      '                              ^',
      '/rules/1/expression:2:3: error: There is no field or variable bnak here (cel.undefined_variable)',
      "    bnak == 'y'",
      '    ^',
      'errors: 3, warnings: 0',
      '',
    ].join('\n'),
  );
  const json = await runProgram(['check', path, '--format', 'json', '--locale', 'zh-CN']);
  const report = JSON.parse(json.output);
  assert.equal(report.loads, false);
  assert.deepEqual(
    report.findings.map((/** @type {any} */ each) => [each.line, each.column]),
    [
      [undefined, undefined],
      [1, 29],
      [2, 3],
    ],
  );
  assert.equal(report.findings[1].message, '表达式不完整');
});

test('a bundle is checked as it is; dictionaries and texts are looked for beside a definition', async () => {
  const definition = JSON.parse(readFileSync(shipped('agent'), 'utf8'));
  const bundle = file('bundle.json', { definition, dictionaries: {}, texts: {} });
  const { status, output } = await runProgram(['check', bundle]);
  assert.equal(status, 2);
  assert.match(output, /definition\.unknown_dictionary/);
  const beside = await runProgram(['check', shipped('agent'), '--packs', scratch]);
  assert.equal(beside.status, 0, beside.output);
});

/** The signing with a section of two addresses, written once. @param {object} [street] */
function withAddresses(street = {}) {
  const definition = JSON.parse(readFileSync(shipped('signing'), 'utf8'));
  const which = (/** @type {string} */ zh, /** @type {string} */ en) => ({
    which: { 'zh-CN': zh, en },
  });
  definition.groups = {
    place: {
      parameters: ['which'],
      order: ['street', 'floor'],
      fields: {
        street: {
          label: { 'zh-CN': '{which}街道', en: '{which} street' },
          kind: 'text',
          ...street,
        },
        floor: {
          label: { 'zh-CN': '{which}楼层', en: '{which} floor' },
          kind: 'integer',
          relevant: 'street != null',
          constraint: [
            {
              id: 'floor_least',
              expression: 'floor >= 1',
              message: { template: 'least', with: { n: 1 } },
            },
          ],
        },
      },
    },
  };
  definition.templates = {
    least: { 'zh-CN': '{label}不能小于 {n}', en: '{label} must be at least {n}' },
  };
  definition.sections.push({
    id: 'places',
    label: { 'zh-CN': '地点', en: 'Places' },
    fields: [
      { group: 'place', prefix: 'shop_', with: which('门店', 'Shop') },
      { group: 'place', prefix: 'store_', with: which('仓库', 'Warehouse') },
    ],
  });
  return definition;
}

test('groups and templates: every command writes them out, errors name what was written', async () => {
  const path = file('reusing.json', withAddresses());
  const checked = await runProgram(['check', path, '--packs', packs]);
  assert.deepEqual([checked.status, checked.output], [0, 'Nothing to report\n']);
  const answers = file('floors.json', { store_street: '人民路', store_floor: 0 });
  const explained = await runProgram(['explain', path, answers, 'store_floor', '--packs', packs]);
  assert.match(explained.output, /store_floor >= 1/);
  const diff = await runProgram(['diff', shipped('signing'), path, '--packs', packs]);
  assert.match(diff.output, /\/fields\/shop_street.*field_added/);

  const wrong = file('reusing_wrong.json', withAddresses({ required: 'floor > 0 && nobody' }));
  const { status, output } = await runProgram(['check', wrong, '--packs', packs]);
  assert.equal(status, 2);
  assert.match(
    output,
    /^\/groups\/place\/fields\/street\/required:1:14: error: .*nobody.*\n {2}floor > 0 && nobody\n {15}\^\n/,
  );
});

test('a definition is stored as it was written; forms are sent what it comes to', async () => {
  const server = await startServer(['--demo']);
  try {
    const admin = await server.signIn('admin', 'Qudao-demo-2026');
    const { version } = (await admin.get('/api/v1/definitions/signing')).json;
    const definition = { ...withAddresses(), version: version + 1 };
    const wrong = structuredClone(definition);
    wrong.sections.at(-1).fields[0].group = 'nowhere';
    const refused = await admin.post('/api/v1/admin/definitions', { definition: wrong });
    assert.deepEqual(
      [refused.status, refused.json.violations.map((/** @type {any} */ { path }) => path)],
      [422, [`/sections/${wrong.sections.length - 1}/fields/0/group`]],
    );
    const preview = await admin.post('/api/v1/admin/definitions/preview', { definition });
    assert.equal(preview.status, 200, preview.text);
    const published = await admin.post('/api/v1/admin/definitions', { definition });
    assert.equal(published.status, 201, published.text);
    const written = await admin.get(`/api/v1/admin/definitions/signing/${version + 1}`);
    assert.deepEqual(written.json, definition);
    const sent = (await admin.get('/api/v1/definitions/signing')).json.definition;
    assert.deepEqual(
      [sent.groups, sent.templates, sent.sections.at(-1).fields],
      [undefined, undefined, ['shop_street', 'shop_floor', 'store_street', 'store_floor']],
    );
    assert.equal(sent.fields.store_floor.constraint[0].message.en, '{label} must be at least 1');
    for (const missing of ['signing/99', 'signing/x', 'nothing/1'])
      assert.equal((await admin.get(`/api/v1/admin/definitions/${missing}`)).status, 404);
  } finally {
    await server.close();
  }
});

test('what is no document is refused with the place', async () => {
  const cut = await runProgram(['check', file('cut.json', '{\n  "entity": "e",')]);
  assert.deepEqual([cut.status, /cut\.json:2:\d+: json\.syntax/.test(cut.output)], [2, true]);
  const list = await runProgram(['check', file('list.json', [])]);
  assert.deepEqual([list.status, /a document is a JSON object/.test(list.output)], [2, true]);
  assert.notEqual((await runProgram(['check', join(scratch, 'nobody.json')])).status, 0);
});

test('eval answers the value and its cost, or what is wrong and where', async () => {
  const variables = file('variables.json', { a: [1, 2, 3] });
  /** @type {[string[], string, number, string][]} */
  const rows = [
    [['1 + 2'], '', 0, '3\ncost 1 of 1000000\n'],
    [['a.map(x, x * 2)', '--variables', variables], '', 0, '[2,4,6]\ncost 10 of 1000000\n'],
    [['size(b)', '--variables', '-'], '{"b": "价格"}', 0, '2\ncost 1 of 1000000\n'],
    [
      ['1 / n', '--variables', '-'],
      '{"n": 0}',
      1,
      '1:3 divide_by_zero\n  1 / n\n    ^\ncost 1 of 1000000\n',
    ],
    [['1 +'], '', 2, '1:4 cel.syntax {"found":""}\n  1 +\n     ^\n'],
    [['a', '--variables', '-'], '[]', 2, 'qudao: -: a JSON object is needed here\n'],
    [['a', '--variables', '-'], '{', 2, 'qudao: -: json.syntax at byte 1\n'],
    [['2.0', '--format', 'json'], '', 0, '{"cost":1,"value":2.0}\n'],
  ];
  for (const [args, input, status, output] of rows) {
    assert.deepEqual(await runProgram(['eval', ...args], input), { status, output }, args[0]);
  }
});

test('check says what most likely was not meant; such a definition loads', async () => {
  const definition = JSON.parse(readFileSync(shipped('signing'), 'utf8'));
  definition.fields.bank.relevant = "signing_type == 'ZZ'";
  delete definition.fields.brands.label.en;
  const { status, output } = await runProgram([
    'check',
    file('odd.json', definition),
    '--packs',
    packs,
  ]);
  assert.equal(status, 1);
  assert.equal(
    output,
    [
      '/fields/bank/relevant:1:1: error: bank is never relevant: nobody will see it (lint.never_relevant)',
      "  signing_type == 'ZZ'",
      '  ^',
      '/fields/bank/relevant:1:17: warning: signing_type has no choice “ZZ”: they are never equal (lint.choice_unknown)',
      "  signing_type == 'ZZ'",
      '                  ^',
      '/fields/brands/label: warning: There is no text in en (lint.missing_translation)',
      'errors: 1, warnings: 2',
      '',
    ].join('\n'),
  );
});

test('a running server checks a definition with the dictionaries it has; nothing is stored', async () => {
  const server = await startServer();
  try {
    const admin = await server.administrator();
    const definition = JSON.parse(readFileSync(shipped('signing'), 'utf8'));
    const clean = await admin.post('/api/v1/admin/definitions/check', { definition });
    assert.deepEqual(clean.json, { loads: true, findings: [], summary: 'Nothing to report' });
    definition.fields.bank.readonly = true;
    definition.fields.bank.required = true;
    const odd = await admin.post('/api/v1/admin/definitions/check', { definition });
    assert.equal(odd.json.findings[0].code, 'lint.required_readonly');
    const chinese = { headers: { 'accept-language': 'zh-CN' } };
    const refused = await admin.post(
      '/api/v1/admin/definitions/check',
      { definition: {} },
      chinese,
    );
    assert.equal(refused.json.loads, false);
    const stored = await admin.get('/api/v1/definitions/signing');
    assert.equal(stored.json.definition.fields.bank.readonly, undefined);
  } finally {
    await server.close();
  }
});

test('explain says by which rule a field is as it is, and from which answers', async () => {
  const answers = file('answers.json', {
    signing_entity: 'inspur_info',
    signing_type: 'AA',
    staff_total: 10,
    sales_staff: 8,
    technical_staff: 5,
  });
  const of = (/** @type {string[]} */ ...args) =>
    runProgram(['explain', shipped('signing'), answers, ...args]);
  const staff = await of('staff_total');
  assert.equal(staff.status, 0);
  assert.match(
    staff.output,
    /^staff_total\n {2}Sales, technical .* cannot exceed .*: .* is 13, greater than “[^”]+” \(10\)\n {4}\/rules\/0\/expression: staff_total == null/,
  );
  const chinese = await of('bound_distributor', '--locale', 'zh-CN', '--format', 'json');
  const [{ field, reasons }] = JSON.parse(chinese.output);
  assert.deepEqual(
    [field, reasons[0].about, reasons[0].result],
    ['bound_distributor', 'relevant', false],
  );
  assert.match(reasons[0].text, /^“签约绑定分销商”无需填写：“签约类型”是经销商/);
  const context = file('context.json', { values: { record: { state: 'pending' } } });
  const pending = await of('bound_distributor', '--context', context, '--format', 'json');
  assert.equal(JSON.parse(pending.output)[0].reasons[0].result, true);
  const all = await of('--now', '2026-03-01T02:00:00Z');
  assert.match(all.output, /^signing_name\n/m);
  assert.doesNotMatch(all.output, /^signing_type\n/m);
});

test('explain refuses what it cannot read', async () => {
  const empty = file('empty.json', {});
  /** @type {[string[], number, RegExp][]} */
  const rows = [
    [[shipped('agent'), empty, 'nobody'], 1, /there is no field nobody/],
    [[shipped('agent'), file('no.json', '[')], 2, /json\.syntax/],
    [[shipped('agent'), empty, '--now', 'tomorrow'], 2, /tomorrow is no moment/],
    [[file('none.json', { definition: {} }), empty], 2, /is refused: see qudao check/],
  ];
  for (const [args, status, output] of rows) {
    const answer = await runProgram(['explain', ...args]);
    assert.equal(answer.status, status, answer.output);
    assert.match(answer.output, output);
  }
});

test('diff says what a new version changes, and what it does to a record', async () => {
  const old = JSON.parse(readFileSync(shipped('signing'), 'utf8'));
  const next = structuredClone(old);
  next.version += 1;
  next.fields.site = next.fields.brands;
  delete next.fields.brands;
  next.sections[2].fields = next.sections[2].fields.map((/** @type {string} */ key) =>
    key === 'brands' ? 'site' : key,
  );
  next.fields.bank.required = true;
  next.upgrades = [{ to: next.version, fields: { site: { from: 'brands' } } }];
  const path = file('next.json', next);

  const same = await runProgram(['diff', shipped('signing'), shipped('signing')]);
  assert.deepEqual([same.status, same.output], [0, '']);
  const answers = file('answers.json', { brands: 'x', staff_total: 3 });
  const { status, output } = await runProgram(['diff', shipped('signing'), path, answers]);
  assert.equal(status, 1);
  assert.equal(
    output,
    [
      '/fields/bank/required: “Bank”: required is changed (version.field_changed)',
      '/fields/site: Main brands becomes “Main brands” (site) (version.field_renamed)',
      '',
      'moved: site, from brands',
      'needs an answer: bank: Bank is required',
      '',
    ].join('\n'),
  );
  const json = await runProgram([
    ...['diff', shipped('signing'), path, answers],
    ...['--format', 'json', '--locale', 'zh-CN'],
  ]);
  assert.equal(JSON.parse(json.output).effect.counts.moved, 1);
  const refused = await runProgram([
    'diff',
    shipped('signing'),
    file('bad.json', { ...next, version: 1 }),
  ]);
  assert.equal(refused.status, 2);
});

test('a definition goes out as a workbook and comes back as it was', async () => {
  for (const name of ['agent', 'signing']) {
    const book = join(scratch, `${name}.xlsx`);
    const copy = join(scratch, `${name}-copy.json`);
    const out = await runProgram(['workbook', 'export', shipped(name), book]);
    assert.deepEqual([out.status, out.output], [0, '']);
    assert.equal(readFileSync(book).subarray(0, 2).toString(), 'PK');
    const back = await runProgram(['workbook', 'import', book, copy]);
    assert.deepEqual([back.status, back.output], [0, '']);
    assert.deepEqual(
      JSON.parse(readFileSync(copy, 'utf8')),
      JSON.parse(readFileSync(shipped(name), 'utf8')),
    );
  }
});

test('what is wrong in a workbook is said at its cell, and nothing is written', async () => {
  const definition = JSON.parse(readFileSync(shipped('signing'), 'utf8'));
  definition.fields.bank.kind = 'txt';
  definition.rules[0].expression = 'staff_total >= sales_staff +';
  const book = join(scratch, 'wrong.xlsx');
  const copy = file('kept.json', '{}');
  assert.equal(
    (await runProgram(['workbook', 'export', file('wrong-book.json', definition), book])).status,
    0,
  );
  const refused = await runProgram(['workbook', 'import', book, copy, '--locale', 'zh-CN']);
  assert.equal(refused.status, 2);
  assert.match(refused.output, /^survey!A\d+: error: .*txt.*\(definition\.unknown_kind\)$/m);
  assert.match(refused.output, /^rules!C\d+: error: .*\(cel\.syntax\)$/m);
  assert.equal(readFileSync(copy, 'utf8'), '{}');

  const none = await runProgram(['workbook', 'import', file('no.xlsx', 'no workbook'), copy]);
  assert.equal(none.status, 2);
  assert.match(
    none.output,
    /no\.xlsx: error: This is no Excel workbook \(\.xlsx\) \(xlsx\.unreadable\)/,
  );
  const unread = await runProgram(['workbook', 'export', file('no.json', '['), book]);
  assert.equal(unread.status, 2);
  assert.equal((await runProgram(['workbook', 'import', book])).status > 2, true);
});
