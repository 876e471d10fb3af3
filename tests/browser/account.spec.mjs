// An account's own safety in a browser: two-step sign-in, the password asked once more, a forgotten one, a lock.
import { execFileSync } from 'node:child_process';
import { code } from '../api/support/totp.mjs';
import { demoPassword, expect, settled, test } from './support/qudao.mjs';

/** @param {import('@playwright/test').Page} page @param {string} name @param {string} [password] */
async function enter(page, name, password = demoPassword) {
  await page.goto('/sign-in');
  await page.locator('#user_name').fill(name);
  await page.locator('#password').fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

test('two-step sign-in is switched on, asked for, and switched off after the password', async ({
  openAs,
  fresh,
  server,
}) => {
  const page = await openAs('manager3', '/profile');
  await settled(page);
  await page.getByRole('button', { name: '开启两步验证' }).click();
  const shown = await page.locator('form code').first().innerText();
  const secret = shown.replace(/[^A-Z2-7]/g, '');
  await page.locator('#first-code').fill(code(secret));
  await page.getByRole('button', { name: '确认并开启' }).click();
  const codes = page.getByRole('dialog', { name: '恢复码' });
  await expect(codes.locator('code')).toHaveCount(10);
  const recovery = await codes.locator('code').first().innerText();
  await codes.getByRole('button', { name: '已保存' }).click();
  await expect(page.getByText('已开启')).toBeVisible();

  const other = await (await fresh()).newPage();
  await enter(other, 'manager3');
  await other.getByLabel('验证码').fill('abc');
  await other.getByRole('button', { name: '登录', exact: true }).click();
  await expect(other.getByRole('alert')).toContainText('验证码错误');
  await other.getByLabel('验证码').fill(recovery);
  await other.getByRole('button', { name: '登录', exact: true }).click();
  await expect(other.getByRole('heading', { name: '工作台' })).toBeVisible();

  // Long after the sign-in the password is asked for first.
  const sql = 'UPDATE user_session SET confirmed_at = 0';
  execFileSync('sqlite3', ['-cmd', '.timeout 30000', `${server.data}/qudao.db`, sql]);
  await other.goto('/profile');
  await settled(other);
  await other.getByRole('button', { name: '关闭两步验证' }).click();
  const question = other.getByRole('dialog', { name: '关闭' });
  await question.getByRole('button', { name: '关闭两步验证' }).click();
  const dialog = other.getByRole('dialog', { name: '请再次输入密码' });
  await dialog.getByLabel('密码').fill('wrong');
  await dialog.getByRole('button', { name: '确认' }).click();
  await expect(dialog).toContainText('密码不正确');
  await dialog.getByLabel('密码').fill(demoPassword);
  await dialog.getByRole('button', { name: '确认' }).click();
  await expect(other.getByRole('button', { name: '开启两步验证' })).toBeVisible();
});

test('a forgotten password is asked for in one answer, and a block tells its end', async ({
  fresh,
}) => {
  const page = await (await fresh()).newPage();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: '忘记密码？' }).click();
  await page.getByLabel('用户名或邮箱').fill('partner2');
  await page.getByRole('button', { name: '发送链接' }).click();
  await expect(page.getByRole('status')).toContainText('请查收邮件');
  await page.getByRole('link', { name: '返回登录' }).click();
  for (let i = 0; i < 6; i += 1) {
    const answered = page.waitForResponse((answer) => answer.url().endsWith('/sessions'));
    await enter(page, 'somebody', 'wrong password');
    await answered;
  }
  await expect(page.getByRole('alert')).toContainText(/登录已暂时锁定，\d\d:\d\d 后可重试/);
});

test('a company keeps its contacts', async ({ openAs }) => {
  const page = await openAs('partner1', '/contacts');
  await settled(page);
  await page.getByRole('button', { name: '添加联系人' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('电话').fill('12');
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(drawer).toContainText('请填写姓名');
  await expect(drawer).toContainText('请填写座机或手机号码');
  await drawer.getByLabel('姓名').fill('赵新');
  await drawer.getByLabel('电话').fill('139 0531 0009');
  await drawer.getByRole('button', { name: '保存' }).click();
  const row = page.getByRole('row').filter({ hasText: '赵新' });
  await expect(row).toContainText('13905310009');
  await row.getByRole('button', { name: '停用赵新' }).click();
  await expect(row).toContainText('已停用');

  const manager = await openAs('manager1', '/partners');
  await settled(manager);
  await manager.getByRole('link', { name: '南京华信科技有限公司' }).click();
  await expect(manager.getByRole('row').filter({ hasText: '赵新' })).toBeVisible();
  const account = manager.getByRole('row').filter({ hasText: 'partner1' });
  await expect(account.getByRole('button', { name: /更多操作/ })).toBeVisible();
});
