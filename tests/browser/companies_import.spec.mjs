// 导入 and 导出: a file is chosen, its columns are said, every row is checked, and what can be entered is.
import { readFileSync } from 'node:fs';
import { unzip } from '../api/support/workbook.mjs';
import { expectGood } from './support/accessible.mjs';
import { test } from './support/companies.mjs';
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
  const [all] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出' }).click(),
  ]);
  const exported = unzip(readFileSync(await all.path()));
  expect(exported.get('xl/sharedStrings.xml')).toContain('滁州琅琊山茶业有限公司');
});

test('what is no table is refused in words', async ({ openAs }) => {
  const page = await openAs('partner1', '/companies/import');
  await settled(page);
  await page
    .getByLabel('选择文件…')
    .setInputFiles({ name: 'a.xlsx', mimeType: 'x', buffer: Buffer.from('no workbook') });
  await expect(page.getByRole('main').getByRole('alert')).toContainText('不是 Excel 工作簿');
});
