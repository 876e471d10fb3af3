// Why a field is as it is: asked with the mouse and with F1, answered in words, in the language of the reader.
import { expectGood } from './support/accessible.mjs';
import { choose, field, type } from './support/form.mjs';
import { tabTo } from './support/keyboard.mjs';
import { expect, settled, test } from './support/qudao.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * @param {Page} page
 * @param {string} path
 */
async function ask(page, path) {
  await field(page, path).hover();
  await field(page, path).locator('[data-why]').click();
}

/**
 * @param {Page} page
 * @param {string} label
 */
const answer = (page, label) =>
  page.getByRole('region', { name: new RegExp(`^(为什么？|Why\\? )${label}$`) });

test('what is required, missing, waiting, calculated or wrong says why', async ({ openAs }) => {
  const page = await openAs('partner2', '/signings/new');
  /** @type {string[]} */
  const loaded = [];
  page.on('requestfinished', (request) => loaded.push(request.url()));
  await settled(page);
  await page.waitForLoadState('networkidle');
  const explanations = () => loaded.filter((url) => /authoring[^/]*\.wasm/.test(url)).length;

  // Nothing of it is loaded before the first question.
  expect(explanations()).toBe(0);
  await ask(page, 'signing_name');
  await expect(answer(page, '签约名称')).toBeFocused();
  await expect(answer(page, '签约名称')).toContainText('“签约名称”必填');
  await expect.poll(explanations).toBe(1);

  // It says what a field waits for.
  await page.keyboard.press('Escape');
  await choose(page, 'signing_entity', '浪潮信息');
  await choose(page, 'signing_type', '分销商');
  await choose(page, 'signing_entity', '浪潮软件'); // has no distributors: the type is cleared
  await ask(page, 'channel_level');
  const level = answer(page, '渠道级别');
  await expect(level).toContainText('“渠道级别”等待先填写：“签约类型”');
  await expect(level).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(level).toHaveCount(0);
  await expect(field(page, 'channel_level').locator('[data-why]')).toBeFocused();

  // The choices that are missing, each with its reason.
  await choose(page, 'signing_entity', '浪潮信息');
  await choose(page, 'signing_type', '经销商');
  await ask(page, 'signing_name');
  await ask(page, 'channel_level'); // one answer at a time
  await expect(answer(page, '签约名称')).toHaveCount(0);
  await expect(level).toContainText('签约类型：经销商');
  await level.getByText(/个选项现在不可选/).click();
  await expect(level.getByRole('listitem').filter({ hasText: '不可选' }).first()).toContainText(
    '“签约类型”是经销商，不属于',
  );

  // What was read leads to its field; what lay over that is put away.
  await level.getByRole('button', { name: '签约类型：经销商' }).click();
  await expect(field(page, 'signing_type').getByRole('combobox')).toBeFocused();
  await expect(level).toHaveCount(0);

  // A violation across fields.
  await type(page, 'staff_total', '40');
  await type(page, 'sales_staff', '50');
  await ask(page, 'staff_total');
  await expect(answer(page, '公司员工总数')).toContainText('大于“公司员工总数” (40)');
});

test('what is not asked is listed with the reason, and leads to what decides', async ({
  openAs,
}) => {
  const page = await openAs('partner2', '/signings/new');
  await settled(page);
  await choose(page, 'signing_entity', '浪潮信息');
  await choose(page, 'signing_type', '经销商');
  await expect(field(page, 'bound_distributor')).toHaveCount(0);
  const basic = page.getByRole('region', { name: '签约基本信息' });
  const more = basic.getByRole('button', { name: /项无需填写，为什么？$/ });
  await more.click();
  const distributor = basic.getByRole('listitem').filter({ hasText: '“签约绑定分销商”无需填写' });
  await expect(distributor).toContainText('“签约类型”是经销商');
  await distributor.getByRole('button', { name: '签约类型：经销商' }).click();
  await expect(field(page, 'signing_type').getByRole('combobox')).toBeFocused();
  await choose(page, 'signing_type', '分销商');
  await expect(field(page, 'bound_distributor')).toBeVisible();
});

test('with the keyboard: F1 in a field, Esc gives the focus back', async ({ openAs }) => {
  const page = await openAs('partner2', '/signings/new');
  await settled(page);
  const name = field(page, 'signing_name').locator('input');
  await name.focus();
  await page.keyboard.press('F1');
  await expect(answer(page, '签约名称')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(name).toBeFocused();

  // No stop on the way from field to field, but where the control takes no focus.
  await expect(field(page, 'signing_name').locator('[data-why]')).toHaveAttribute('tabindex', '-1');
  const calculated = field(page, 'created_by').locator('[data-why]');
  await tabTo(page, calculated);
  await page.keyboard.press('Enter');
  await expect(answer(page, '创建人')).toBeFocused();
  await expect(answer(page, '创建人')).toContainText('由规则计算');
  await page.keyboard.press('Tab');
  await expect(answer(page, '创建人').getByRole('button', { name: '关闭' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(calculated).toBeFocused();
});

test('what cannot be loaded is said, and the form goes on without it', async ({
  openAs,
  errors,
}) => {
  const page = await openAs('partner2', '/signings/new');
  await settled(page);
  await page.route('**/*authoring*.wasm', (route) => route.abort());
  await ask(page, 'signing_name');
  const why = answer(page, '签约名称');
  await expect(why.getByRole('alert')).toContainText('填写和保存不受影响');
  await type(page, 'signing_name', '没有说明的签约');
  await page.unroute('**/*authoring*.wasm');
  await why.getByRole('button', { name: '重试' }).click();
  await expect(why).toContainText('“签约名称”必填');
  errors.splice(0, errors.length, ...errors.filter((text) => !text.includes('ERR_FAILED')));
});

for (const [locale, width] of /** @type {[string, number][]} */ ([
  ['zh-CN', 1280],
  ['en', 360],
])) {
  test(`answers are accessible and fit: ${locale}, ${width} px`, async ({ openAs }) => {
    const page = await openAs('partner2', '/signings/new', { locale, width, chosen: true });
    await settled(page);
    await choose(page, 'signing_type', locale === 'en' ? 'Dealer' : '经销商');
    await page
      .getByRole('button', { name: /无需填写，为什么？$|not asked\. Why\?$/ })
      .first()
      .click();
    await field(page, 'channel_level').locator('[data-why]').click();
    await expect(answer(page, locale === 'en' ? 'Channel level' : '渠道级别')).toBeFocused();
    await expectGood(page);
    // On a phone it stands between the fields and stays: another answer explains anew.
    if (width > 560) return;
    await choose(page, 'signing_type', 'Certified partner');
    await expect(answer(page, 'Channel level')).toContainText('Signing type: Certified partner');
  });
}
