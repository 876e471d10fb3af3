// Every page, in both languages and both widths: no serious accessibility violation, nothing wider
// than the screen, its heading in the language of the reader.
import { expectGood, seriousViolations } from './support/accessible.mjs';
import { expect, newContext, settled, signIn, test as base } from './support/qudao.mjs';

/** Somebody, an address, and the heading in both languages. */
const pages = [
  ['', '/sign-in', '登录', 'Sign in'],
  ['', '/register', '用户注册', /registration/i],
  ['', '/forgot-password', '忘记密码？', 'Forgot your password?'],
  ['', '/reset-password#ended', '设置新密码', 'Choose a new password'],
  ['', '/setup/not-a-token', '创建管理员', 'Create the administrator'],
  ['partner1', '/', '工作台', 'Workbench'],
  ['partner1', '/signings', '渠道签约', 'Channel signings'],
  ['partner1', '/signings/new', '新建渠道签约', 'New channel signing'],
  ['partner1', '/profile', '个人资料', 'Profile'],
  ['partner1', '/new-password', '设置新密码', 'Set a new password'],
  ['partner1', '/no-such-page', '找不到这个页面', 'Page not found'],
  ['partner1', '/help', '帮助', 'Help'],
  ['partner1', '/sync', '同步', 'Sync'],
  ['partner1', '/contacts', /有限公司/, /有限公司/],
  ['partner1', '/companies/check', '撞单检测', 'Collision check'],
  ['partner1', '/companies', '我的客户', 'My customers'],
  ['partner1', '/companies/pool', '公海', 'Public pool'],
  ['partner1', '/companies/all', '全部客户', 'All customers'],
  ['partner1', '/companies/applications', '申请', 'Applications'],
  ['partner1', '/companies/import', '导入客户', 'Import companies'],
  ['manager1', '/partners', '渠道商', 'Partners'],
  ['manager1', '/inbox', '待我审批', 'Waiting for me'],
  ['admin', '/admin/users', '用户', 'Users'],
  ['admin', '/admin/approval-paths', '审批路径', 'Approval paths'],
  ['admin', '/admin/dictionaries', '数据字典', 'Dictionaries'],
  ['admin', '/admin/dictionaries/transport', '数据字典', 'Dictionaries'],
  ['admin', '/admin/definitions', '表单定义', 'Forms'],
  ['admin', '/admin/settings', '业务设置', 'Settings'],
  ['admin', '/admin/news', '公告', 'News'],
  ['admin', '/admin/audit', '审计日志', 'Audit trail'],
  ['admin', '/admin/mail', '邮件队列', 'Mail queue'],
  ['admin', '/admin/libraries', '资源规则', 'Library rules'],
  ['admin', '/admin/sync', '同步设备', 'Synced devices'],
  ['admin', '/admin/departments', '部门', 'Departments'],
];

/** Both languages, both widths. */
const looks = [
  ['zh-CN', 1280],
  ['en', 360],
];

/**
 * One page for each person and look, kept from test to test: what every page loads and compiles is loaded once, which is
 * most of the time. The tests only read.
 */
const test = base.extend({
  shared: [
    async ({ browser, server }, use) => {
      const errors = [];
      const pages = new Map();
      const visit = async (who, [locale, width]) => {
        const key = `${who} ${locale} ${width}`;
        if (!pages.has(key)) {
          const options = { locale, width, height: 800, chosen: true };
          const context = await newContext(browser, server.origin, errors, options);
          if (who !== '') await signIn(context, server.origin, who);
          pages.set(key, await context.newPage());
        }
        return pages.get(key);
      };
      await use({ errors, visit });
      await Promise.all([...pages.values()].map((page) => page.context().close()));
    },
    { scope: 'worker' },
  ],

  /** visited(who, address, read): the address in every look, both at once; `read` gets the page and its language. */
  visited: async ({ shared }, use) => {
    await use((who, address, read) =>
      Promise.all(
        looks.map(async (look) => {
          const page = await shared.visit(who, look);
          await page.goto(address);
          await settled(page);
          await read(page, look[0]);
        }),
      ),
    );
    expect(shared.errors.splice(0)).toEqual([]);
  },
});

test.describe.configure({ mode: 'parallel' });

for (const [who, address, chinese, english] of pages) {
  test(`${address} is accessible and fits`, async ({ visited }) => {
    await visited(who, address, async (page, locale) => {
      await expect(page.locator('h1').first()).toHaveText(locale === 'en' ? english : chinese);
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      await expectGood(page);
    });
  });
}

test('a record, its decision and its print are accessible and fit', async ({ visited }) => {
  await visited('manager1', '/signings?state=pending', async (page) => {
    const record = page.getByRole('link', { name: /^QS\d+/ }).first();
    const path = await record.getAttribute('href');
    for (const address of [path, `${path}/print`, path.replace('signings', 'inbox')]) {
      await page.goto(address);
      await settled(page);
      await expectGood(page);
    }
  });
});

test('a company, and a check that finds one, are accessible and fit', async ({ visited }) => {
  await visited('partner1', '/companies', async (page) => {
    const company = page
      .getByRole('main')
      .getByRole('link', { name: /有限公司|厂$/ })
      .first();
    const name = await company.innerText();
    await company.click();
    await expect(page.locator('h1')).toHaveText(name);
    await settled(page);
    await expectGood(page);
    await page.goto('/companies/check');
    await settled(page);
    await page.getByRole('textbox', { name: /^(客户名称|Company name)$/ }).fill(name);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: /^(检测结果|Result)$/ })).toContainText(name);
    await expectGood(page);
  });
});

test('a form with its faults and dialogs is accessible and fits', async ({ visited }) => {
  await visited('partner1', '/signings/new', async (page) => {
    await page.getByRole('button', { name: /^(提交审批|Submit)$/ }).click();
    await expect(page.getByRole('alert').first()).toBeVisible();
    await expectGood(page);
    await page.locator('[data-field="channel_manager"] button').first().click();
    await expect(page.getByRole('dialog').getByRole('row').nth(1)).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.locator('[data-field="letter_accepted"]').getByRole('checkbox').click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
  });
});

test('what cannot be loaded says so, with a way to try again', async ({ openAs, errors }) => {
  const failing = [
    ['partner1', '/', '/signings/new'],
    ['manager1', '/inbox'],
    ['admin', '/admin/settings'],
  ];
  const fails = async ([who, ...addresses]) => {
    // With a database there would be something to show.
    const page = await openAs(who, '/help', { noDatabase: true });
    await settled(page);
    await page.route(/\/api\/v1\/(?!me$)/, (route) => route.abort());
    for (const address of addresses) {
      await page.goto(address);
      const alert = page.getByRole('main').getByRole('alert').first();
      await expect(alert).toContainText('连接不上服务器');
      await expect(alert.getByRole('button', { name: '重试' })).toBeVisible();
    }
    expect(await seriousViolations(page)).toEqual([]);
  };
  // At once: the page asks again for some seconds before it says so.
  await Promise.all(failing.map(fails));
  errors.splice(0, errors.length, ...errors.filter((text) => !text.includes('ERR_FAILED')));
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
