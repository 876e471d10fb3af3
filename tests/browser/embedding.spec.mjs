// The custom element of the package in a stranger's page: no bundler, no framework, strict policy, no connection.
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base } from '@playwright/test';
import { answers, bundleOf, context } from '../../wasm/test/support.mjs';
import { installSite, serve } from './support/embedding.mjs';
import { everyKind, withRows } from './support/every_kind.mjs';

const lookups = {
  manager: { m1: { employee_no: '1001', name: '李娜', department: '渠道部', area: '江苏' } },
};

const test = base.extend({
  folder: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
    async ({}, use) => {
      const { folder, remove } = installSite({
        'bundle.json': bundleOf('signing'),
        'kinds.json': everyKind,
        'rows.json': withRows,
        'context.json': { values: context.values, lookups },
      });
      await use(folder);
      remove();
    },
    { scope: 'worker' },
  ],
  site: async ({ folder }, use) => {
    const site = await serve(folder);
    await use(site);
    await site.close();
  },
  // A page whose console has an error, a policy that was broken among them, fails its test.
  page: async ({ page, site }, use) => {
    const errors = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      const asked = message.location().url.endsWith('/nothing.json');
      if (message.type() === 'error' && !asked) errors.push(message.text());
    });
    await page.goto(site.origin);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await use(page);
    expect(errors).toEqual([]);
  },
});

async function accessible(page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
}

const data = (page) => page.evaluate(() => document.querySelector('qudao-form').data());
const field = (page, label) => page.getByLabel(label, { exact: false });

test('the signing: rules answer as somebody types', async ({ page }) => {
  await expect(page.locator('.field')).toHaveCount(82);
  const type = field(page, /^Signing type/);
  await expect(type).toBeDisabled();
  await expect(type).toHaveAccessibleDescription('First answer: Contracting entity');

  await field(page, /^Contracting entity/).selectOption('inspur_info');
  await type.selectOption('AA');
  await field(page, /^Channel level/).selectOption('AA_GOLD');
  await expect(field(page, /^Bound distributor/)).toBeHidden();
  await type.selectOption('DB');
  await expect(field(page, /^Bound distributor/)).toBeVisible();
  await expect(page.getByRole('status')).toHaveText('The answer was cleared: Channel level');
  await expect(field(page, /^Channel level/)).toHaveAccessibleDescription(/no longer/);
  expect(await data(page)).not.toHaveProperty('channel_level');

  const mobile = field(page, /^General manager's mobile/);
  await mobile.fill('123');
  await expect(mobile).toHaveAttribute('aria-invalid', 'false');
  await mobile.press('Tab');
  await expect(mobile).toHaveAttribute('aria-invalid', 'true');
  await expect(mobile).toHaveAccessibleDescription(/mobile/i);
  await mobile.fill('138 1234 5678');
  await expect(mobile).toHaveAttribute('aria-invalid', 'false');
  await mobile.press('Tab');
  await expect(mobile).toHaveValue('13812345678');
});

test('what is missing is listed and leads there, by keyboard; what holds is submitted', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Submit' }).focus();
  await page.keyboard.press('Enter');
  const summary = page.getByRole('group', { name: /answers need your attention/ });
  await expect(summary).toBeFocused();
  await accessible(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(field(page, /^Signing letter accepted/)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(field(page, /^Signing letter accepted/)).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(field(page, /^Signing name/)).toBeFocused();

  await page.evaluate((record) => {
    const form = document.querySelector('qudao-form');
    for (const [path, value] of Object.entries(record)) form.set(path, value);
  }, answers);
  await expect(summary).toBeHidden();
  await page.getByRole('button', { name: 'Submit' }).click();
  const sent = page.getByRole('region', { name: 'Submission' });
  await expect(sent).toBeFocused();
  expect(JSON.parse(await sent.locator('pre').innerText())).toMatchObject({
    signing_name: answers.signing_name,
    province: '320000',
    annual_turnover: 5200.5,
  });
});

test('without a connection it opens again, with what was typed', async ({
  page,
  context,
  site,
}) => {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await field(page, /^Signing name/).fill('Without a line');
  await field(page, /^Contracting entity/).selectOption('inspur_info');
  await site.close();
  await context.setOffline(true);
  await page.reload();
  await expect(field(page, /^Signing name/)).toHaveValue('Without a line');
  await field(page, /^Signing type/).selectOption('DB');
  await field(page, /^Contracting entity/).selectOption('inspur_software');
  await expect(page.getByRole('status')).toHaveText(/Signing type/);
});

test('every kind of field has a control, in either language and on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.evaluate(() => document.querySelector('qudao-form').setAttribute('src', 'kinds.json'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Every kind');
  const typed = {
    text: ' 浪潮 ',
    multiline: 'one\ntwo',
    integer: '１，２００',
    decimal: '1.125',
    money: '12.5',
    date: '2026-03-01',
    datetime: '2026-03-01T10:30',
    email: 'a@example.com',
    url: 'https://example.com',
    mobile: '13812345678',
    phone: '0512-62881234',
    landline: '0512-62881234',
    postcode: '215000',
    credit_code: '91110000600037341L',
    organisation_code: '60003734-1',
    tax_number: '91110000600037341L',
  };
  for (const [kind, value] of Object.entries(typed)) {
    await field(page, new RegExp(`^A ${kind}$`)).fill(value);
  }
  await field(page, /^A boolean$/).check();
  await field(page, /^A choice$/).selectOption('two');
  await field(page, /^blue$/).check();
  await field(page, /^red$/).check();
  await field(page, /^A region$/).selectOption({ label: 'Suzhou' });
  await field(page, /^A lookup$/).selectOption({ label: '李娜 · 江苏' });
  expect(await data(page)).toMatchObject({
    a_text: '浪潮',
    a_multiline: 'one\ntwo',
    a_integer: 1200,
    a_decimal: 1.125,
    a_money: 12.5,
    a_boolean: true,
    a_date: '2026-03-01',
    a_choice: 'two',
    a_choices: ['red', 'blue'],
    a_region: '320500',
    a_lookup: 'm1',
    a_organisation_code: '600037341',
  });
  // 10:30 on the clock of this machine is shown as that again.
  await page.getByRole('button', { name: 'Submit' }).focus();
  await expect(field(page, /^A datetime$/)).toHaveValue('2026-03-01T10:30');
  await expect(page.getByRole('group', { name: 'A attachments' })).toContainText('None yet');
  await accessible(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);

  await page.evaluate(() => document.querySelector('qudao-form').setAttribute('locale', 'zh-CN'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('各种');
  await expect(page.getByRole('button', { name: '提交' })).toBeVisible();
  await expect(field(page, /^A money$/)).toHaveValue('12.5');
});

test('rows are added, calculated, taken out and put back, by keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.evaluate(() => document.querySelector('qudao-form').setAttribute('src', 'rows.json'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Order');
  const lines = page.getByRole('group', { name: /^Lines/ });
  const line = (row) => lines.getByRole('group', { name: `Row ${row}`, exact: true });
  for (const [row, quantity] of ['2', '3', '4'].entries()) {
    await lines.getByRole('button', { name: 'Add a row' }).focus();
    await page.keyboard.press('Enter');
    await expect(field(line(row + 1), /^Quantity/)).toBeFocused();
    await page.keyboard.type(quantity);
  }
  await expect(lines.getByRole('button', { name: 'Add a row' })).toBeDisabled();
  await expect(field(page, /^Total/)).toHaveValue('9');
  await field(line(2), /^Quantity/).fill('-1');
  await field(line(2), /^Price/).focus();
  await expect(field(line(2), /^Quantity/)).toHaveAttribute('aria-invalid', 'true');
  await lines.getByRole('button', { name: 'Remove row 1' }).click();
  await expect(field(line(1), /^Quantity/)).toBeFocused();
  await expect(field(line(1), /^Quantity/)).toHaveAttribute('aria-invalid', 'true');
  await expect(lines.getByRole('status')).toHaveText('Row 1 was removed');
  await accessible(page);
  await lines.getByRole('button', { name: 'Undo' }).click();
  expect((await data(page)).lines).toMatchObject([
    { quantity: 2 },
    { quantity: -1 },
    { quantity: 4 },
  ]);
  await page.getByRole('button', { name: 'Submit' }).click();
  const summary = page.getByRole('group', { name: '1 answer needs your attention' });
  await summary.getByRole('button', { name: /Row 2: Quantity/ }).click();
  await expect(field(line(2), /^Quantity/)).toBeFocused();
});

test('a bundle that is refused or not there says so', async ({ page }) => {
  for (const [src, because] of [
    ['context.json', /definition\./],
    ['nothing.json', /HTTP 404/],
  ]) {
    const error = page.evaluate(
      () =>
        new Promise((resolve) => {
          document
            .querySelector('qudao-form')
            .addEventListener('error', ({ detail }) => resolve(detail.error.name), { once: true });
        }),
    );
    await page.evaluate((to) => document.querySelector('qudao-form').setAttribute('src', to), src);
    await expect(page.getByRole('alert')).toHaveText(because);
    expect(await error).toMatch(/Error$/);
  }
});
