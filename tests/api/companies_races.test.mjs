// Many at once, through the real API: a company has one owner, nobody gets more than the limits, and what two enter at the same
// moment is there once, with the data of both.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, test } from 'node:test';
import { people, startDemo } from './support/demo.mjs';

const repetitions = 50;
/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;

const agents = '/api/v1/libraries/agents';
const telesales = '/api/v1/libraries/marketplace';
const mobile = () => `13${randomInt(100_000_000, 999_999_999)}`;
// Trade names that no two companies of the test share, nor names that sound or look alike; the same in every run.
const syllables = [...'澜松峤嵘巍晟烨烁炯灏沣浔淳湛溥漪濯鹏麟蕾婷锐铎奎'];
const tradeNames = syllables.flatMap((a) => syllables.filter((b) => b !== a).map((b) => a + b));
const tradeName = () => tradeNames.pop();

/** @param {string} name @param {object} data @param {string} library */
const enter = (name, data, library) => who[name].post(`${library}/companies`, { data });
/** @param {string} name @param {string} id @param {string} action @param {object} [more] @param {string} [library] */
const act = (name, id, action, more = {}, library = telesales) =>
  who[name].post(`${library}/companies/${id}/actions`, { action, ...more });
/** @param {import('./support/client.mjs').Answer[]} answers */
const statuses = (answers) => answers.map(({ status }) => status).sort();

/** A company in the pool of the telesales, left by nobody who claims here. */
async function inPool() {
  const data = { name: `${tradeName()}塑胶制品有限公司`, mobile: [mobile()] };
  const made = await enter('manager3', data, telesales);
  assert.equal(made.status, 201, made.text);
  const { id } = made.json.company;
  assert.equal((await act('manager3', id, 'release', { reason: 'no_need' })).status, 200);
  return id;
}

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'partner1', 'partner2', 'manager1', 'manager2', 'manager3']);
});
after(() => server.close());

test('a hundred claims of one company: one gets it, all others are told', async () => {
  const id = await inPool();
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, i) => act(i % 2 === 0 ? 'manager1' : 'manager2', id, 'claim')),
  );
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  for (const lost of answers.filter(({ status }) => status !== 200))
    assert.deepEqual(
      lost.json.violations.map(({ code }) => code),
      ['pool.taken'],
    );
  const { events } = (await who.admin.get(`${telesales}/companies/${id}`)).json;
  assert.equal(events.filter(({ kind }) => kind === 'claimed').length, 1);
});

test('two claim, release and hand over what they can: there is one owner, and one history', async () => {
  for (let i = 0; i < repetitions / 10; i += 1) {
    const id = await inPool();
    const answers = await Promise.all([
      act('manager1', id, 'claim'),
      act('manager2', id, 'claim'),
      act('manager1', id, 'release', { reason: 'no_need' }),
      act('manager2', id, 'release', { reason: 'no_need' }),
      act('admin', id, 'distribute'),
      act('manager1', id, 'claim'),
    ]);
    assert.ok(answers.every(({ status }) => [200, 403, 409].includes(status)));
    const { company, events } = (await who.admin.get(`${telesales}/companies/${id}`)).json;
    let owner = '';
    for (const event of events.reverse()) {
      if (event.kind !== 'entered') assert.equal(event.from, owner, JSON.stringify(events));
      owner = event.to;
    }
    assert.equal(company.owner?.name ?? '', owner);
  }
});

test('claims at the limit of the day: not one more', async () => {
  const [{ claims_limit: limit, claims_today: begun }] = (
    await who.manager2.get('/api/v1/libraries')
  ).json.items;
  const ids = [];
  for (let i = 0; i < limit - begun + 5; i += 1) ids.push(await inPool());
  const answers = await Promise.all(ids.map((id) => act('manager2', id, 'claim')));
  assert.equal(answers.filter(({ status }) => status === 200).length, limit - begun);
  for (const lost of answers.filter(({ status }) => status !== 200))
    assert.deepEqual(
      lost.json.violations.map(({ code }) => code),
      ['pool.claims_used'],
    );
  // What is released makes no room.
  const { items, total } = (await who.manager2.get(`${telesales}/companies`)).json;
  const [mine] = items;
  await act('manager2', mine.id, 'release', { reason: 'no_need' });
  assert.equal((await act('manager2', ids.at(-1), 'claim')).status, 409);
  const [now] = (await who.manager2.get('/api/v1/libraries')).json.items;
  assert.deepEqual([now.claims_today, now.owned], [limit, total - 1]);
});

test('entries at the limit of the inventory: not one more', async () => {
  const [{ owned_limit: limit, owned }] = (await who.partner2.get('/api/v1/libraries')).json.items;
  const data = Array.from({ length: limit - owned + 10 }, () => ({
    name: `${tradeName()}五金机电有限公司`,
    mobile: [mobile()],
  }));
  const answers = await Promise.all(data.map((each) => enter('partner2', each, agents)));
  const lost = answers.filter(({ status }) => status !== 201);
  assert.equal(lost.length, 10, lost.map(({ text }) => text).join('\n'));
  for (const each of lost)
    assert.deepEqual(
      each.json.violations.map(({ code }) => code),
      ['pool.inventory_full'],
    );
  assert.equal((await who.partner2.get(`${agents}/companies`)).json.total, limit);
});

// Two who save at the same moment: what they have in common is the name, a number, or a code.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** A credit code (GB 32100) around a random organisation code (GB 11714), both with their check characters. */
function creditCode() {
  const digits = Array.from({ length: 8 }, () => randomInt(10));
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const rest = (11 - (digits.reduce((all, digit, i) => all + digit * weights[i], 0) % 11)) % 11;
  const code = `91320500${digits.join('')}${rest === 10 ? 'X' : rest}`;
  let power = 1;
  let sum = 0;
  for (const letter of code) {
    sum += alphabet.indexOf(letter) * power;
    power = (power * 3) % 31;
  }
  return code + alphabet[(31 - (sum % 31)) % 31];
}
const pairs = {
  name: () => {
    const name = `苏州${tradeName()}精密电子有限公司`;
    return [
      { name, mobile: [mobile()] },
      { name, mobile: [mobile()] },
    ];
  },
  phone: () => {
    const phone = [`0512-6${randomInt(1_000_000, 9_999_999)}`];
    return [
      { name: `无锡${tradeName()}阀门有限公司`, phone },
      { name: `常熟${tradeName()}服饰有限公司`, phone },
    ];
  },
  code: () => {
    const credit_code = creditCode();
    return [
      { name: `扬州${tradeName()}玩具有限公司`, credit_code, mobile: [mobile()] },
      { name: `南通${tradeName()}家纺有限公司`, credit_code, mobile: [mobile()] },
    ];
  },
};
for (const [what, make] of Object.entries(pairs)) {
  test(`two enter one company at once, known by its ${what}: it is there once, the other is bound to it and told`, async () => {
    for (let i = 0; i < repetitions; i += 1) {
      const [one, other] = make();
      const answers = await Promise.all([
        enter('manager1', one, telesales),
        enter('manager3', other, telesales),
      ]);
      assert.deepEqual(statuses(answers), [201, 409], answers.map(({ text }) => text).join('\n'));
      const won = answers.find(({ status }) => status === 201)?.json.company;
      const lost = answers.find(({ status }) => status === 409)?.json;
      assert.deepEqual([lost.code, lost.bound], ['pool.collision', true]);
      assert.equal(lost.check.matches[0].id, won.id);
      // So that neither is full before the end.
      const owner = answers[0].status === 201 ? 'manager1' : 'manager3';
      await act(owner, won.id, 'release', { reason: 'no_need' });
    }
  });
}
