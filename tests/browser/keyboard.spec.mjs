// With the keyboard alone: from the sign-in to a new signing, and through the inbox.
import { demoPassword, expect, settled, test } from './support/qudao.mjs';
import { tabTo } from './support/keyboard.mjs';

test('sign in, open a new signing, answer its first choices', async ({ fresh }) => {
  const page = await (await fresh()).newPage();
  await page.goto('/sign-in');
  await tabTo(page, page.getByRole('textbox', { name: '用户名' }));
  await page.keyboard.type('partner1');
  await page.keyboard.press('Tab');
  await page.keyboard.type(demoPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '工作台' })).toBeVisible();

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('main').getByRole('link', { name: '新建渠道签约' }).first());
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/signings\/new$/);
  await settled(page);

  const name = page.locator('[data-field="signing_name"] input');
  await tabTo(page, name);
  await page.keyboard.type('只用键盘的签约');
  const entity = page.locator('[data-field="signing_entity"]');
  await tabTo(page, entity.getByRole('combobox'));
  // Last year's entity is taken over; another one follows it in the list.
  const before = await entity.locator('.ant-select').innerText();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(entity.locator('.ant-select')).not.toHaveText(before);
});

test('the inbox is walked with arrow keys and left by deciding', async ({ openAs }) => {
  const page = await openAs('manager1', '/inbox');
  await settled(page);
  const list = page.getByRole('navigation', { name: '待审批的签约' });
  const links = list.getByRole('link');
  await tabTo(page, links.first());
  await page.keyboard.press('End');
  await expect(links.last()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Home');
  await expect(links.first()).toBeFocused();
  const title = (await links.first().locator('span > span').first().innerText()).trim();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: title })).toBeFocused();
});
