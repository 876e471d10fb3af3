// Every page, in both languages and both widths: no serious accessibility violation, nothing wider
// than the screen, its heading in the language of the reader.
import AxeBuilder from '@axe-core/playwright';
import { expect, settled, test } from './support/qudao.mjs';

/** Somebody, an address, and the heading in both languages. */
const pages = [
  ['', '/sign-in', '登录', 'Sign in'],
  ['', '/register', '用户注册', /registration/i],
  ['partner1', '/', '工作台', 'Workbench'],
  ['partner1', '/signings', '渠道签约', 'Channel signings'],
  ['partner1', '/signings/new', '新建渠道签约', 'New channel signing'],
  ['partner1', '/profile', '个人资料', 'Profile'],
  ['partner1', '/help', '帮助', 'Help'],
  ['manager1', '/inbox', '待我审批', 'Waiting for me'],
  ['admin', '/admin/users', '用户', 'Users'],
  ['admin', '/admin/approval-paths', '审批路径', 'Approval paths'],
  ['admin', '/admin/dictionaries', '数据字典', 'Dictionaries'],
  ['admin', '/admin/settings', '财年设置', 'Fiscal years'],
  ['admin', '/admin/news', '公告', 'News'],
  ['admin', '/admin/audit', '审计日志', 'Audit trail'],
  ['admin', '/admin/mail', '邮件队列', 'Mail queue'],
];

/** @param {import('@playwright/test').Page} page */
async function seriousViolations(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n')}`);
}

/** @param {import('@playwright/test').Page} page */
const overflow = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });

for (const [who, address, chinese, english] of pages) {
  test(`${address} is accessible and fits`, async ({ openAs, fresh }) => {
    for (const [locale, width] of [
      ['zh-CN', 1280],
      ['en', 360],
    ]) {
      const options = { locale, width, height: 800 };
      let page;
      if (who === '') {
        page = await (await fresh(options)).newPage();
        await page.goto(address);
      } else {
        page = await openAs(who, address, options);
        // The account's language is Chinese; this machine's person reads another.
        await page.evaluate((chosen) => localStorage.setItem('qudao.locale', chosen), locale);
        await page.reload();
      }
      await settled(page);
      await expect(page.locator('h1').first()).toHaveText(locale === 'en' ? english : chinese);
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      expect(await seriousViolations(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    }
  });
}

test('a record and its decision are accessible and fit', async ({ openAs }) => {
  const records = await openAs('partner1', '/signings');
  await settled(records);
  const path = await records
    .getByRole('link', { name: /^QS\d+/ })
    .first()
    .getAttribute('href');
  for (const width of [1280, 360]) {
    const page = await openAs('partner1', path, { width, height: 800 });
    await settled(page);
    expect(await seriousViolations(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  }
});

test('dialogs, drawers and popovers are accessible', async ({ openAs }) => {
  const page = await openAs('admin', '/admin/users');
  await settled(page);
  await page.getByRole('button', { name: '新建用户' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expect(
    page.getByRole('dialog').locator('.ant-form-item-explain-error').first(),
  ).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  // The focus comes back to where the person was.
  await expect(page.getByRole('button', { name: '新建用户' })).toBeFocused();
  await page.getByRole('button', { name: /^通知/ }).click();
  await expect(page.getByRole('heading', { name: '通知' })).toBeVisible();
  expect(await seriousViolations(page)).toEqual([]);
});
