// How many names are read and how many pairs are matched rightly, on names labelled by people. The lexicon and the weights were
// made with the odd rows in sight; the even ones show what that is worth. Each figure goes to build/reports/match.json, with what
// becomes of it when one kind of evidence is left out.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { run, source } from './commands.mjs';

const data = process.env.QUDAO_SHARED_DATA ?? source('../shared/data');
const absent = existsSync(join(data, 'company_pairs.tsv'))
  ? false
  : `there are no labelled names in ${data}`;
const scratch = mkdtempSync(join(tmpdir(), 'qudao-match-'));
const report = { speed: {}, quality: {}, without: {} };

before(() => {
  if (absent) console.log(`match: quality is not measured, ${absent}`);
});
after(() => {
  rmSync(scratch, { recursive: true });
  mkdirSync(source('build/reports'), { recursive: true });
  writeFileSync(source('build/reports/match.json'), `${JSON.stringify(report, null, 2)}\n`);
});

const rows = (name) =>
  readFileSync(join(data, name), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));

// The parts of a list that the report tells apart: rows are counted from 1.
const halves = (list) => ({
  all: list,
  odd: list.filter((_, i) => i % 2 === 0),
  even: list.filter((_, i) => i % 2 === 1),
});

const share = (list, holds) => Number((list.filter(holds).length / list.length).toFixed(4));
const shares = (list, holds) =>
  Object.fromEntries(
    Object.entries(halves(list)).map(([part, each]) => [part, share(each, holds)]),
  );

// Verdicts of pairs under a rule, the one of the product when none is given.
async function verdicts(pairs, rule) {
  const args = ['match', '-'];
  if (rule) {
    const file = join(scratch, 'rule.json');
    writeFileSync(file, JSON.stringify(rule));
    args.push('--rule', file);
  }
  const { status, lines } = await run(args, pairs.map(([a, b]) => `${a}\t${b}\n`).join(''));
  assert.equal(status, 0);
  assert.equal(lines.length, pairs.length);
  return lines.map(([, , verdict]) => verdict);
}

async function measure(rule) {
  const labelled = rows('company_pairs.tsv');
  const same = labelled.filter(([, , label]) => label === '1');
  const different = labelled.filter(([, , label]) => label === '0');
  const apart = rows('company_pairs_probably_different.tsv');
  const told = async (pairs) => {
    const all = await verdicts(pairs, rule);
    return all.map((verdict) => verdict !== 'different');
  };
  const yes = (found) => found;
  return {
    recall: shares(await told(same), yes),
    false_alarms: shares(await told(apart), yes),
    false_alarms_labelled: share(await told(different), yes),
  };
}

test(
  'pairs of names that people called the same are found, others are not',
  { skip: absent },
  async () => {
    const figures = await measure();
    Object.assign(report.quality, figures);
    console.log(
      `match: recall ${JSON.stringify(figures.recall)}, false alarms ${JSON.stringify(figures.false_alarms)}`,
    );
    assert.ok(figures.recall.all >= 0.95, `recall ${figures.recall.all}`);
    assert.ok(figures.false_alarms.all <= 0.03, `false alarms ${figures.false_alarms.all}`);
  },
);

test('trade names are read as people read them', { skip: absent }, async () => {
  const expected = rows('trade_names.tsv');
  const { lines } = await run(['names', '-'], expected.map(([name]) => `${name}\n`).join(''));
  const right = expected.map(([, trade = ''], i) => lines[i][2] === trade);
  report.quality.trade_names = shares(right, (each) => each);
  console.log(`match: trade names ${JSON.stringify(report.quality.trade_names)}`);
  assert.ok(report.quality.trade_names.all >= 0.9);
});

test(
  'every kind of evidence earns its place, and the report says what',
  { skip: absent },
  async () => {
    const rule = JSON.parse(readFileSync(source('core/match/company.json'), 'utf8'));
    const name = rule.fields.findIndex(({ kind }) => kind === 'company_name');
    const level = (part, points) => (each) => {
      each.fields[name][part] = Object.fromEntries(
        Object.keys(each.fields[name][part]).map((key) => [key, points]),
      );
    };
    const changes = {
      'what the trade name is': level('trade_name', 40),
      'homophones and look-alikes': (each) =>
        (each.fields[name].trade_name.homophone = 'different'),
      'letters left out': (each) => {
        each.fields[name].trade_name.misspelt = 'different';
        each.fields[name].region.misspelt = 'different';
        each.fields[name].industry.misspelt = -20;
      },
      'contained trade names': (each) => (each.fields[name].trade_name.contained = 'different'),
      rarity: (each) => (each.fields[name].rarity = 0),
      region: level('region', 16),
      industry: level('industry', 20),
      'legal form': level('legal_form', 3),
      branch: level('branch', 0),
    };
    for (const [kind, change] of Object.entries(changes)) {
      const altered = structuredClone(rule);
      change(altered);
      const { recall, false_alarms: alarms } = await measure(altered);
      report.without[kind] = { recall: recall.all, false_alarms: alarms.all };
    }
    const { recall, false_alarms: alarms } = report.quality;
    for (const kind of ['what the trade name is', 'region', 'industry', 'branch'])
      assert.ok(
        report.without[kind].false_alarms > alarms.all || report.without[kind].recall < recall.all,
        `${kind} changes nothing`,
      );
  },
);

test('what reading and comparing cost', () => {
  const lines = execFileSync(source('build/native/tests/names_bench'), { encoding: 'utf8' });
  for (const line of lines.trimEnd().split('\n')) {
    const { name, value, unit } = JSON.parse(line);
    report.speed[name] = { value, unit };
  }
  // Far above what they are, so that a busy machine does not fail; a slip into the quadratic would.
  assert.ok(report.speed['read a name'].value < 200);
  assert.ok(report.speed['compare two companies'].value < 100);
  assert.ok(report.speed['keys'].value < 20);
});
