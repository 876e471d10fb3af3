// kill -9 of the server while it checks and imports a file: it goes on by itself after the restart, and every row is entered once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn, startDemo } from './support/demo.mjs';
import { runProgram } from './support/server.mjs';

const market = '/api/v1/libraries/marketplace';
const first = [...'澜松峤嵘巍晟烨烁炯灏岷沣浔淳湛溱滁潍淄渑浥洮漳沅湘赣岱岑崆峒'];
const rows = first.flatMap((a, i) =>
  first.map((b, j) => `${a}${b}五金制品有限公司,138${String(10_000_000 + i * 100 + j)}`),
);

test('an import that is killed again and again enters each row once', async () => {
  const server = await startDemo();
  try {
    let admin = await signIn(server, 'admin');
    const uploaded = await admin.send('POST', `${market}/imports`, {
      body: `名称,手机\n${rows.join('\n')}\n`,
      headers: { 'content-type': 'text/csv' },
    });
    assert.equal(uploaded.json.total, rows.length, uploaded.text);
    const path = `${market}/imports/${uploaded.json.id}`;
    const view = async () => (await admin.get(path)).json;
    let kills = 0;
    /** @param {string} state @param {string} end */
    const killed = async (state, end) => {
      for (let next = 0.2; ;) {
        const now = await view();
        if (now.state === end) return now;
        assert.equal(now.state, state);
        if (now.progress < rows.length * next) continue;
        await server.kill();
        await server.start();
        admin = await signIn(server, 'admin');
        kills += 1;
        next += 0.2;
      }
    };
    await admin.put(path, { columns: ['name', 'mobile'], into: 'pool' });
    const seen = await killed('checking', 'checked');
    // Some trade names sound alike.
    assert.ok(seen.entered > 700, JSON.stringify(seen));
    assert.equal(seen.entered + seen.refused, rows.length);
    await admin.post(`${path}/start`, {});
    const done = await killed('importing', 'done');
    assert.ok(kills >= 4, `${kills} kills`);
    assert.deepEqual([done.entered, done.bound, done.refused], [seen.entered, 0, seen.refused]);
    const list = await admin.get(`${market}/companies?scope=pool&page_size=1`);
    assert.equal(list.json.total, seen.entered);
    await server.stop();
    const audit = await runProgram(['audit', 'verify', '--data', server.data]);
    assert.equal(audit.status, 0, JSON.stringify(audit));
  } finally {
    await server.close();
  }
});
