// Every route of the API × everybody: generated from openapi.json, so that a new route cannot be forgotten.
//
// Each operation says who may call it (x-qudao-who). Whoever may not is refused before anything is looked at; whoever may
// gets some other answer. An operation that does not say is an error: deny by default.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { people, signIn, signingAnswers, startDemo, submitNew } from './support/demo.mjs';
import { about, create } from './support/tus.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

// Role → the groups it belongs to.
const groups = {
  nobody: ['everybody'],
  partner1: ['everybody', 'signed_in_any', 'signed_in', 'partner'],
  manager1: ['everybody', 'signed_in_any', 'signed_in', 'manager'],
  approver1: ['everybody', 'signed_in_any', 'signed_in'],
  admin: ['everybody', 'signed_in_any', 'signed_in', 'manager', 'admin'],
};

before(async () => {
  server = await startDemo();
  who = {
    ...(await people(server, ['partner1', 'manager1', 'approver1', 'admin'])),
    nobody: server.client(),
  };
});
after(() => server.close());

const withoutBody = ['GET', 'HEAD', 'OPTIONS', 'DELETE'];
// A version of the protocol comes before everything else that uploads say.
const headers = { 'tus-resumable': '1.0.0' };

// Ends the session it is called with, or reads only from this machine: tried by tests of their own.
const left = new Set(['/api/v1/sessions/current', '/metrics', '/healthz']);

test('every operation says who may call it, and answers everybody else 401 or 403', async () => {
  const operations = server.contract?.operations() ?? [];
  assert.ok(operations.length > 50, `${operations.length} operations`);
  let checked = 0;
  for (const { method, path, who: needed } of operations) {
    assert.ok(needed, `${method} ${path} does not say who may call it`);
    if (left.has(path)) continue;
    for (const [name, belongs] of Object.entries(groups)) {
      if (path === '/api/v1/sessions' && method === 'POST') continue;
      const target = path
        .replace('{entity}', 'signing')
        .replace('{kind}', 'province')
        .replace(/\{\w+\}/g, '00000000-0000-7000-8000-000000000000');
      const json = withoutBody.includes(method) ? undefined : {};
      const answer = await who[name].send(method, target, { json, headers });
      const refused =
        method === 'HEAD' // which has no body to read the code in
          ? [401, 403].includes(answer.status)
          : ['auth.required', 'auth.forbidden'].includes(answer.json?.code);
      const mayCall = belongs.includes(needed);
      // The bundle of agent is for everybody, the others are not.
      if (path === '/api/v1/definitions/{entity}' && name === 'nobody') continue;
      assert.equal(
        refused,
        !mayCall,
        `${name} ${method} ${path} (${needed}): ${answer.status} ${answer.text}`,
      );
      if (!mayCall) assert.equal(answer.status, name === 'nobody' ? 401 : 403);
      checked += 1;
    }
  }
  assert.ok(checked > 250, `${checked} combinations`);
});

/** Something of partner1's for every route that names one by its id. @type {Record<string, () => Promise<string>>} */
const owned = {
  '/api/v1/records/{entity}/{id}': async () =>
    (await submitNew(who.partner1, await signingAnswers(who.partner1))).id,
  '/api/v1/records/{entity}/{id}/commands': async () =>
    (await submitNew(who.partner1, await signingAnswers(who.partner1))).id,
  '/api/v1/files/{id}': async () =>
    (await who.partner1.upload(Buffer.from('%PDF-1.7\n'), 'application/pdf', { name: 'x' })).json
      .id,
  '/api/v1/uploads/{id}': async () => {
    const bytes = Buffer.from(`%PDF-1.7\n${Math.random()}`);
    return (await create(who.partner1, bytes.length, about(bytes))).json.id;
  },
  '/api/v1/sessions/{id}': async () => {
    await signIn(server, 'partner1'); // one that may end: the test goes on with the other
    const { items } = (await who.partner1.get('/api/v1/sessions')).json;
    return items.find(({ current }) => !current).id;
  },
  '/api/v1/partners/{id}/contacts': async () =>
    (await who.partner1.get('/api/v1/me')).json.partner.id,
  '/api/v1/partners/{id}/contacts/{contact_id}': async () => {
    const { partner } = (await who.partner1.get('/api/v1/me')).json;
    const path = `/api/v1/partners/${partner.id}/contacts`;
    const created = await who.partner1.post(path, { name: '联系人' });
    return `${partner.id}/${created.json.id}`;
  },
  '/api/v1/saved-searches/{id}': async () =>
    (
      await who.partner1.post('/api/v1/saved-searches', {
        entity: 'signing',
        name: `${Math.random()}`,
        query: {},
      })
    ).json.id,
};
const belongsToNobody = /^\/api\/v1\/admin\//;
const saysNothingOfOne = (/** @type {string} */ method) => method === 'OPTIONS';

test('25: an id of somebody else answers 404 on every route that names one', async () => {
  const stranger = await signIn(server, 'partner2');
  const named = (server.contract?.operations() ?? []).filter(
    ({ method, path }) =>
      path.includes('{id}') && !belongsToNobody.test(path) && !saysNothingOfOne(method),
  );
  assert.ok(named.length >= 7, `${named.length}`);
  for (const { method, path } of named) {
    const make = owned[path];
    assert.ok(make, `${path}: this test has nothing of somebody else to ask it for`);
    const [id, part] = (await make()).split('/');
    const target = path
      .replace('{entity}', 'signing')
      .replace('{id}', id)
      .replace('{contact_id}', part);
    const json = withoutBody.includes(method)
      ? undefined
      : { command: 'withdraw', version: 1, data: {}, name: '某人' };
    const more = path.includes('/uploads/')
      ? { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
      : headers;
    const query = method === 'DELETE' ? '?version=1' : '';
    const answer = await stranger.send(method, target + query, { json, headers: more });
    assert.equal(answer.status, 404, `${method} ${path}: ${answer.text}`);
    // Its owner is told more: the route does know the id.
    const owner = await who.partner1.send(method, target + query, { json, headers: more });
    assert.notEqual(owner.status, 404, `${method} ${path}: ${owner.text}`);
  }
});

test('without the header or from a foreign page no change is taken', async () => {
  const partner = await signIn(server, 'partner1');
  for (const headers of [{ 'x-qudao-request': '' }, { origin: 'https://evil.example' }]) {
    const answer = await partner.send('POST', '/api/v1/records/signing', {
      json: { data: {} },
      headers,
    });
    assert.equal(answer.status, 403);
    assert.equal(answer.json.code, 'request.cross_site');
  }
});
