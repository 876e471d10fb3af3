// The commands for whoever writes definitions: no server, only files.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runProgram } from './support/server.mjs';

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
    [['a', '--variables', '-'], '[]', 2, 'qudao: -: variables are a JSON object\n'],
    [['a', '--variables', '-'], '{', 2, 'qudao: -: json.syntax at byte 1\n'],
    [['2.0', '--format', 'json'], '', 0, '{"cost":1,"value":2.0}\n'],
  ];
  for (const [args, input, status, output] of rows) {
    assert.deepEqual(await runProgram(['eval', ...args], input), { status, output }, args[0]);
  }
});
