// The commands on files as people have them: headings, other columns, lines that are wrong, and very many of them.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { run } from './commands.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'qudao-names-'));
after(() => rmSync(scratch, { recursive: true }));

function file(name, content) {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}

test('names: a name a line, read into its parts', async () => {
  const path = file(
    'names.txt',
    '\uFEFFname\r\n苏州日东精密电子有限公司\r\n\r\n工行北京海淀支行\n',
  );
  const { status, lines, errors } = await run(['names', path]);
  assert.deepEqual([status, errors], [0, '']);
  assert.deepEqual(lines, [
    ['苏州日东精密电子有限公司', '苏州', '日东', '精密电子', '有限公司', ''],
    ['工行北京海淀支行', '', '工行', '', '', '北京海淀支行'],
  ]);
});

test('match: two names a line, with verdict, score and reasons', async () => {
  const input =
    '上海瑞丽服装厂\t上海市瑞丽服装有限公司\n杭州恒通商贸有限公司\t杭州恒泰商贸有限公司\n';
  const { status, lines } = await run(['match', '-'], input);
  assert.equal(status, 0);
  assert.deepEqual(
    lines.map(([, , verdict]) => verdict),
    ['probable', 'different'],
  );
  assert.ok(lines[0][4].includes('字号相同：瑞丽'), lines[0][4]);
  assert.ok(lines[1][4].includes('字号不同：恒通 / 恒泰'), lines[1][4]);
  const english = await run(['match', '-', '--locale', 'en'], input);
  assert.ok(
    english.lines[1][4].includes('The trade names differ: 恒通 / 恒泰'),
    english.lines[1][4],
  );
});

test('match: further columns by their headings', async () => {
  const input = [
    'name_a\tphone_a\tcredit_code_a\tremark\tname_b\tphone_b\tcredit_code_b',
    '苏州日东电子有限公司\t\t91110000600037341L\tx\t苏州日东电子有限公司\t\t915120212066509810',
    '苏州日东电子有限公司\t0512-2398577\t\tx\t无锡宏图机械厂\t2398577',
    '苏州日东电子有限公司\t\t91110000600037341L\tx\t上海东方厂\t\t9111 0000 6000 3734 1L',
  ].join('\n');
  const { status, lines } = await run(['match', '-'], input);
  assert.equal(status, 0);
  assert.deepEqual(
    lines.map(([a, b, verdict]) => [a, b, verdict]),
    [
      ['苏州日东电子有限公司', '苏州日东电子有限公司', 'different'],
      ['苏州日东电子有限公司', '无锡宏图机械厂', 'probable'],
      ['苏州日东电子有限公司', '上海东方厂', 'same'],
    ],
  );
});

test('match and names: a line that cannot be read is named, the others are answered, the status says so', async () => {
  const long = '长'.repeat(30_000);
  const bytes = Buffer.concat([
    Buffer.from('甲公司\t甲公司\n'),
    Buffer.from([0xff, 0xfe, 0x0a]),
    Buffer.from(`只有一个\n${long}\t${long}\n`),
    Buffer.from('乙公司\t乙公司'),
  ]);
  const { status, lines, errors } = await run(['match', '-'], bytes);
  assert.equal(status, 1);
  assert.deepEqual(
    lines.map(([a]) => a),
    ['甲公司', '乙公司'],
  );
  for (const [number, reason] of [
    [2, 'no UTF-8'],
    [3, 'two companies'],
    [4, 'longer than 64 kB'],
  ])
    assert.match(errors, new RegExp(`standard input:${number}: .*${reason}`));
  const names = await run(['names', '-'], Buffer.from('甲公司\n。。。\n'));
  assert.equal(names.status, 1);
  assert.match(names.errors, /standard input:2: there is no name/);
});

test('match and names: what there is nothing to begin with is refused', async () => {
  assert.equal((await run(['names', join(scratch, 'nothing')])).status, 2);
  const rule = file('rule.json', '{"id":"x","same":1,"probable":2,"fields":[]}');
  const refused = await run(['match', '-', '--rule', rule]);
  assert.equal(refused.status, 2);
  assert.match(refused.errors, /\/fields: .*\(match\.rule\.type\)/);
  const words = file('words.json', '{"colours":["red"]}');
  assert.match(
    (await run(['names', '-', '--words', words])).errors,
    /\/colours: .*match\.words\.unknown/,
  );
  assert.deepEqual((await run(['names', file('empty.txt', '')])).lines, []);
});

test('names: words of the organisation count', async () => {
  const words = file('words.json', '{"industry":["量子点"]}');
  const { lines } = await run(['names', '-', '--words', words], '苏州日东量子点有限公司\n');
  assert.deepEqual(lines[0].slice(1, 4), ['苏州', '日东', '量子点']);
});

test('names and match: a hundred thousand lines, each answered in its place', async () => {
  const digits = [...'甲乙丙丁戊己庚辛壬癸'];
  const name = (i) =>
    `苏州${[...String(i).padStart(6, '0')].map((d) => digits[Number(d)]).join('')}电子有限公司`;
  const count = 100_000;
  const all = Array.from({ length: count }, (_, i) => name(i));
  const names = await run(['names', '-'], `${all.join('\n')}\n`);
  assert.deepEqual([names.status, names.lines.length], [0, count]);
  assert.ok(names.lines.every(([typed], i) => typed === all[i]));
  const pairs = await run(
    ['match', '-'],
    all.map((each, i) => `${each}\t${name((i * 7) % count)}\n`).join(''),
  );
  assert.deepEqual([pairs.status, pairs.lines.length], [0, count]);
  assert.ok(pairs.lines.every(([a, b, verdict]) => (verdict === 'same') === (a === b)));
});
