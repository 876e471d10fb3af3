// What an administrator does in a browser: an account from its creation to the forced first
// password, an approval path, a dictionary.
import { expect, settled, test } from './support/qudao.mjs';

test('creates a user, whose first sign-in forces a new password', async ({ openAs, fresh }) => {
  const page = await openAs('admin', '/admin/users');
  await settled(page);
  await page.getByRole('button', { name: '新建用户' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('用户名').fill('admin');
  await drawer.getByLabel('姓名').fill('林晓');
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(drawer.locator('.ant-form-item-explain-error').first()).toBeVisible();
  await drawer.getByLabel('用户名').fill('linxiao');
  await drawer.getByRole('button', { name: '保存' }).click();

  const dialog = page.getByRole('dialog', { name: '林晓 的初始密码' });
  await expect(dialog).toBeVisible();
  const password = (await dialog.locator('code').innerText()).trim();
  await dialog.getByRole('button', { name: '已记下' }).click();
  await expect(page.getByText('linxiao')).toBeVisible();

  const own = await (await fresh()).newPage();
  await own.goto('/sign-in');
  await own.getByRole('textbox', { name: '用户名' }).fill('linxiao');
  await own.getByRole('textbox', { name: '密码' }).fill(password);
  await own.getByRole('button', { name: '登录' }).click();
  await expect(own.getByText('您正在使用初始密码')).toBeVisible();
  await own.goto('/signings');
  await expect(own).toHaveURL(/\/new-password/);
});

test('locks an account and unlocks it again', async ({ openAs }) => {
  const page = await openAs('admin', '/admin/users?');
  await settled(page);
  const row = page.getByRole('row').filter({ hasText: 'manager3' });
  await row.getByRole('button', { name: /更多操作/ }).click();
  await page.getByRole('menuitem', { name: '锁定' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '锁定' }).click();
  await expect(row).toContainText('已锁定');
  await row.getByRole('button', { name: /更多操作/ }).click();
  await page.getByRole('menuitem', { name: '解锁' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '解锁' }).click();
  await expect(row).toContainText('正常');
});

test('a dictionary item gets another name, and the form shows it', async ({ openAs }) => {
  const page = await openAs('admin', '/admin/dictionaries/transport');
  await settled(page);
  await page.getByLabel('中文 pickup').fill('上门自提');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('已保存')).toBeVisible();
  const form = await openAs('partner2', '/signings/new');
  await settled(form);
  await form.locator('[data-field="transport"] .ant-select').click();
  await expect(form.getByText('上门自提', { exact: true }).last()).toBeVisible();
});

test('an approval path is kept', async ({ openAs }) => {
  const page = await openAs('admin', '/admin/approval-paths');
  await settled(page);
  await page.getByRole('button', { name: '添加一级' }).click();
  const level = page.getByLabel('第 4 级审批人');
  await level.fill('孙国强');
  await page.locator('.ant-select-item-option').filter({ hasText: '孙国强' }).last().click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByText('已保存')).toBeVisible();
  await page.reload();
  await settled(page);
  await expect(page.getByText('第 4 级')).toBeVisible();
  await page.getByRole('button', { name: '删除第 4 级' }).click();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByText('已保存')).toBeVisible();
});

test('levels that are not saved stay while another path is looked at', async ({ openAs }) => {
  const page = await openAs('admin', '/admin/approval-paths');
  await settled(page);
  const areas = page.getByRole('list', { name: '省份和行业' }).getByRole('button');
  const levels = page.getByText(/^第 \d 级$/);
  const before = await levels.count();
  await page.getByRole('button', { name: '添加一级' }).click();
  await expect(levels).toHaveCount(before + 1);
  await areas.nth(1).click();
  await expect(areas.nth(1)).toHaveAttribute('aria-current', 'true');
  await expect(areas.first()).toContainText('未保存');
  await areas.first().click();
  await expect(levels).toHaveCount(before + 1);
});

test('a dictionary item without an English name is kept, one without a code is shown', async ({
  openAs,
}) => {
  const page = await openAs('admin', '/admin/dictionaries/transport');
  await settled(page);
  await page.getByRole('button', { name: '添加选项' }).click();
  const code = page.getByRole('textbox', { name: '代码' });
  await page.getByPlaceholder('中文').last().fill('水运');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(code).toHaveAttribute('aria-invalid', 'true');
  await code.fill('water');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('已保存')).toBeVisible();
  await expect(code).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('textbox', { name: '中文 water' })).toHaveValue('水运');
});

test('a dictionary item is offered in its period only', async ({ openAs }) => {
  const page = await openAs('admin', '/admin/dictionaries/company_nature');
  await settled(page);
  const isOffered = async () => {
    const form = await openAs('partner2', '/signings/new');
    await settled(form);
    await form.locator('[data-field="company_nature"] .ant-select').click();
    const options = form.locator('.ant-select-item-option');
    await expect(options.filter({ hasText: '民营企业' })).toBeVisible();
    const found = await options.filter({ hasText: '集体企业' }).count();
    await form.close();
    return found > 0;
  };
  const period = page.getByRole('button', { name: '集体企业的有效期' });
  const first = page.getByLabel('开始日期');
  const last = page.getByLabel('结束日期');
  await period.click();
  await expect(first).toBeFocused();
  await first.fill('2020-02-01');
  await last.fill('2020-01-01');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('alert')).toContainText('有效期的最后一天早于第一天');
  const words = page.getByText('有效期：2020-02-01 至 2020-01-01');
  await expect(words).toHaveAttribute('data-wrong', 'true');
  await period.click();
  await expect(last).toHaveAttribute('aria-invalid', 'true');
  await last.fill('2020-12-31');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('已保存')).toBeVisible();
  expect(await isOffered()).toBe(false);

  await page.reload();
  await settled(page);
  await expect(page.getByText('有效期：2020-02-01 至 2020-12-31')).toBeVisible();
  await period.click();
  await page.getByRole('button', { name: '清除' }).click();
  await page.keyboard.press('Escape');
  await expect(period).toBeFocused();
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('已保存')).toBeVisible();
  expect(await isOffered()).toBe(true);
});

test('the audit trail calls what has no name by a word, not by its id', async ({ openAs }) => {
  const page = await openAs('admin', '/admin/audit');
  const signIn = page.getByRole('row').filter({ hasText: '登录会话' }).first();
  await expect(signIn).toBeVisible();
  await expect(signIn).not.toContainText(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  await expect(signIn.getByText('登录会话')).toHaveAttribute('title', /^[0-9a-f-]{36}$/);
});
