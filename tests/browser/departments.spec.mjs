// 部门: ordered by administrators and by those who manage some; their managers look at the customers, hand over and release.
import { expectGood, seriousViolations } from './support/accessible.mjs';
import { mobile, ownServer, telesales, test as base } from './support/companies.mjs';
import { expect, settled } from './support/qudao.mjs';

// Whose department is whose is of this file only.
const test = base.extend({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
  server: [async ({}, use) => ownServer(null, use), { scope: 'worker' }],
});

/** @param {import('@playwright/test').Page} page */
const dialog = (page) => page.getByRole('dialog');

/** @param {import('@playwright/test').Page} page @param {string} label @param {string} name */
async function choose(page, label, name) {
  await dialog(page).getByRole('combobox', { name: label }).click();
  await page.getByTitle(name, { exact: true }).last().click();
}

/** @param {import('@playwright/test').Page} page @param {string} name */
const row = (page, name) => page.getByRole('row').filter({ hasText: name });

test('added under another with its name, given managers and members, removed when empty', async ({
  openAs,
}) => {
  const page = await openAs('admin', '/admin/departments');
  await settled(page);
  await expect(row(page, '华东渠道部')).toContainText('未指定');
  await page.getByRole('button', { name: '新增部门' }).click();
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('请填写部门名称');
  expect(await seriousViolations(page)).toEqual([]);
  await dialog(page).getByLabel('名称').fill('电销中心');
  await choose(page, '类型', '分支机构');
  await choose(page, '负责人', '王海涛');
  await page.keyboard.press('Escape');
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await expect(row(page, '电销中心')).toContainText('王海涛');
  for (const label of ['一组', '二组']) {
    await page.getByRole('button', { name: '新增下级部门：电销中心', exact: true }).click();
    await dialog(page).getByLabel('名称').fill(label);
    await dialog(page).getByRole('button', { name: '保存' }).click();
    await expect(row(page, `电销中心-${label}`)).toBeVisible();
  }
  await page.getByRole('button', { name: '成员：华北渠道部', exact: true }).click();
  await dialog(page).getByRole('combobox', { name: '李静的部门' }).click();
  await page.getByTitle('电销中心-一组', { exact: true }).click();
  await expect(dialog(page)).toContainText('还没有成员');
  await dialog(page).getByRole('button', { name: '关闭' }).click();
  await expect(row(page, '电销中心-一组').getByRole('cell').nth(3)).toHaveText('1');
  await expectGood(page);
  await page.getByRole('button', { name: '删除部门：电销中心', exact: true }).click();
  await page
    .getByRole('button', { name: /^删\s?除$/ })
    .last()
    .click();
  await expect(page.getByText('还有 0 名成员、2 个下级部门')).toBeVisible();
  await page.getByRole('button', { name: '删除部门：华北渠道部', exact: true }).click();
  await page
    .getByRole('button', { name: /^删\s?除$/ })
    .last()
    .click();
  await expect(row(page, '华北渠道部')).toHaveCount(0);

  const users = await openAs('admin', '/admin/users');
  await settled(users);
  await users.getByRole('button', { name: '修改郑凯' }).click();
  await dialog(users).getByRole('combobox', { name: '部门' }).click();
  await users.getByTitle('电销中心-二组', { exact: true }).click();
  await dialog(users).getByRole('button', { name: '保存' }).click();
  await expect(dialog(users)).toHaveCount(0);
  await expect(row(users, '郑凯')).toContainText('电销中心-二组');
});

test('its manager sees who owns how many, hands over and releases; nobody else has the page', async ({
  openAs,
  who,
  entered,
}) => {
  const list = async () => (await who.admin.get('/api/v1/departments')).json.items;
  const users = (await who.admin.get('/api/v1/admin/users?page_size=100')).json.items;
  const id = (/** @type {string} */ name) =>
    users.find((/** @type {{user_name: string}} */ user) => user.user_name === name).id;
  const add = { type: 'sales', label: '西南部', managers: [id('manager1')] };
  expect((await who.admin.post('/api/v1/departments', add)).status).toBe(201);
  const one = (await list()).find((/** @type {{name: string}} */ each) => each.name === '西南部');
  for (const name of ['manager2', 'manager3']) {
    const put = await who.admin.post(`/api/v1/departments/${one.id}/members`, { person: id(name) });
    expect(put.status).toBe(200);
  }
  const first = await entered('manager2', { name: '贵阳甲秀蜡染坊' }, telesales);
  const second = await entered('manager2', { name: '遵义赤水竹编厂' }, telesales);
  await entered('manager1', { name: '昆明翠湖鲜花饼店', mobile: [mobile()] }, telesales);

  const page = await openAs('manager1', '/');
  await page.getByRole('link', { name: '部门客户' }).click();
  await settled(page);
  await expect(page.getByRole('heading', { name: '部门客户', level: 1 })).toBeVisible();
  const inventory = page.getByRole('region', { name: '部门库容' });
  await expect(row(page, '李静').first()).toContainText('2/300');
  await expect(page.getByRole('link', { name: first.name })).toBeVisible();
  await expect(page.getByRole('link', { name: '昆明翠湖鲜花饼店' })).toHaveCount(0);
  await expectGood(page);
  await inventory.getByRole('button', { name: '郑凯' }).click();
  await expect(page.getByText('没有符合条件的客户')).toBeVisible();
  await inventory.getByRole('button', { name: '李静' }).click();
  await page.getByRole('checkbox', { name: first.name }).check();
  await page.getByRole('button', { name: '批量转交' }).click();
  await dialog(page).getByRole('combobox', { name: '人员' }).click();
  await page.getByTitle(/^郑凯（/).click();
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('status')).toContainText('1');
  await expect(page.getByRole('link', { name: first.name })).toHaveCount(0);
  await page.getByRole('link', { name: second.name }).click();
  await settled(page);
  await page.getByRole('button', { name: '放弃', exact: true }).click();
  await choose(page, '放弃原因', '没有需求');
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await expect(dialog(page)).toHaveCount(0);
  const free = await who.manager2.get(`${telesales}/companies/${second.id}`);
  expect(free.json.company.state).toBe('pool');

  const narrow = await openAs('manager1', '/companies/department', {
    width: 360,
    height: 800,
    locale: 'en',
    chosen: true,
  });
  await settled(narrow);
  await expect(narrow.getByRole('heading', { name: 'Department’s customers' })).toBeVisible();
  await expectGood(narrow);
  await narrow.getByRole('link', { name: 'Manage departments' }).click();
  await settled(narrow);
  await expect(narrow.getByRole('main')).toContainText('西南部');
  await expectGood(narrow);
  const other = await openAs('manager2', '/');
  await settled(other);
  await expect(other.getByRole('link', { name: '我的客户' }).first()).toBeVisible();
  await expect(other.getByRole('link', { name: '部门客户' })).toHaveCount(0);
});
