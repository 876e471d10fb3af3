// Whoever changes what protects an account, its person reads of it: an address, and what the mail says.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { demoPassword, people, startDemo } from './support/demo.mjs';
import { code } from './support/totp.mjs';

/** @type {import('./support/server.mjs').Server} */
let server;
/** @type {Record<string, import('./support/client.mjs').Client>} */
let who;
let secret = '';
let id = '';
const own = 'wang.haitao@qudao.example';
const elsewhere = 'elsewhere@qudao.example';

before(async () => {
  server = await startDemo();
  who = await people(server, ['admin', 'manager1']);
  id = (await who.manager1.get('/api/v1/me')).json.user.id;
});
after(() => server.close());

/** No mail server is set: what is to be sent waits. @returns {string[]} address and subject of each, the oldest first */
function mails() {
  const query = "SELECT recipient || ' ' || subject FROM mail_message ORDER BY created_at, id";
  const database = `${server.data}/qudao.db`;
  const rows = execFileSync('sqlite3', ['-cmd', '.timeout 30000', database, query]);
  return rows.toString().split('\n').filter(Boolean);
}

const factor = '/api/v1/me/second-factor';

/** @type {[string, () => Promise<import('./support/client.mjs').Answer>, string[]][]} */
const changes = [
  [
    'a name alone',
    () => who.manager1.patch('/api/v1/me', { display_name: '王海涛', email: own }),
    [],
  ],
  [
    'a wrong code',
    async () => {
      secret = (await who.manager1.post(factor)).json.secret;
      const wrong = code(secret) === '000000' ? '111111' : '000000';
      return who.manager1.post(`${factor}/confirm`, { code: wrong });
    },
    [],
  ],
  [
    'second factor on',
    () => who.manager1.post(`${factor}/confirm`, { code: code(secret) }),
    [`${own} 两步验证已开启`],
  ],
  ['recovery codes', () => who.manager1.post(`${factor}/recovery-codes`), [`${own} 恢复码已更换`]],
  ['second factor off', () => who.manager1.delete(factor), [`${own} 两步验证已关闭`]],
  ['nothing to switch off', () => who.manager1.delete(factor), []],
  [
    'own password',
    () =>
      who.manager1.post('/api/v1/me/password', {
        current: demoPassword,
        new: 'a quite new passphrase',
      }),
    [`${own} 密码已更改`],
  ],
  [
    'another address: the old one is told',
    () => who.manager1.patch('/api/v1/me', { email: elsewhere }),
    [`${own} 邮箱已更改`],
  ],
  [
    'another address, by an administrator',
    () => who.admin.patch(`/api/v1/admin/users/${id}`, { email: own }),
    [`${elsewhere} 邮箱已更改`],
  ],
  [
    'a password, by an administrator',
    () => who.admin.post(`/api/v1/admin/users/${id}/password`, {}),
    [`${own} 密码已更改`],
  ],
];

test('what protects an account changes not without a mail', async (t) => {
  for (const [title, change, expected] of changes) {
    await t.test(title, async () => {
      const before = mails();
      await change();
      assert.deepEqual(mails().slice(before.length), expected);
    });
  }
});
