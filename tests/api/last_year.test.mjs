// The variable `last`: a rule compares with the answers of the signing that was approved last.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import {
  approveBy,
  look,
  people,
  signingAnswers,
  startDemo,
  submitNew,
  thisYear,
} from './support/demo.mjs';
import { program } from './support/server.mjs';

const packs = mkdtempSync(join(tmpdir(), 'qudao-packs-'));
/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

before(async () => {
  cpSync(resolve(dirname(program), '../packs'), packs, { recursive: true });
  const file = join(packs, 'channel-signing/signing.json');
  const signing = JSON.parse(readFileSync(file, 'utf8'));
  signing.version += 1;
  signing.rules.push({
    id: 'another_name',
    expression: "!('signing_name' in last) || signing_name != last.signing_name",
    message: { 'zh-CN': '签约名称与上一份相同', en: 'The name is that of the last signing' },
    fieldPath: 'signing_name',
  });
  writeFileSync(file, JSON.stringify(signing));
  server = await startDemo(['--packs', packs]);
  who = await people(server, ['partner2', 'manager1', 'approver1', 'approver2']);
});
after(async () => {
  await server.close();
  rmSync(packs, { recursive: true, force: true });
});

test('a rule reads last year’s answers, on the server as in the browser', async () => {
  const { partner2, manager1, approver1, approver2 } = who;
  const before_ = (await partner2.get('/api/v1/records/signing/new')).json.context.last;
  assert.notEqual(before_.signing_name, '首份');
  const first = await submitNew(partner2, {
    ...(await signingAnswers(partner2, { name: '首份', year: thisYear })),
  });
  // Not approved yet: nothing to compare with.
  assert.notEqual(
    (await partner2.get('/api/v1/records/signing/new')).json.context.last.signing_name,
    '首份',
  );
  const open = (await partner2.post('/api/v1/records/signing', { data: {} })).json.record;
  await approveBy([manager1, approver1, approver2], first.id);

  const start = (await partner2.get('/api/v1/records/signing/new')).json;
  assert.equal(start.context.last.signing_name, '首份');
  assert.equal((await look(partner2, open.id)).context.last.signing_name, '首份');
  // Its own year has nothing but itself.
  assert.notEqual((await look(partner2, first.id)).context.last.signing_name, '首份');

  const data = await signingAnswers(partner2, {
    name: '首份',
    year: String(Number(thisYear) + 1),
  });
  const refused = await partner2.post('/api/v1/records/signing', { data, submit: true });
  assert.equal(refused.status, 422, refused.text);
  assert.deepEqual(
    refused.json.violations.map(({ code, rule, path }) => [rule ?? code, path]),
    [['another_name', 'signing_name']],
  );
  await submitNew(partner2, { ...data, signing_name: '第二份' });
});
