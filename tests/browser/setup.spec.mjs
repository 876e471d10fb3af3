// The first start on an empty folder: its one-time link creates the administrator, once.
import { startServer } from '../api/support/server.mjs';
import { expect, settled, test as demo, web } from './support/qudao.mjs';

const test = demo.extend({
  server: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
    async ({}, use) => {
      const server = await startServer(['--web', web, '--log-level', 'warning']);
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
});

test('the link of the first start creates the administrator and is used up', async ({
  fresh,
  server,
}) => {
  const page = await (await fresh()).newPage();
  await page.goto(`/setup/${server.setupToken}`);
  await page.getByLabel('组织名称').fill('渠道测试公司');
  await page.getByLabel('管理员用户名').fill('root');
  await page.getByLabel('密码', { exact: true }).fill('correct horse battery');
  await page.getByLabel('再次输入密码').fill('correct horse batter');
  const create = page.getByRole('button', { name: '创建管理员' });
  await create.click();
  await expect(page.getByText('两次输入的密码不一致')).toBeVisible();
  await page.getByLabel('再次输入密码').fill('correct horse battery');
  await create.click();
  // Whoever created the account is signed in with it.
  await expect(page).toHaveURL(`${server.origin}/`);
  await settled(page);
  await page.goto('/admin/users');
  await settled(page);
  await expect(page.getByRole('heading', { name: '用户' })).toBeVisible();
  await expect(page.getByRole('table').getByText('root').first()).toBeVisible();

  const later = await (await fresh()).newPage();
  await later.goto(`/setup/${server.setupToken}`);
  await expect(later.getByText('这个链接已经失效')).toBeVisible();
  await expect(later.getByLabel('管理员用户名')).toHaveCount(0);
  await later.goto('/sign-in');
  await later.getByRole('textbox', { name: '用户名' }).fill('root');
  await later.getByRole('textbox', { name: '密码' }).fill('correct horse battery');
  await later.getByRole('button', { name: '登录' }).click();
  await expect(later.getByRole('button', { name: /root/ })).toBeVisible();
});
