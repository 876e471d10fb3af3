// Who is in a library of companies, as far as others in it may see them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { people, startDemo } from './support/demo.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

const agents = '/api/v1/libraries/agents';

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'partner1', 'manager1']);
});
after(() => server.close());

test('whom a company may be given to: as far as one may see them, all with what they own for administrators', async () => {
  const users = (await who.admin.get('/api/v1/admin/users?page_size=100')).json.items;
  const partner2 = users.find((user) => user.user_name === 'partner2').id;
  const names = async (/** @type {string} */ name, /** @type {string} */ path) =>
    (await who[name].get(path)).json.items.map((person) => person.name).sort();
  const [all, mine] = [
    await names('admin', `${agents}/people`),
    await names('partner1', `${agents}/people`),
  ];
  assert.deepEqual(mine, ['陈晓东']); // people of other companies are not theirs to see
  assert.ok(all.includes('刘思远') && all.includes('陈晓东') && !all.includes('王海涛'), `${all}`);
  const [liu] = (await who.admin.get(`${agents}/people?q=${encodeURIComponent('刘思')}`)).json
    .items;
  assert.deepEqual(
    [liu.id, liu.owned_limit, liu.mine, Number.isInteger(liu.owned)],
    [partner2, 130, false, true],
  );
  const [own] = (await who.partner1.get(`${agents}/people`)).json.items;
  assert.deepEqual([own.mine, own.owned], [true, undefined]);
  assert.deepEqual(await names('admin', `${agents}/people?q=nobody`), []);
  assert.equal((await who.manager1.get(`${agents}/people`)).status, 404);
});
