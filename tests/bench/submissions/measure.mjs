// Durable validated submissions per second through HTTP, with the load generator on the same machine.
//
// Every request is a complete signing: parsed, validated by core, decided, stored with its audit entry, notices and
// mail, and forced to disk before it is answered. 64 connections, each waiting for its answer. The answer is the
// record's id (Prefer: return=minimal). CPU per submission is the server's own, so it can be compared on busy machines.
//
// The peer's figure is that of Strapi 5.54 creating entries of 21 fields on two cores, measured apart: its packages take
// minutes to install.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { signIn, signingAnswers, startDemo } from '../../api/support/demo.mjs';
import { figure } from '../report.mjs';

const connections = 64;
const sessions = 8;
const seconds = Number(process.env.QUDAO_BENCH_SECONDS ?? 10);
const strapi = 102;
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
  figure('server.submissions', rate, 'submissions/s', 'Strapi 5.54', strapi);
  figure('server.submissions_p50', result.p50_ms, 'ms');
  figure('server.submissions_p99', result.p99_ms, 'ms');
  figure('server.submission_cpu', cpu, 'µs');
  figure('server.resident_under_load', residentMegabytes(pid), 'MB');
  console.log(JSON.stringify({ ...result, rate, cpu }));
} finally {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
