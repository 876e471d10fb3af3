// kill -9 of the server during a stream of submissions: every acknowledged one is there after the restart, none twice.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { signIn, signingAnswers, startDemo } from './support/demo.mjs';
import { runProgram } from './support/server.mjs';

const kills = 5;
const streams = 8;

/**
 * Sends submissions until the server is gone; answers what was sent and what was acknowledged, by command id.
 * @param {import('./support/client.mjs').Client} client
 * @param {object} data
 * @param {() => void} told called with each that is acknowledged
 */
async function stream(client, data, told) {
  /** @type {{sent: string[], acknowledged: Map<string, string>}} */
  const seen = { sent: [], acknowledged: new Map() };
  for (;;) {
    const command_id = randomUUID();
    seen.sent.push(command_id);
    try {
      const answer = await client.post('/api/v1/records/signing', {
        data,
        submit: true,
        command_id,
      });
      assert.equal(answer.status, 201, answer.text);
      seen.acknowledged.set(command_id, answer.json.record.id);
      told();
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      return seen;
    }
  }
}

/** Ids of every signing the client sees. @param {import('./support/client.mjs').Client} client */
async function allIds(client) {
  const ids = [];
  for (let page = 1; ; page += 1) {
    const answer = await client.get(
      `/api/v1/records/signing?sort=number&page_size=100&page=${page}`,
    );
    ids.push(...answer.json.items.map((row) => row.id));
    if (page * 100 >= answer.json.total) return ids;
  }
}

test('what was acknowledged survives kill -9, once', async () => {
  const server = await startDemo();
  try {
    for (let round = 0; round < kills; round += 1) {
      const client = await signIn(server, 'partner1');
      const data = await signingAnswers(client);
      const idsBefore = await allIds(client);
      let left = streams * (2 + round) + 1;
      let killed;
      const told = () => {
        left -= 1;
        if (left === 0) killed = server.kill();
      };
      const running = Array.from({ length: streams }, () => stream(client, data, told));
      const seen = await Promise.all(running);
      await killed;
      await server.start();

      const again = await signIn(server, 'partner1');
      const ids = await allIds(again);
      const acknowledged = seen.flatMap((each) => [...each.acknowledged.values()]);
      assert.ok(acknowledged.length > streams, `${acknowledged.length} acknowledged`);
      const there = new Set(ids);
      assert.equal(there.size, ids.length);
      assert.deepEqual(
        acknowledged.filter((id) => !there.has(id)),
        [],
      );

      // Whatever was sent is sent again: what had got through is found, what had not goes in now, once each.
      for (const { sent, acknowledged: known } of seen) {
        for (const command_id of sent.slice(-3)) {
          const answer = await again.post('/api/v1/records/signing', {
            data,
            submit: true,
            command_id,
          });
          assert.ok([200, 201].includes(answer.status), answer.text);
          if (known.has(command_id)) assert.equal(answer.json.record.id, known.get(command_id));
        }
      }
      const commands = seen.reduce((sum, each) => sum + each.sent.length, 0);
      assert.equal((await allIds(again)).length, idsBefore.length + commands);
    }
    await server.stop();
    const audit = await runProgram(['audit', 'verify', '--data', server.data]);
    assert.equal(audit.status, 0, audit.output);
  } finally {
    await server.close();
  }
});
