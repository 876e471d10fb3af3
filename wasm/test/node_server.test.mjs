// The example that validates on a server, run from the package as it is installed.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { installPackage } from './installed.mjs';
import { bundleOf, partner } from './support.mjs';

const record = (changes) => ({
  ...partner,
  contact_name: '李强',
  contact_title: '渠道总监',
  email: 'li.qiang@example.com',
  tax_number: '91110000600037341L',
  signing_entity: 'inspur_info',
  products: ['SV'],
  terms: true,
  ...changes,
});

let installed;
let server;
let address;
before(async () => {
  installed = installPackage();
  const { folder, home } = installed;
  cpSync(join(home, 'examples/node-server/server.mjs'), join(folder, 'server.mjs'));
  writeFileSync(join(folder, 'bundle.json'), JSON.stringify(bundleOf('agent')));
  server = spawn(process.execPath, ['server.mjs', 'bundle.json', '0'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(server.stdout)[Symbol.asyncIterator]();
  address = (await lines.next()).value;
});
after(async () => {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill();
  await ended;
  installed.remove();
});

const post = (body, type = 'application/json') =>
  fetch(address, { method: 'POST', headers: { 'Content-Type': type }, body });

async function problem(answer, status) {
  assert.equal(answer.status, status);
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  const body = await answer.json();
  assert.equal(body.status, status);
  assert.notEqual(body.title, '');
  return body;
}

test('a record that holds is stored as the definition reads it', async () => {
  const answer = await post(JSON.stringify(record({ postcode: '２１５０００' })));
  assert.equal(answer.status, 201, await answer.clone().text());
  assert.equal((await answer.json()).postcode, '215000');
});

test('what is wrong comes back with its field, its code and its text', async () => {
  const { violations } = await problem(await post(JSON.stringify(record({ postcode: '1' }))), 422);
  assert.deepEqual(
    violations.map(({ path, code }) => [path, code]),
    [['postcode', 'format.postcode']],
  );
  assert.ok(violations[0].message.length > 5);
});

test('what is no record is refused', async () => {
  await problem(await post('{'), 400);
  await problem(await post('[]'), 400);
  await problem(await post(`{"a":${'['.repeat(100)}${']'.repeat(100)}}`), 400);
  await problem(await post('{}', 'text/plain'), 415);
  await problem(await fetch(address), 405);
  await problem(await fetch(new URL('/', address)), 404);
});

test('a body without end is not read to its end', async () => {
  const { port } = new URL(address);
  const socket = connect(Number(port), '127.0.0.1');
  const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
  socket.write(
    'POST /records HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
  );
  for (let i = 0; i < 6; i += 1) socket.write(chunk);
  let answer = '';
  for await (const part of socket) answer += part;
  assert.match(answer, /^HTTP\/1\.1 413 /);
  assert.match(answer, /Connection: close/i);
});
