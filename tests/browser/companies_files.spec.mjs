// 附件 and 签约 on the page of a company.
import { readFileSync } from 'node:fs';
import { expectGood } from './support/accessible.mjs';
import { addressOf, test } from './support/companies.mjs';
import { expect, settled } from './support/qudao.mjs';

const pdf = (text) => ({
  name: `${text}.pdf`,
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.7\n% ${text}\n`),
});

test('a file is uploaded, opened and taken away; what fails says why and can be sent again', async ({
  openAs,
  entered,
  errors,
}) => {
  const company = await entered('partner1', { name: '六安瓜片春茶合作社' });
  const page = await openAs('partner1', addressOf(company), { width: 360, height: 800 });
  await settled(page);
  const files = page.getByRole('region', { name: '附件' });
  await expect(files).toContainText('还没有附件');
  const input = files.locator('input[type=file]');
  await input.setInputFiles([pdf('采购合同')]);
  const link = files.getByRole('link', { name: '采购合同.pdf' });
  await expect(link).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(readFileSync(await download.path(), 'utf8')).toContain('采购合同');
  // No PDF, whatever it is called; and a line that breaks.
  await input.setInputFiles([{ ...pdf('假的'), buffer: Buffer.from('<html></html>') }]);
  await expect(files.getByRole('alert')).toBeVisible();
  await expectGood(page);
  await files.getByRole('button', { name: '取消：假的.pdf' }).click();
  await page.route('**/api/v1/files?*', (route) => route.abort());
  await input.setInputFiles([pdf('补充协议')]);
  await expect(files.getByRole('alert')).toBeVisible();
  await page.unroute('**/api/v1/files?*');
  expect(errors.splice(0)).toEqual([expect.stringContaining('ERR_FAILED')]);
  await files.getByRole('button', { name: '重试：补充协议.pdf' }).click();
  await expect(files.getByRole('link', { name: '补充协议.pdf' })).toBeVisible();
  await expect(files.getByRole('alert')).toHaveCount(0);
  await files.getByRole('button', { name: '移除：采购合同.pdf' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '移除' }).click();
  await expect(link).toHaveCount(0);
  const history = page.getByRole('region', { name: '历史' });
  await expect(history).toContainText('移除附件');
  await expect(history).toContainText('采购合同.pdf');
});

test('its signings, as far as one may see them, lead to them', async ({ openAs, entered, who }) => {
  const { items } = (await who.partner1.get('/api/v1/records/signing?page_size=1')).json;
  const company = await entered('partner1', { name: items[0].partner.name });
  const page = await openAs('partner1', addressOf(company));
  await settled(page);
  const signings = page.getByRole('region', { name: '签约' });
  await expectGood(page);
  await signings.getByRole('link', { name: items[0].number }).click();
  await expect(page).toHaveURL(new RegExp(`/signings/${items[0].id}`));
  const other = await openAs('partner2', addressOf(company));
  await settled(other);
  await expect(other.getByRole('region', { name: '签约' })).toContainText('没有您可以查看的签约');
  await expect(other.getByRole('region', { name: '附件' })).toHaveCount(0);
});
