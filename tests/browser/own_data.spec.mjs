// Own data after the sign-in: shown, corrected, confirmed; put off within a session; how often, the organisation says.
import { expectGood } from './support/accessible.mjs';
import { tabTo } from './support/keyboard.mjs';
import { expect, settled, signIn, test } from './support/qudao.mjs';

const password = 'Own-data-test-2026';

/** Somebody new, with a password of their own. */
async function newcomer(page, origin, name, locale = 'zh-CN') {
  const headers = { 'X-Qudao-Request': '1', Origin: origin };
  const created = await page.request.post('/api/v1/admin/users', {
    headers,
    data: { user_name: name, display_name: name, roles: ['manager'], locale },
  });
  expect(created.status(), await created.text()).toBe(201);
  const { initial_password, id } = await created.json();
  const own = await page.context().browser().newContext({ baseURL: origin });
  await signIn(own, origin, name, initial_password);
  const chosen = await own.request.post('/api/v1/me/password', {
    headers,
    data: { current: initial_password, new: password },
  });
  expect(chosen.status()).toBe(204);
  await own.close();
  return id;
}

test('the first sign-in shows one’s own data, without a mouse: corrected, confirmed, never asked again', async ({
  openAs,
  server,
}) => {
  const admin = await openAs('admin', '/admin/users');
  await newcomer(admin, server.origin, 'own.first');
  const page = await openAs('own.first', '/', { password });
  const dialog = page.getByRole('dialog', { name: '请核对您的个人资料' });
  await expect(dialog).toBeVisible();
  await expectGood(page);
  await dialog.getByLabel('手机号码').focus();
  await page.keyboard.type('139053100');
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('button', { name: '添加即时通讯' })).toBeFocused();
  await page.keyboard.press('Enter');
  await dialog.getByRole('combobox', { name: '即时通讯工具 1' }).focus();
  await page.keyboard.type('企业');
  await expect(page.getByRole('option', { name: '企业微信' })).toBeAttached();
  await page.keyboard.press('Enter');
  await expect(dialog.getByTitle('企业微信')).toBeVisible();
  await tabTo(page, dialog.getByLabel('即时通讯账号 1'));
  await page.keyboard.type('own-first');
  const confirm = dialog.getByRole('button', { name: '确认无误' });
  await confirm.press('Enter');
  await expect(dialog.getByText('手机号码应为 11 位数字')).toBeVisible();
  await dialog.getByLabel('手机号码').fill('13905310002');
  await confirm.press('Enter');
  await expect(dialog).toBeHidden();
  await page.goto('/profile');
  await settled(page);
  await expect(page.getByLabel('手机号码')).toHaveValue('13905310002');
  await expect(page.getByLabel('即时通讯账号 1')).toHaveValue('own-first');
  await expect(dialog).toBeHidden();
  // Administrators see it.
  await admin.goto('/admin/users?q=own.first');
  await settled(admin);
  await admin.getByRole('button', { name: '修改own.first' }).click();
  await expect(admin.getByText('企业微信 own-first')).toBeVisible();
  await expect(admin.getByText('资料确认时间')).toBeVisible();
});

test('put off, it comes back with the next sign-in; at 360 px in English nothing is cut off', async ({
  openAs,
  server,
}) => {
  const admin = await openAs('admin', '/admin/users');
  await newcomer(admin, server.origin, 'own.later', 'en');
  const page = await openAs('own.later', '/', {
    password,
    locale: 'en',
    chosen: true,
    width: 360,
    height: 740,
  });
  const dialog = page.getByRole('dialog', { name: 'Is your data still right?' });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Add a messenger' }).click();
  await expect(dialog.getByLabel('Account of messenger 1')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(
    true,
  );
  await dialog.getByRole('button', { name: 'Later' }).click();
  await expect(dialog).toBeHidden();
  await page.reload();
  await settled(page);
  await expect(dialog).toBeHidden();
  await signIn(page.context(), server.origin, 'own.later', password);
  await page.reload();
  await expect(dialog).toBeVisible();
  // Esc puts it off as well.
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('an administrator says how often; never is never', async ({ openAs, server }) => {
  const page = await openAs('admin', '/admin/settings');
  await settled(page);
  const days = page.getByLabel('核对间隔（天）');
  await expect(days).toHaveValue('180');
  const save = page.getByRole('button', { name: /保\s*存/ }).last();
  await days.fill('9999');
  await save.click();
  await expect(page.getByText('须为 0 至 3660 的整数天数')).toBeVisible();
  await days.fill('0');
  await save.click();
  await expect(page.getByText('已保存')).toBeVisible();
  await newcomer(page, server.origin, 'own.never');
  const theirs = await openAs('own.never', '/', { password });
  await settled(theirs);
  const me = await (await theirs.request.get('/api/v1/me')).json();
  expect(me.own_data_due).toBe(false);
  await expect(theirs.getByRole('dialog')).toHaveCount(0);
  await days.fill('180');
  await save.click();
  await expect
    .poll(
      async () => (await (await page.request.get('/api/v1/admin/settings')).json()).own_data_days,
    )
    .toBe(180);
});
