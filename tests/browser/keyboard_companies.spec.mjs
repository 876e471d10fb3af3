// The pages of the libraries with the keyboard alone: everything is reached, and the focus comes back to where it was.
import { addressOf, mobile, test } from './support/companies.mjs';
import { tabTo } from './support/keyboard.mjs';
import { expect, settled } from './support/qudao.mjs';

test('checked, refused, looked at', async ({ openAs, entered }) => {
  const number = mobile();
  const company = await entered('partner2', { name: '扬中新坝电气成套设备厂', mobile: [number] });
  const page = await openAs('partner1', '/companies');
  await settled(page);
  await tabTo(page, page.getByRole('main').getByRole('link', { name: '撞单检测' }));
  await page.keyboard.press('Enter');
  const name = page.getByRole('textbox', { name: '客户名称' });
  await tabTo(page, name);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: '电话' })).toBeFocused();
  await tabTo(page, page.getByRole('textbox', { name: '手机' }));
  // A further line is Shift+Enter; Enter checks both.
  await page.keyboard.type('13000000000');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type(number);
  await page.keyboard.press('Enter');
  const result = page.getByRole('region', { name: '检测结果' });
  await expect(result).toContainText('归他人所有');
  await tabTo(page, result.getByRole('link', { name: company.name }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(company.name);
});

test('a note, and a release out of the row', async ({ openAs, entered }) => {
  const company = await entered('partner1', { name: '句容茅山老区茶叶合作社' });
  const page = await openAs('partner1', addressOf(company));
  await settled(page);
  await tabTo(page, page.getByRole('spinbutton', { name: '成熟度' }));
  await page.keyboard.press('ArrowUp');
  await tabTo(page, page.getByRole('textbox', { name: '联系内容' }));
  await page.keyboard.type('寄了样品');
  await tabTo(page, page.getByRole('checkbox', { name: '未联系到客户' }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: '保存小记' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: '不计为有效联系' })).toBeVisible();
  await expect(page.getByRole('region', { name: '联系小记' })).toContainText('成熟度 2');

  await page.goto('/companies');
  await settled(page);
  const release = page.getByRole('button', { name: `放弃：${company.name}` });
  await tabTo(page, release);
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByRole('combobox', { name: '放弃原因' })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(release).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(drawer.getByRole('combobox', { name: '放弃原因' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: '企业已注销或停业' })).toBeAttached();
  await page.keyboard.press('Enter');
  await tabTo(page, drawer.getByRole('button', { name: '保存' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(`已放弃：${company.name}`)).toBeVisible();
});

test('what a row has no room for is in its menu, and the menu gives the focus back', async ({
  openAs,
  entered,
  acted,
}) => {
  const company = await entered('partner1', { name: '溧阳天目山白茶专业合作社' });
  await acted('partner1', company, { action: 'release', reason: 'no_need' });
  const page = await openAs('partner2', '/companies/pool');
  await settled(page);
  const more = page.getByRole('button', { name: `更多操作：${company.name}` });
  await tabTo(page, more);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: '特殊资源申请' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(more).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: '特殊资源申请' })).toBeFocused();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('特殊资源申请');
  await expect(drawer.getByRole('combobox', { name: '人员' })).toBeFocused();
});
