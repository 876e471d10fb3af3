// A form with rows: what is wrong in them is said with the place, files and look-ups in them are the server's to judge, and
// what a person may not change in a row stays as it is.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decide, look, managerId, people, signingAnswers, startDemo } from './support/demo.mjs';
import { withProjects } from './support/projects.mjs';

const records = '/api/v1/records/signing';
const pdf = Buffer.from('%PDF-1.7\n% 扫描件\n');

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;
/** @type {Record<string, unknown>} */
let common;

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'partner1', 'partner2']);
  const { definition } = (await who.admin.get('/api/v1/definitions/signing')).json;
  const published = await who.admin.post('/api/v1/admin/definitions', {
    definition: withProjects(definition),
  });
  assert.equal(published.status, 201, published.text);
  common = await signingAnswers(who.partner2);
});
after(() => server.close());

/** @param {unknown} projects */
const create = (projects) => who.partner2.post(records, { data: { ...common, projects } });
/** @param {any} record @param {unknown} projects */
const save = (record, projects) =>
  who.partner2.put(`${records}/${record.id}`, {
    version: record.version,
    data: { ...record.data, projects },
  });
/** @param {any} answer */
const wrong = (answer) =>
  answer.json.violations.map((/** @type {any} */ each) => `${each.path} ${each.code}`);

test('rows are stored with what is calculated in and across them', async () => {
  const answer = await create([
    { project_name: '甲', project_amount: '100' },
    { project_name: '乙', project_amount: 20.5, project_count: 2 },
  ]);
  assert.equal(answer.status, 201, answer.text);
  const { data } = answer.json.record;
  assert.deepEqual(data.projects, [
    {
      project_name: '甲',
      project_amount: 100,
      project_count: 1,
      project_discount: 5,
      project_sum: 95,
    },
    {
      project_name: '乙',
      project_amount: 20.5,
      project_count: 2,
      project_discount: 5,
      project_sum: 38.95,
    },
  ]);
  assert.equal(data.projects_total, 133.95);
  assert.deepEqual((await look(who.partner2, answer.json.record.id)).data, data);
});

test('a submission is told what is wrong in which row', async () => {
  const { record } = (
    await create([
      { project_name: '甲', project_amount: 1 },
      { project_name: '甲', project_amount: 1001 },
      { project_kind: 'old' },
    ])
  ).json;
  const refused = await decide(who.partner2, record, 'submit');
  assert.equal(refused.json.code, 'validation.failed', refused.text);
  assert.deepEqual(
    wrong(refused).filter((/** @type {string} */ each) => each.startsWith('projects')),
    [
      'projects constraint',
      'projects/1/project_amount max',
      'projects/2/project_name required',
      'projects/2/project_kind choice.unknown',
      'projects/2/project_amount required',
    ],
  );
});

test('what is no list of rows is kept as typed, and no field of rows is taken outside of them', async () => {
  const odd = await create('none');
  assert.equal(odd.json.record.data.projects, 'none');
  assert.ok(wrong(await decide(who.partner2, odd.json.record, 'submit')).includes('projects type'));
  const outside = await who.partner2.post(records, { data: { ...common, project_name: '甲' } });
  assert.equal(outside.status, 422, outside.text);
  assert.deepEqual(wrong(outside), ['project_name field.unknown']);
});

test('what is readonly in a row stays, wherever the row goes', async () => {
  const first = (
    await create([
      { project_name: '甲', project_amount: 1 },
      { project_name: '乙', project_amount: 2 },
    ])
  ).json.record;
  const [one, two] = first.data.projects;
  const cheaper = await save(first, [one, { ...two, project_discount: 50 }]);
  assert.equal(cheaper.status, 422, cheaper.text);
  assert.deepEqual(wrong(cheaper), ['projects/1/project_discount readonly']);
  assert.equal((await look(who.partner2, first.id)).version, first.version);

  const fresh = await create([{ project_name: '丙', project_amount: 1, project_discount: 50 }]);
  assert.deepEqual(wrong(fresh), ['projects/0/project_discount readonly']);

  const moved = await save(first, [two, one, { project_name: '丙', project_discount: 5 }]);
  assert.equal(moved.status, 200, moved.text);
  assert.deepEqual(
    moved.json.record.data.projects.map((/** @type {any} */ row) => row.project_name),
    ['乙', '甲', '丙'],
  );
  const emptied = await save(moved.json.record, []);
  assert.equal(emptied.json.record.data.projects, undefined);
});

test('files in rows have the facts of the upload, and only one’s own may be named', async () => {
  const mine = (await who.partner2.upload(pdf, 'application/pdf', { name: '扫描.pdf' })).json;
  const theirs = (await who.partner1.upload(pdf, 'application/pdf', { name: '别人.pdf' })).json;
  const row = (/** @type {string} */ id) => [
    { project_name: '甲', project_amount: 1, project_scan: [{ id, size: 1, file_name: 'x' }] },
  ];
  const taken = await create(row(mine.id));
  assert.equal(taken.status, 201, taken.text);
  const [scan] = taken.json.record.data.projects[0].project_scan;
  assert.deepEqual([scan.file_name, scan.size], ['扫描.pdf', pdf.length]);
  const refused = await create(row(theirs.id));
  assert.equal(refused.status, 422, refused.text);
  assert.deepEqual(wrong(refused), ['projects/0/project_scan attachment.unknown']);
});

test('look-ups in rows are known to whoever opens the record', async () => {
  const manager = await managerId(who.partner2, '王海涛');
  const row = { project_name: '甲', project_kind: 'new', project_amount: 1 };
  const { record } = (await create([{ ...row, project_manager: manager }])).json;
  const seen = await look(who.partner2, record.id);
  assert.equal(seen.lookups.manager[manager].name, '王海涛');
  const unknown = await create([{ ...row, project_manager: 'nobody' }]);
  assert.ok(
    wrong(await decide(who.partner2, unknown.json.record, 'submit')).includes(
      'projects/0/project_manager lookup.unknown',
    ),
  );
});
