// Rows of answers: added, filled in, taken out and put back, with the mouse and the keyboard, as a table and as cards; kept,
// printed and explained like every other answer. On a server of its own, whose form has rows.
import { startServer } from '../api/support/server.mjs';
import { expectGood } from './support/accessible.mjs';
import { scan } from './support/answers.mjs';
import { choose, field, offered, pickOption, saved, type } from './support/form.mjs';
import { withOrderLines } from './support/order_lines.mjs';
import { demoPassword, expect, settled, signIn, test as demo, web } from './support/qudao.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const test = demo.extend({
  server: [
    async ({ browser }, use) => {
      const server = await startServer(['--demo', '--web', web, '--requests-per-minute', '6000']);
      const context = await browser.newContext({ baseURL: server.origin });
      await signIn(context, server.origin, 'admin', demoPassword);
      const { definition } = await (
        await context.request.get('/api/v1/definitions/signing')
      ).json();
      const published = await context.request.post('/api/v1/admin/definitions', {
        headers: { 'X-Qudao-Request': '1', Origin: server.origin },
        data: { definition: withOrderLines(definition) },
      });
      expect(published.status(), await published.text()).toBe(201);
      await context.close();
      await use(server);
      await server.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** @param {Page} page */
const lines = (page) => field(page, 'order_lines').first();
/** @param {Page} page */
const add = (page) => lines(page).getByRole('button', { name: /^(添加一行|Add a row)$/ });

/**
 * @param {Page} page
 * @param {number} row from 0
 * @param {string} column
 */
const cell = (page, row, column) => field(page, `order_lines/${row}/line_${column}`);

/**
 * A row with its product and quantity.
 * @param {Page} page
 * @param {number} row
 * @param {string} product
 * @param {string} quantity
 */
async function fillRow(page, row, product, quantity) {
  await choose(page, `order_lines/${row}/line_product`, product);
  await type(page, `order_lines/${row}/line_quantity`, quantity);
}

test('rows are filled in, calculated, summed up, kept, read and printed', async ({ openAs }) => {
  const page = await openAs('partner2', '/signings/new');
  await settled(page);
  await type(page, 'signing_name', '有明细的签约');
  await expect(lines(page)).toContainText('还没有内容');
  await add(page).click();
  await expect(cell(page, 0, 'product').getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await fillRow(page, 0, '服务器', '3');
  await type(page, 'order_lines/0/line_price', '2.5');
  await expect(cell(page, 0, 'amount')).toContainText('7.5');
  await add(page).click();
  await fillRow(page, 1, '服务器', '2');
  await type(page, 'order_lines/1/line_price', '1');
  await expect(field(page, 'order_total')).toContainText('9.5');

  // What depends on an answer is of the same row.
  expect(await offered(page, 'order_lines/0/line_model')).toEqual(['NF5280', 'NF8480']);
  await choose(page, 'order_lines/1/line_product', '存储');
  expect(await offered(page, 'order_lines/1/line_model')).toEqual(['AS5500']);
  await expect(cell(page, 1, 'price')).toContainText('无需填写');
  await expect(field(page, 'order_total')).toContainText('7.5');

  await saved(page);
  await page.reload();
  await expect(cell(page, 0, 'quantity').locator('input')).toHaveValue('3');
  await expect(cell(page, 1, 'product')).toContainText('存储');

  await page.goto(`${page.url()}/print`);
  const table = page.getByRole('table', { name: '采购计划明细' });
  await expect(table.getByRole('columnheader').nth(1)).toHaveText('产品');
  await expect(table.getByRole('row').nth(1)).toContainText('服务器');
  await expect(table.getByRole('row').nth(1)).toContainText('7.5');
  await expect(table.getByRole('row').nth(2)).toContainText('存储');
});

test('a row is taken out and put back; what is known of the others stays with them', async ({
  openAs,
}) => {
  const page = await openAs('partner2', '/signings/new');
  await settled(page);
  for (const [row, quantity] of ['1', '-2', '3'].entries()) {
    await add(page).click();
    await page.keyboard.press('Escape');
    await fillRow(page, row, '存储', quantity);
  }
  await expect(cell(page, 1, 'quantity').getByRole('listitem')).toBeVisible();
  await lines(page).getByRole('button', { name: '移除第 1 行' }).click();
  await expect(cell(page, 0, 'quantity').locator('input')).toHaveValue('-2');
  await expect(cell(page, 0, 'quantity').getByRole('listitem')).toBeVisible();
  await expect(cell(page, 2, 'quantity')).toHaveCount(0);
  await expect(cell(page, 0, 'product').getByRole('combobox')).toBeFocused();
  await expect(lines(page).getByText('已移除第 1 行')).toBeVisible();

  await type(page, 'order_lines/0/line_quantity', '20');
  await lines(page).getByRole('button', { name: '撤销' }).click();
  await expect(cell(page, 0, 'quantity').locator('input')).toHaveValue('1');
  await expect(cell(page, 1, 'quantity').locator('input')).toHaveValue('20');
  await expect(cell(page, 2, 'quantity').locator('input')).toHaveValue('3');
  await expect(cell(page, 0, 'product').getByRole('combobox')).toBeFocused();
  await expect(lines(page).getByText('已移除第 1 行')).toHaveCount(0);

  // Without rows the button that adds one has the focus; too few are said.
  for (let rows = 3; rows > 0; rows -= 1) {
    await lines(page)
      .getByRole('button', { name: `移除第 ${rows} 行` })
      .click();
  }
  await expect(add(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cell(page, 0, 'product').getByRole('combobox')).toBeFocused();
});

test('a file goes to its row, though rows moved while it was on its way', async ({ openAs }) => {
  // With a database it is on this device at once, and never on its way.
  const page = await openAs('partner2', '/signings/new', { noDatabase: true });
  await settled(page);
  await add(page).click();
  await page.keyboard.press('Escape');
  await fillRow(page, 0, '存储', '1');
  await add(page).click();
  await page.keyboard.press('Escape');
  await fillRow(page, 1, '服务器', '2');
  /** @type {(() => void) | undefined} */
  let arrive;
  const arrived = new Promise((resolve) => (arrive = () => resolve(undefined)));
  await page.route('**/api/v1/files?*', async (route) => {
    await arrived;
    await route.continue();
  });
  const files = cell(page, 1, 'files');
  await files.locator('input[type=file]').setInputFiles(scan('报价.pdf'));
  await files.locator('.ant-select').click();
  await pickOption(page, '营业执照');
  await expect(files.getByRole('progressbar')).toBeVisible();
  await lines(page).getByRole('button', { name: '移除第 1 行' }).click();
  await expect(cell(page, 0, 'product')).toContainText('服务器');
  arrive?.();
  await expect(cell(page, 0, 'files').getByRole('link', { name: '报价.pdf' })).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(cell(page, 0, 'files').getByRole('link', { name: '报价.pdf' })).toBeVisible();
});

test('faults in rows are counted, listed and walked through; "why?" is answered there', async ({
  openAs,
}) => {
  const page = await openAs('partner2', '/signings/new');
  await settled(page);
  await add(page).click();
  await page.keyboard.press('Escape');
  await fillRow(page, 0, '服务器', '150');
  await type(page, 'order_lines/0/line_price', '12');
  await expect(cell(page, 0, 'price')).toContainText('数量达到 100 时单价须低于 10');
  await page.getByRole('button', { name: '提交审批' }).click();
  const summary = page.getByRole('alert').filter({ hasText: '处需要修改' });
  await expect(summary).toContainText('采购计划明细 第 1 行 单价');
  await expect(lines(page)).toContainText('采购计划明细至少填写 2 行');
  await summary.getByRole('button', { name: /第 1 行 单价/ }).click();
  await expect(cell(page, 0, 'price').locator('input')).toBeFocused();
  const next = page.getByRole('button', { name: /^下一处/ });
  await next.click();
  await next.click();
  await expect(cell(page, 0, 'price').locator('input')).toBeFocused();

  await page.keyboard.press('F1');
  const why = page.getByRole('region', { name: '为什么？采购计划明细 第 1 行 单价' });
  await expect(why).toBeFocused();
  await expect(why).toContainText('“数量”是150');
  await why.getByRole('button', { name: '数量：150' }).first().click();
  await expect(cell(page, 0, 'quantity').locator('input')).toBeFocused();
  // It stands below the row, and another answer explains anew.
  await type(page, 'order_lines/0/line_quantity', '160');
  await expect(why).toContainText('“数量”是160');
});

test('of many rows some are drawn; a fault further down is gone to all the same', async ({
  openAs,
  server,
}) => {
  const page = await openAs('partner2', '/signings');
  const rows = Array.from({ length: 60 }, (_, row) => ({
    line_product: 'storage',
    line_quantity: row === 54 ? -1 : row + 1,
  }));
  const created = await page.request.post('/api/v1/records/signing', {
    headers: { 'X-Qudao-Request': '1', Origin: server.origin },
    data: { data: { signing_name: '六十行', order_lines: rows } },
  });
  expect(created.status(), await created.text()).toBe(201);
  const { record } = await created.json();
  await page.goto(`/signings/${record.id}`);
  await settled(page);
  await expect(add(page)).toBeDisabled();
  await expect(lines(page)).toContainText('最多 60 行');
  await expect(cell(page, 49, 'quantity')).toHaveCount(1);
  await expect(cell(page, 54, 'quantity')).toHaveCount(0);
  await page.getByRole('button', { name: '提交审批' }).click();
  const summary = page.getByRole('alert').filter({ hasText: '处需要修改' });
  await summary.getByRole('button', { name: /第 55 行 数量/ }).click();
  await expect(cell(page, 54, 'quantity').locator('input')).toBeFocused();
  await lines(page)
    .getByRole('button', { name: /显示更多/ })
    .click();
  await expect(cell(page, 59, 'quantity')).toHaveCount(1);
});

for (const [locale, width] of /** @type {[string, number][]} */ ([
  ['zh-CN', 1280],
  ['en', 768],
  ['en', 360],
])) {
  test(`rows are accessible and fit: ${locale}, ${width} px`, async ({ openAs }) => {
    const page = await openAs('partner2', '/signings/new', { locale, width, chosen: true });
    await settled(page);
    await expectGood(page); // none yet
    for (const row of [0, 1]) {
      await add(page).click();
      await page.keyboard.press('Escape');
      await fillRow(page, row, locale === 'en' ? 'Server' : '服务器', '-1');
    }
    await lines(page)
      .getByRole('button', { name: locale === 'en' ? 'Remove row 2' : '移除第 2 行' })
      .click();
    await expect(cell(page, 0, 'product').getByRole('combobox')).toHaveAccessibleName(
      locale === 'en' ? 'Product row 1' : '产品 第 1 行',
    );
    await cell(page, 0, 'quantity').locator('input').focus();
    await page.keyboard.press('F1');
    await expect(
      page.getByRole('region', { name: /^(为什么？|Why\? )采购计划明细|^Why\? Purchase plan/ }),
    ).toBeFocused();
    await expectGood(page);
  });
}
