// The signing list: the address is the query; searches are saved, columns remembered.
import { pickOption, saved, type } from './support/form.mjs';
import { expect, settled, test } from './support/qudao.mjs';

test('searching, filtering and saving a search', async ({ openAs }) => {
  const page = await openAs('manager1', '/signings');
  await settled(page);
  await page.getByRole('searchbox', { name: '查询' }).fill('没有这样的签约');
  await page.keyboard.press('Enter');
  await expect(page.getByText('没有符合条件的签约')).toBeVisible();
  await expect(page).toHaveURL(/\?q=/);
  await page.getByRole('main').getByRole('button', { name: '清除条件' }).first().click();
  await expect(page.getByRole('link', { name: /^QS\d+/ }).first()).toBeVisible();

  await page.locator('.ant-select').filter({ hasText: '状态' }).click();
  await pickOption(page, '审批通过');
  await expect(page).toHaveURL(/state=approved/);
  const rows = page.locator('tbody tr').filter({ has: page.getByRole('link') });
  await expect(rows.filter({ hasText: '审批中' })).toHaveCount(0);
  await expect(rows.filter({ hasText: '审批通过' }).first()).toBeVisible();

  await page.getByRole('button', { name: '已保存的搜索' }).click();
  await page.getByLabel('保存当前条件').fill('已通过的签约');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByRole('button', { name: '已通过的签约', exact: true })).toBeVisible();
  await page.goto('/signings');
  await page.getByRole('button', { name: '已保存的搜索' }).click();
  await page.getByRole('button', { name: '已通过的签约', exact: true }).click();
  await expect(page).toHaveURL(/state=approved/);
});

test('a column that was taken off stays off', async ({ openAs }) => {
  const page = await openAs('manager1', '/signings');
  await settled(page);
  await expect(page.getByRole('columnheader', { name: '签约渠道经理' })).toBeVisible();
  await page.getByRole('button', { name: '显示的列' }).click();
  await page.getByRole('checkbox', { name: '签约渠道经理' }).uncheck();
  await expect(page.getByRole('columnheader', { name: '签约渠道经理' })).toHaveCount(0);
  await page.reload();
  await settled(page);
  await expect(page.getByRole('columnheader', { name: '签约渠道经理' })).toHaveCount(0);
});

test('on a phone the list is cards', async ({ openAs }) => {
  const page = await openAs('manager1', '/signings', { width: 360, height: 740 });
  await settled(page);
  await expect(page.getByRole('table')).toHaveCount(0);
  await expect(
    page.getByRole('list', { name: '渠道签约' }).getByRole('listitem').first(),
  ).toBeVisible();
});

test('a draft that has no name yet is among the recent items, its number said once', async ({
  openAs,
}) => {
  const page = await openAs('partner2', '/signings/new');
  await settled(page);
  await type(page, 'brands', '甲');
  await saved(page);
  await expect(page).toHaveURL(/\/signings\/[0-9a-f-]{36}$/);
  await page.reload();
  const item = page.getByRole('navigation').getByRole('link', { name: '（尚未命名）' }).first();
  await expect(item).toHaveText(/^（尚未命名）QS\d+$/);
  // It stays no longer than its test.
  await page.getByRole('button', { name: '删除', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  await expect(page).toHaveURL(/\/signings$/);
});
