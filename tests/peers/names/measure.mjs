// The same generated names, and the same queries, here, in PostgreSQL with pg_trgm and in SQLite with FTS5: times, and how often
// the company asked about is among the first twenty. QUDAO_PEER_NAMES says how many names, 100,000 by default.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { figure } from '../../bench/report.mjs';

const names = process.env.QUDAO_PEER_NAMES ?? '100000';
const queries = 500;
const ways = [
  'another form',
  'the place behind the trade name',
  'the last letter of what it does lost',
  'any letter lost',
  'the place left out',
];
const here = 'tests/peers/names';
const folder = mkdtempSync(join(tmpdir(), 'qudao-names-'));
chmodSync(folder, 0o777);

/** As the user the server runs as: it refuses root. @param {string} program @param {string[]} args */
function run(program, args) {
  const root = userInfo().uid === 0;
  const all = root ? ['-u', 'postgres', '--', program, ...args] : args;
  return execFileSync(root ? 'runuser' : program, all, { cwd: folder, encoding: 'utf8' });
}

/** @returns {{name: string, p50: number, p99: number, found: number[]}[]} */
function postgres() {
  const base = '/usr/lib/postgresql';
  const [version] = readdirSync(base).sort().reverse();
  const bin = join(base, version, 'bin');
  const data = join(folder, 'data');
  cpSync(join(here, 'postgres.sql'), join(folder, 'postgres.sql'));
  run(join(bin, 'initdb'), ['-D', data, '--locale=C.UTF-8', '--encoding=UTF8', '--auth=trust']);
  // Its own socket, no port: nothing else on the machine sees it.
  const options = `-k ${folder} -c listen_addresses='' -c shared_buffers=512MB -c maintenance_work_mem=512MB`;
  run(join(bin, 'pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start']);
  try {
    run(join(bin, 'psql'), [
      '-h',
      folder,
      '-d',
      'postgres',
      '-v',
      'ON_ERROR_STOP=1',
      '-q',
      '-f',
      'postgres.sql',
    ]);
  } finally {
    run(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop']);
  }
  return readFileSync(join(folder, 'postgres.tsv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const [threshold, p50, p99, ...found] = line.split('\t').map(Number);
      return { name: `pg_trgm, ${threshold}`, p50, p99, found };
    });
}

try {
  const ours = JSON.parse(
    execFileSync('build/native/tests/names_peer', [names, `${queries}`, folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  const fts5 = JSON.parse(
    execFileSync('python3', [join(here, 'fts5.py'), folder], { encoding: 'utf8' }),
  );
  const peers = [...postgres(), { name: 'FTS5 trigram', ...fts5 }];
  /** @param {number[]} found */
  const recall = (found) => (100 * found.reduce((a, b) => a + b)) / queries;
  /** @param {number[]} found */
  const apart = (found) =>
    Object.fromEntries(
      ways.map((way, i) => [way, `${Math.round((100 * found[i] * ways.length) / queries)} %`]),
    );
  console.log({ names, queries, ours, ...apart(ours.found), matched: apart(ours.matched) });
  for (const peer of peers) {
    const of = `names.${names}`;
    figure(`${of}.p50 (${peer.name})`, ours.p50, 'ms', peer.name, peer.p50);
    figure(`${of}.p99 (${peer.name})`, ours.p99, 'ms', peer.name, peer.p99);
    figure(`${of}.found (${peer.name})`, recall(ours.found), '%', peer.name, recall(peer.found));
    console.log({ ...peer, ...apart(peer.found) });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
