// Durable validated submissions per second through HTTP, with the load generator on the same machine.
//
// Every request is a complete signing: parsed, validated by core, decided, stored with its audit entry, notices and
// mail, and forced to disk before it is answered. 64 connections, each waiting for its answer. The answer is the
// record's id (Prefer: return=minimal). CPU per submission is the server's own, so it can be compared on busy machines.
//
// The peer is Strapi creating entries with the same fields and answers: as the suite `peers` measured it in the same run,
// or else a figure measured apart on two such cores, with 21 fields.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { signIn, signingAnswers, startDemo } from '../../api/support/demo.mjs';
import { figure } from '../report.mjs';

const connections = 64;
const sessions = 8;
const seconds = Number(process.env.QUDAO_BENCH_SECONDS ?? 10);
const measuredApart = { name: 'Strapi 5.54', creates_per_second: 102 };
const ticksPerSecond = 100;
const load = fileURLToPath(new URL('load.lua', import.meta.url));

const cookie = (client) =>
  [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');

/** Seconds of CPU the process has used. */
function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

function residentMegabytes(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024;
}

function peerOfThisRun() {
  const report = fileURLToPath(new URL('../../../build/reports/peers.json', import.meta.url));
  return existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).submissions : measuredApart;
}

const folder = mkdtempSync(join(tmpdir(), 'qudao-bench-'));
const server = await startDemo();
try {
  const { pid } = server.child;
  figure('server.resident_at_rest', residentMegabytes(pid), 'MB', 'Strapi 5.54', 242);
  const clients = [];
  for (let i = 0; i < sessions; i += 1) {
    clients.push(await signIn(server, i % 2 === 0 ? 'partner1' : 'partner2'));
  }
  writeFileSync(join(folder, 'cookies'), clients.map(cookie).join('\n'));
  writeFileSync(join(folder, 'answers'), JSON.stringify(await signingAnswers(clients[0])));
  const run = (duration) => {
    const options = ['-t1', `-c${connections}`, `-d${duration}s`, '-s', load, server.origin, '--'];
    const files = [join(folder, 'cookies'), join(folder, 'answers')];
    const output = execFileSync('wrk', [...options, ...files], { encoding: 'utf8' });
    return JSON.parse(output.trim().split('\n').at(-1));
  };
  run(1);
  const before = cpuSeconds(pid);
  const result = run(seconds);
  const cpu = ((cpuSeconds(pid) - before) / result.requests) * 1e6;
  if (result.refused + result.broken > 0) {
    throw new Error(`not every submission was taken: ${JSON.stringify(result)}`);
  }
  const rate = result.requests / result.seconds;
  const peer = peerOfThisRun();
  figure('server.submissions', rate, 'submissions/s', peer.name, peer.creates_per_second);
  figure(
    'server.submissions_p50',
    result.p50_ms,
    'ms',
    peer.p50_ms ? peer.name : null,
    peer.p50_ms ?? null,
  );
  figure(
    'server.submissions_p99',
    result.p99_ms,
    'ms',
    peer.p99_ms ? peer.name : null,
    peer.p99_ms ?? null,
  );
  figure('server.submission_cpu', cpu, 'µs');
  figure('server.resident_under_load', residentMegabytes(pid), 'MB');
  console.log(JSON.stringify({ ...result, rate, cpu }));
} finally {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
