// Durable validated submissions per second through HTTP, with the load generator on the same machine.
//
// Every request is a complete signing: parsed, validated by core, decided, stored with its audit entry, notice and mail,
// and forced to disk before it is answered. 64 connections, each waiting for its answer.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from '../../api/support/server.mjs';
import { demoAnswers, signIn } from '../../api/support/demo.mjs';
import { figure } from '../report.mjs';

const connections = 64;
const seconds = Number(process.env.QUDAO_BENCH_SECONDS ?? 10);
const sessions = 8;

const folder = mkdtempSync(join(tmpdir(), 'qudao-bench-'));
const server = await startServer({ demo: true });
try {
  const clients = [];
  for (let i = 0; i < sessions; i += 1) clients.push(await signIn(server, i % 2 ? 'partner1' : 'partner2'));
  writeFileSync(join(folder, 'cookies'), clients.map((client) => client.cookie).join('\n'));
  writeFileSync(join(folder, 'data'), JSON.stringify(await demoAnswers(clients[0], { type: 'ICP' })));
  const load = fileURLToPath(new URL('load.lua', import.meta.url));
  const run = (duration) => {
    const output = execFileSync('wrk', ['-t1', `-c${connections}`, `-d${duration}s`, '-s', load, server.url, '--',
      join(folder, 'cookies'), join(folder, 'data')], { encoding: 'utf8' });
    return JSON.parse(output.trim().split('\n').at(-1));
  };
  run(2); // warm
  const result = run(seconds);
  if (result.refused + result.broken > 0) throw new Error(`not every submission was taken: ${JSON.stringify(result)}`);
  const entry = figure('server.submissions', result.requests / result.seconds, 'submissions/s', 'Strapi 5.54', 102);
  figure('server.submissions_p99', result.p99_ms, 'ms');
  figure('server.submissions_p50', result.p50_ms, 'ms');
  console.log(JSON.stringify({ ...entry, ...result }));
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  figure('server.resident_under_load', Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024, 'MB');
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
