// An account's own pages with the keyboard alone: the focus is never lost when something takes the place of a button.
import { code } from '../api/support/totp.mjs';
import { expect, settled, test } from './support/qudao.mjs';
import { tabTo } from './support/keyboard.mjs';

test('two-step sign-in: switched on, renewed, asked for', async ({ openAs, fresh }) => {
  const page = await openAs('manager2', '/profile');
  await settled(page);
  const button = (name) => page.getByRole('button', { name, exact: true });
  const panel = page.getByRole('region', { name: '两步验证' }).locator('[tabindex="-1"]').first();
  await tabTo(page, button('开启两步验证'));
  await page.keyboard.press('Enter');
  await expect(panel, 'where the steps are').toBeFocused();
  await tabTo(page, button('取消'));
  await page.keyboard.press('Enter');
  await expect(panel).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(button('开启两步验证')).toBeFocused();
  await page.keyboard.press('Enter');
  const first = page.getByRole('textbox', { name: '验证码' });
  await tabTo(page, first);
  const shown = await page.locator('form code').first().innerText();
  await page.keyboard.type(code(shown.replace(/[^A-Z2-7]/g, '')));
  await page.keyboard.press('Enter');

  const codes = page.getByRole('dialog', { name: '恢复码' });
  await expect(codes.locator('code')).toHaveCount(10);
  const recovery = await codes.locator('code').first().innerText();
  await tabTo(page, codes.getByRole('button', { name: '已保存' }));
  await page.keyboard.press('Enter');
  await expect(codes).toHaveCount(0);
  await expect(panel).toBeFocused();

  await page.keyboard.press('Tab');
  const renew = button('重新生成恢复码');
  await expect(renew).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(renew).toBeFocused();

  const other = await (await fresh()).newPage();
  await other.goto('/sign-in');
  await expect(other.getByRole('textbox', { name: '用户名' })).toBeFocused();
  await other.keyboard.type('manager2');
  await other.keyboard.press('Tab');
  await other.keyboard.type('Qudao-demo-2026');
  await other.keyboard.press('Enter');
  await expect(other.getByRole('textbox', { name: '验证码' })).toBeFocused();
  await other.keyboard.type(recovery);
  await other.keyboard.press('Enter');
  await expect(other.getByRole('heading', { name: '工作台' })).toBeVisible();
});

test('a forgotten password: the answer takes the focus of the form', async ({ fresh }) => {
  const page = await (await fresh()).newPage();
  await page.goto('/sign-in');
  await tabTo(page, page.getByRole('link', { name: '忘记密码？' }));
  await page.keyboard.press('Enter');
  const account = page.getByRole('textbox', { name: '用户名或邮箱' });
  await expect(account).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(account).toHaveAccessibleDescription('请填写用户名或邮箱');
  await page.keyboard.type('partner2');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('请查收邮件');
  await expect(page.locator(':focus')).toContainText('请查收邮件');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '返回登录' })).toBeFocused();
});

test('contacts: the drawer begins in its first field and leads back', async ({ openAs }) => {
  const page = await openAs('partner2', '/contacts');
  await settled(page);
  const add = page.getByRole('button', { name: '添加联系人' });
  const drawer = page.getByRole('dialog');
  await tabTo(page, add);
  await page.keyboard.press('Enter');
  const name = drawer.getByRole('textbox', { name: '姓名' });
  await expect(name).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(add).toBeFocused();
  await page.keyboard.press('Enter');
  // Before the drawer has the focus, Enter would still be its button's.
  await expect(name).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(drawer).toContainText('请填写姓名');
  await expect(name).toBeFocused();
  await page.keyboard.type('钱键');
  await tabTo(page, drawer.getByRole('textbox', { name: '电话' }));
  await page.keyboard.type('13905310077');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row').filter({ hasText: '钱键' })).toBeVisible();
  await expect(add).toBeFocused();
});

test('the session of another device is ended, and the list has the focus', async ({ openAs }) => {
  await openAs('distributor1');
  const page = await openAs('distributor1', '/profile');
  await settled(page);
  const devices = page.getByRole('region', { name: '登录的设备' });
  const end = devices.getByRole('button');
  await expect(end.first()).toBeVisible();
  const before = await end.count();
  await tabTo(page, end.first());
  await page.keyboard.press('Enter');
  await expect(end).toHaveCount(before - 1);
  await expect(devices.locator(':focus')).toHaveCount(1);
});
