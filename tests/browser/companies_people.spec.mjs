// 联系人 at a company: added, changed, made the main one, removed; their numbers are searched like the company's own.
import { expectGood, seriousViolations } from './support/accessible.mjs';
import { addressOf, check, mobile, test } from './support/companies.mjs';
import { tabTo } from './support/keyboard.mjs';
import { expect, settled } from './support/qudao.mjs';

test('kept with the keyboard, found by the check, refused where it is somebody else’s', async ({
  openAs,
  entered,
}) => {
  const number = mobile();
  const company = await entered('partner1', { name: '阜阳颍州西湖柳编厂' });
  const page = await openAs('partner1', addressOf(company));
  await settled(page);
  const panel = page.getByRole('region', { name: '联系人' });
  await expect(panel).toContainText('还没有联系人');
  await tabTo(page, panel.getByRole('button', { name: '新增联系人' }));
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByLabel('姓名')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(drawer.getByText('请填写联系人姓名')).toBeVisible();
  await page.keyboard.type('郑颍');
  await tabTo(page, drawer.getByLabel('手机'));
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await expect(drawer.getByText('这里没有中国大陆的电话号码')).toBeVisible();
  await expect(drawer.getByRole('checkbox', { name: '主要联系人' })).toBeChecked();
  expect(await seriousViolations(page)).toEqual([]);
  await drawer.getByLabel('手机').fill(number);
  await page.keyboard.press('Enter');
  await expect(drawer).toHaveCount(0);
  await expect(panel.getByRole('link', { name: number })).toHaveAttribute('href', `tel:${number}`);
  await expect(panel).toContainText('主要联系人');
  await expect(panel.getByRole('button', { name: '新增联系人' })).toBeFocused();
  await expectGood(page);

  const other = await openAs('partner2', '/companies/check');
  await settled(other);
  const result = await check(other, { 手机: number });
  await expect(result).toContainText(company.name);
  const theirs = await entered('partner2', { name: '亳州谯城花戏楼药材行' });
  const narrow = await openAs('partner2', addressOf(theirs), { width: 360, height: 800 });
  await settled(narrow);
  const people = narrow.getByRole('region', { name: '联系人' });
  await people.getByRole('button', { name: '新增联系人' }).click();
  const form = narrow.getByRole('dialog');
  await form.getByLabel('姓名').fill('何某');
  await form.getByLabel('手机').fill(number);
  await form.getByRole('button', { name: '保存' }).click();
  await expect(form.getByRole('alert')).toContainText('归他人所有');
  await expect(form).toContainText(company.name);
  await form.getByLabel('手机').fill('');
  await form.getByRole('button', { name: '保存' }).click();
  await people.getByRole('button', { name: '修改：何某' }).click();
  await expect(form.getByLabel('姓名')).toHaveValue('何某');
  await form.getByLabel('职务').fill('店长');
  await form.getByRole('button', { name: '保存' }).click();
  await expect(people).toContainText('店长');
  await expectGood(narrow);
  await people.getByRole('button', { name: '删除：何某' }).click();
  await narrow.getByRole('tooltip').getByRole('button', { name: '删除' }).click();
  await expect(people).toContainText('还没有联系人');
  await expect(narrow.getByRole('region', { name: '历史' })).toContainText('删除联系人');
});

test('in the pool they are masked until it is claimed', async ({ openAs, entered, acted, who }) => {
  const company = await entered('partner1', { name: '宿州埇桥鞋业加工场' });
  const contact = { name: '不给看', mobile: mobile() };
  const path = `/api/v1/libraries/agents/companies/${company.id}/contacts`;
  expect((await who.partner1.post(path, { contact })).status).toBe(201);
  await acted('partner1', company, { action: 'release', reason: 'no_need' });
  const page = await openAs('partner2', addressOf(company));
  await settled(page);
  const panel = page.getByRole('region', { name: '联系人' });
  await expect(panel).toContainText('挑入后可见');
  await expect(page.getByRole('main')).not.toContainText('不给看');
  await page.getByRole('button', { name: '挑入', exact: true }).click();
  await expect(panel).toContainText('不给看');
});

test('sources and industries: kept by the administrator of the library, offered in its form', async ({
  openAs,
}) => {
  const page = await openAs('admin', '/companies/all');
  await settled(page);
  await page.getByRole('button', { name: '来源和行业' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('来源').fill('展会\n转介绍\n\n展会');
  await drawer.getByLabel('行业').fill('行'.repeat(51));
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(drawer.getByRole('alert')).toContainText('最多 50 个字');
  expect(await seriousViolations(page)).toEqual([]);
  await drawer.getByLabel('来源').fill('转介绍\n展会');
  await drawer.getByLabel('行业').fill('机械\n食品');
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(drawer).toHaveCount(0);

  const partner = await openAs('partner1', '/companies/check');
  await settled(partner);
  await expect(partner.locator('datalist option')).toHaveCount(4);
  const result = await check(partner, {
    客户名称: '淮南八公山豆腐作坊',
    手机: mobile(),
  });
  await partner.getByRole('combobox', { name: '来源' }).fill('转介绍');
  await partner.keyboard.press('Enter');
  await result.getByRole('button', { name: '录入' }).click();
  await partner.getByRole('link', { name: '淮南八公山豆腐作坊' }).click();
  await expect(partner.getByRole('region', { name: '客户资料' })).toContainText('转介绍');
  await partner.goto('/companies/all');
  await settled(partner);
  await expect(partner.getByRole('button', { name: '来源和行业' })).toHaveCount(0);

  // Lists are narrowed to one of them, by the address as well.
  const row = partner.getByRole('row').filter({ hasText: '淮南八公山豆腐作坊' });
  const filter = partner.getByRole('search').getByRole('combobox', { name: '来源' });
  await filter.click();
  await partner.locator('.ant-select-item-option').filter({ hasText: '展会' }).click();
  await expect(partner).toHaveURL(/source=/);
  await expect(partner.getByText('没有符合条件的客户')).toBeVisible();
  await filter.click();
  await partner.locator('.ant-select-item-option').filter({ hasText: '转介绍' }).click();
  await expect(row).toBeVisible();
  await partner.reload();
  await settled(partner);
  await expect(row).toBeVisible();
  await partner.setViewportSize({ width: 360, height: 800 });
  await expectGood(partner);
});

test('on a phone, in English, whoever is in several libraries has room for their names', async ({
  openAs,
  entered,
}) => {
  await entered('partner1', { name: '滁州琅琊山菊花茶厂' });
  const look = { width: 360, height: 800, locale: 'en', chosen: true };
  const page = await openAs('admin', '/companies/all', look);
  await settled(page);
  await expect(page.getByRole('radio')).toHaveCount(2);
  await expectGood(page);
});
