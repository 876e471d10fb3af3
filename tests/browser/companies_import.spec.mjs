// 导入 and 导出: a file is chosen, its columns are said, every row is checked, and what can be entered is.
import { readFileSync } from 'node:fs';
import { unzip } from '../api/support/workbook.mjs';
import { expectGood, seriousViolations } from './support/accessible.mjs';
import { mobile, test } from './support/companies.mjs';
import { tabTo } from './support/keyboard.mjs';
import { expect, settled } from './support/qudao.mjs';

test('a file is mapped, checked, imported; what was refused is taken out with the reasons', async ({
  openAs,
  entered,
}) => {
  await entered('partner2', { name: '蚌埠涂山湖水产养殖场', mobile: ['13911110101'] });
  const page = await openAs('partner1', '/companies');
  await settled(page);
  await page.getByRole('link', { name: '导入' }).click();
  const choose = (name, text) =>
    page
      .getByLabel('选择文件…')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  const rows = [
    '公司名称,联系电话,客户等级',
    '滁州琅琊山茶业有限公司,0550-3512266,A',
    '蚌埠市涂山湖水产养殖场,13911110101,B',
    '淮北相山酒业有限公司,,C',
  ];
  await choose('名单.csv', `${rows.join('\n')}\n`);
  const job = page.getByRole('region', { name: '名单.csv' });
  await expect(job.getByText('不导入', { exact: true })).toBeVisible();
  await expectGood(page);
  await job.getByRole('button', { name: '检测各行' }).click();
  const told = job.getByRole('status');
  await expect(told).toContainText('将录入 1 行，并入 0 行，不能导入 2 行');
  await expect(job.getByRole('row').filter({ hasText: '蚌埠市涂山湖' })).toContainText(
    '归他人所有',
  );
  await expect(job.getByRole('row').filter({ hasText: '淮北相山' })).toContainText('至少填写一项');
  await page.reload();
  await expect(told).toContainText('将录入 1 行');
  await job.getByRole('button', { name: '导入 1 行' }).click();
  await expect(told).toContainText('已录入 1 行，并入 0 行，未导入 2 行');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    job.getByRole('button', { name: '下载未导入的行' }).click(),
  ]);
  const refused = unzip(readFileSync(await download.path()));
  expect(refused.get('xl/sharedStrings.xml')).toContain('淮北相山酒业有限公司');
  await page.setViewportSize({ width: 360, height: 800 });
  await expectGood(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: '删除：名单.csv' }).click();
  await expect(job).toHaveCount(0);

  await page.goto('/companies?q=%E7%90%85%E7%90%8A%E5%B1%B1');
  await settled(page);
  await expect(page.getByRole('row').filter({ hasText: '滁州琅琊山茶业' })).toBeVisible();
  await page.getByRole('button', { name: '导出' }).click();
  const [all] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: '客户，每个一行' }).click(),
  ]);
  const exported = unzip(readFileSync(await all.path()));
  expect(exported.get('xl/sharedStrings.xml')).toContain('滁州琅琊山茶业有限公司');
});

test('three people of two companies come in, are at their companies, and go out again', async ({
  openAs,
}) => {
  const [tong, xuan] = [mobile(), mobile()];
  const page = await openAs('partner1', '/companies/import');
  await settled(page);
  const rows = [
    '客户名称,手机,姓名,职位,联系人手机,联系人邮箱',
    `铜陵天井湖铜艺坊,${tong},姚铜,店主,${mobile()},yao@tongyi.example`,
    `铜陵天井湖铜艺坊,${tong},方艺,会计,,`,
    `安庆振风塔食品厂,,江风,厂长,${xuan},`,
    '安庆振风塔食品厂,,,厂长,12,x',
  ];
  await page.getByLabel('选择文件…').setInputFiles({
    name: '联系人.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${rows.join('\n')}\n`),
  });
  const job = page.getByRole('region', { name: '联系人.csv' });
  await expect(job.getByText('联系人：职务', { exact: true })).toBeVisible();
  await expect(job.getByText('联系人：姓名', { exact: true })).toBeVisible();
  await expectGood(page);
  // What a column means is said with the keyboard as well.
  await tabTo(page, job.getByRole('combobox', { name: '联系人邮箱' }));
  await page.keyboard.type('备注');
  await expect(page.locator('.ant-select-item-option')).toHaveCount(2);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(job.getByTitle('联系人：备注')).toBeVisible();
  await page.keyboard.type('联系人：邮箱');
  await page.keyboard.press('Enter');
  await job.getByRole('button', { name: '检测各行' }).click();
  const told = job.getByRole('status');
  await expect(told).toContainText('将录入 2 行，并入 1 行，不能导入 1 行');
  const refused = job.getByRole('row').filter({ hasText: '安庆振风塔' });
  await expect(refused).toContainText('联系人手机：这里没有中国大陆的电话号码');
  await expect(refused).toContainText('姓名：请填写联系人姓名');
  await expectGood(page);
  await page.setViewportSize({ width: 360, height: 800 });
  await expectGood(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await job.getByText('全部', { exact: true }).click();
  await expect(job.getByRole('row').filter({ hasText: '方艺' })).toContainText('并入');
  await job.getByRole('button', { name: '导入 3 行' }).click();
  await expect(told).toContainText('已录入 2 行，并入 1 行，未导入 1 行');
  await job.getByText('全部', { exact: true }).click();
  await job.getByRole('link', { name: '铜陵天井湖铜艺坊' }).first().click();
  const panel = page.getByRole('region', { name: '联系人' });
  await expect(panel.getByRole('listitem')).toHaveCount(2);
  await expect(panel.getByRole('listitem').first()).toContainText('姚铜店主');
  await expect(panel).toContainText('方艺会计');
  await expect(page.getByRole('region', { name: '历史' })).toContainText('方艺');

  await page.goto('/companies?q=%E6%8C%AF%E9%A3%8E%E5%A1%94');
  await settled(page);
  await tabTo(page, page.getByRole('button', { name: '导出' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: '客户和联系人，每人一行' })).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  const texts = unzip(readFileSync(await file.path())).get('xl/sharedStrings.xml');
  for (const text of ['安庆振风塔食品厂', '联系人职务', '江风', xuan])
    expect(texts).toContain(text);
  expect(texts).not.toContain('方艺');
});

test('what is no table is refused in words', async ({ openAs }) => {
  const page = await openAs('partner1', '/companies/import');
  await settled(page);
  await page
    .getByLabel('选择文件…')
    .setInputFiles({ name: 'a.xlsx', mimeType: 'x', buffer: Buffer.from('no workbook') });
  await expect(page.getByRole('main').getByRole('alert')).toContainText('不是 Excel 工作簿');
});
