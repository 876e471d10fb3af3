// Creates per second of Strapi with our signing's fields and answers: node measure.mjs FOLDER_OF_ITS_NODE_MODULES
//
// SQLite as Strapi's template has it, production mode, no request log, no sign-in. 64 connections, like our own bench.
// Answers to build/reports/peers.json, from where the submission bench takes them.
import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { signIn, signingAnswers, startDemo } from '../../api/support/demo.mjs';
import { contentType, entry } from './schema.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const modules = resolve(process.argv[2]);
const connections = 64;
const seconds = Number(process.env.QUDAO_BENCH_SECONDS ?? 20); // it answers some after more than ten
const patience = 120_000;

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

async function answersOfADemo() {
  const server = await startDemo();
  try {
    return await signingAnswers(await signIn(server, 'partner1'));
  } finally {
    await server.close();
  }
}

function layOut(folder) {
  cpSync(here('app'), folder, { recursive: true });
  // Strapi takes its plug-ins from what the package depends on.
  cpSync(here('package.json'), join(folder, 'package.json'));
  cpSync(here('start.cjs'), join(folder, 'start.cjs'));
  symlinkSync(join(modules, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, '.tmp'));
  const definition = JSON.parse(
    readFileSync(here('../../../core/packs/channel-signing/signing.json'), 'utf8'),
  );
  const type = join(folder, 'src/api/signing/content-types/signing');
  mkdirSync(type, { recursive: true });
  mkdirSync(join(folder, 'public/uploads'), { recursive: true });
  writeFileSync(join(type, 'schema.json'), JSON.stringify(contentType(definition)));
}

/** Started when it answers at all; what it logs is shown when it does not. */
async function started(folder, port) {
  const env = {
    ...process.env,
    PORT: String(port),
    NODE_ENV: 'production',
    STRAPI_TELEMETRY_DISABLED: 'true',
  };
  const child = spawn('node', ['start.cjs', folder], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  let log = '';
  const ready = new Promise((done, fail) => {
    const listen = (text) => {
      log += text;
      if (log.includes('Strapi started successfully')) done();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', () => fail(new Error(`Strapi ended:\n${log}`)));
    setTimeout(() => fail(new Error(`Strapi does not start:\n${log}`)), patience).unref();
  });
  await ready;
  return child;
}

async function checkedCreate(origin, body) {
  const answer = await fetch(`${origin}/api/signings`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  });
  const text = await answer.text();
  if (answer.status !== 201)
    throw new Error(`Strapi refuses the signing: ${answer.status} ${text}`);
}

/** It validates what its schema says, else the comparison would be unfair to us. */
async function checkedRefusal(origin, data) {
  const without = { ...data };
  delete without.f_signing_name;
  const answer = await fetch(`${origin}/api/signings`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ data: without }),
  });
  if (answer.status !== 400)
    throw new Error(`Strapi takes a signing without a name: ${answer.status}`);
}

const folder = mkdtempSync(join(tmpdir(), 'qudao-strapi-'));
const data = entry(await answersOfADemo());
layOut(folder);
const port = await freePort();
const child = await started(folder, port);
try {
  const origin = `http://127.0.0.1:${port}`;
  const body = join(folder, 'body.json');
  writeFileSync(body, JSON.stringify({ data }));
  await checkedCreate(origin, readFileSync(body, 'utf8'));
  await checkedRefusal(origin, data);
  const run = (duration) => {
    const options = [
      '-t1',
      `-c${connections}`,
      `-d${duration}s`,
      '--timeout',
      '30s',
      '-s',
      here('create.lua'),
      origin,
    ];
    const output = execFileSync('wrk', [...options, '--', body], { encoding: 'utf8' });
    return JSON.parse(output.trim().split('\n').at(-1));
  };
  run(2);
  const result = run(seconds);
  if (result.requests === 0 || result.refused + result.broken > 0)
    throw new Error(`not every create was taken: ${JSON.stringify(result)}`);
  const strapi = JSON.parse(
    readFileSync(join(modules, 'node_modules/@strapi/strapi/package.json'), 'utf8'),
  );
  const peer = {
    name: `Strapi ${strapi.version}`,
    creates_per_second: result.requests / result.seconds,
    p50_ms: result.p50_ms,
    p99_ms: result.p99_ms,
  };
  const report = here('../../../build/reports/peers.json');
  mkdirSync(here('../../../build/reports'), { recursive: true });
  writeFileSync(report, `${JSON.stringify({ submissions: peer }, null, 2)}\n`);
  console.log(JSON.stringify(peer));
} finally {
  child.removeAllListeners('exit');
  child.kill('SIGTERM');
  await new Promise((done) => (child.exitCode === null ? child.once('exit', done) : done()));
  rmSync(folder, { recursive: true, force: true });
}
