// Accounts of a department by whoever leads it, and the page of departments without a mouse.
import { execFileSync } from 'node:child_process';
import { expectGood } from './support/accessible.mjs';
import { ownServer, test as base } from './support/companies.mjs';
import { tabTo } from './support/keyboard.mjs';
import { expect, settled } from './support/qudao.mjs';

// Whose department is whose is of this file only.
const test = base.extend({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
  server: [async ({}, use) => ownServer(null, use), { scope: 'worker' }],
});

const password = 'Department-2026-own';

/** @param {import('@playwright/test').Page} page */
const dialog = (page) => page.getByRole('dialog').last();

/** @param {import('@playwright/test').Page} page @param {string} name */
const row = (page, name) => page.getByRole('row').filter({ hasText: name });

/** Opens a choice that has the focus, types what is wanted and takes the first. */
async function chooseByKeys(page, combobox, typed) {
  await tabTo(page, combobox);
  await page.keyboard.press('ArrowDown');
  if (typed) await page.keyboard.type(typed);
  await expect(page.locator('.ant-select-item-option-active:visible')).toContainText(typed);
  await page.keyboard.press('Enter');
}

test('departments without a mouse: added, below another, changed, given people', async ({
  openAs,
}) => {
  const page = await openAs('admin', '/admin/departments');
  await settled(page);
  await tabTo(page, page.getByRole('button', { name: '新增部门' }));
  await page.keyboard.press('Enter');
  // The first input has the focus by itself.
  await expect(dialog(page).getByLabel('名称')).toBeFocused();
  await page.keyboard.type('西北大区');
  await chooseByKeys(page, dialog(page).getByRole('combobox', { name: '负责人' }), '王海涛');
  // Esc closes the choice, not the drawer.
  await page.keyboard.press('Escape');
  await tabTo(page, dialog(page).getByRole('button', { name: '保存' }));
  await page.keyboard.press('Enter');
  await expect(row(page, '西北大区')).toContainText('王海涛');
  await tabTo(page, page.getByRole('button', { name: '新增下级部门：西北大区', exact: true }));
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByLabel('名称')).toBeFocused();
  await page.keyboard.type('甘肃');
  await page.keyboard.press('Enter');
  await expect(row(page, '西北大区-甘肃')).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: '修改部门：西北大区-甘肃', exact: true }));
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByLabel('名称')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('青海');
  await page.keyboard.press('Enter');
  await expect(row(page, '西北大区-青海')).toBeVisible();
  const members = page.getByRole('button', { name: '成员：华北渠道部', exact: true });
  await tabTo(page, members);
  await page.keyboard.press('Enter');
  const place = dialog(page).getByRole('combobox', { name: '李静的部门' });
  await tabTo(page, place);
  await page.keyboard.press('ArrowDown');
  const active = page.locator('.ant-select-item-option-active:visible');
  await expect(active).toBeVisible();
  for (let steps = 0; (await active.textContent()) !== '西北大区-青海'; steps += 1) {
    expect(steps).toBeLessThan(20);
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toContainText('还没有成员');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(members).toBeFocused();
  await expect(row(page, '西北大区-青海').getByRole('cell').nth(3)).toHaveText('1');
  await tabTo(page, page.getByRole('button', { name: '删除部门：华北渠道部', exact: true }));
  await page.keyboard.press('Enter');
  await tabTo(page, dialog(page).getByRole('button', { name: /^删\s?除$/ }));
  await page.keyboard.press('Enter');
  await expect(row(page, '华北渠道部')).toHaveCount(0);
});

test('whoever leads a department creates an account in it, resets its password and restores it', async ({
  openAs,
  who,
  server,
}) => {
  const users = await who.admin.get('/api/v1/admin/users?page_size=100');
  const id = users.json.items.find((one) => one.user_name === 'manager1').id;
  const added = await who.admin.post('/api/v1/departments', {
    label: '西南大区',
    type: 'sales',
    managers: [id],
  });
  expect(added.status, added.text).toBe(201);
  const page = await openAs('manager1', '/departments');
  await settled(page);
  await page.getByRole('button', { name: '成员：西南大区', exact: true }).click();
  await expect(dialog(page)).toContainText('还没有成员');
  await dialog(page).getByRole('button', { name: '新增账号' }).click();
  const drawer = page.getByRole('dialog', { name: '新增账号' });
  await drawer.getByLabel('用户名').fill('x');
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(drawer.getByText('用户名长度为3至32个字符')).toBeVisible();
  await drawer.getByLabel('用户名').fill('southwest.one');
  await drawer.getByLabel('姓名').fill('罗小西');
  await drawer.getByRole('button', { name: '保存' }).click();
  const shown = page.getByRole('dialog', { name: /罗小西/ });
  await expect(shown).toContainText('southwest.one');
  const initial = await shown.locator('code').textContent();
  await shown.getByRole('button', { name: /记下|知道/ }).click();
  await expect(dialog(page).getByRole('listitem')).toContainText('罗小西');

  const own = await server.signIn('southwest.one', initial.trim());
  await own.post('/api/v1/me/password', { current: initial.trim(), new: password });
  await page.getByRole('button', { name: '重设密码：罗小西' }).click();
  await page.getByRole('button', { name: '重设初始密码' }).click();
  await expect(shown).toContainText('southwest.one');
  await shown.getByRole('button', { name: /记下|知道/ }).click();
  expect((await own.get('/api/v1/me')).status).toBe(401);

  execFileSync('sqlite3', [
    '-cmd',
    '.timeout 30000',
    `${server.data}/qudao.db`,
    "UPDATE user_account SET updated_at = 1000, last_sign_in_at = 1000 WHERE user_name = 'southwest.one'",
  ]);
  const search = page.getByRole('searchbox', { name: '按用户名、姓名、手机搜索' });
  await search.fill('小东');
  await search.press('Enter');
  await expect(page.getByText('没有符合条件的账号')).toBeVisible();
  await page.getByLabel('仅看已锁定').check();
  await search.fill('小西');
  await search.press('Enter');
  await expect(page.getByRole('listitem').filter({ hasText: '罗小西' })).toContainText('长期未用');
  await page.getByRole('button', { name: '恢复罗小西' }).click();
  await page
    .getByRole('button', { name: /^恢\s?复$/ })
    .last()
    .click();
  await expect(page.getByText('没有符合条件的账号')).toBeVisible();
});

test('in English at 360 px: the list, its people and the form fit and are accessible', async ({
  openAs,
}) => {
  const page = await openAs('admin', '/admin/departments', {
    locale: 'en',
    chosen: true,
    width: 360,
    height: 740,
  });
  await settled(page);
  await expectGood(page);
  await page.getByRole('button', { name: 'People of 华东渠道部' }).click();
  await expect(dialog(page).getByRole('listitem')).toHaveCount(1);
  await expectGood(page);
  await dialog(page).getByRole('button', { name: 'New account' }).click();
  await expect(page.getByRole('dialog', { name: 'New account' })).toBeVisible();
  await expectGood(page);
});
