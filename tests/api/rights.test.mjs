// What somebody may do, the moment it changes. Numbers in titles are lines of the security checklist.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { demoPassword, people, signIn, startDemo } from './support/demo.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'manager2']);
});
after(() => server.close());

test('27: a change of role counts from the next request', async () => {
  const changed = await signIn(server, 'approver2');
  const { id } = (await changed.get('/api/v1/me')).json.user;
  const path = `/api/v1/admin/users/${id}`;
  assert.equal((await changed.get('/api/v1/admin/settings')).status, 403);
  const { version } = (await who.admin.get(path)).json;
  const raised = await who.admin.patch(path, { roles: ['approver', 'admin'], version });
  assert.equal(raised.status, 200, raised.text);
  // A token from before carries no right from after.
  assert.equal((await changed.get('/api/v1/admin/settings')).status, 401);
  const again = await server.signIn('approver2', demoPassword);
  assert.equal((await again.get('/api/v1/admin/settings')).status, 200);
  const lowered = await who.admin.patch(path, {
    roles: ['approver'],
    version: raised.json.version,
  });
  assert.equal(lowered.status, 200, lowered.text);
  const late = await again.get('/api/v1/admin/settings');
  assert.ok([401, 403].includes(late.status), late.text);
  const last = await server.signIn('approver2', demoPassword);
  assert.equal((await last.get('/api/v1/admin/settings')).status, 403);
});
