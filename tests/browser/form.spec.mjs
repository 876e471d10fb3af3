// What surrounds the answers of a form: its address, its attachments, two people at once, taking it back.
import { scan } from './support/answers.mjs';
import { attach, field, pickOption, saved, type } from './support/form.mjs';
import { expect, settled, signIn, test } from './support/qudao.mjs';

const stored = /\/signings\/[0-9a-f-]{36}$/;

/**
 * A draft of this person's, opened.
 * @param {import('@playwright/test').Page} page
 * @param {string} name
 */
async function newDraft(page, name) {
  await page.goto('/signings/new');
  await settled(page);
  await type(page, 'signing_name', name);
  await saved(page);
  await expect(page).toHaveURL(stored);
}

test('a new signing gets its address and stays as it is; the next one begins anew', async ({
  openAs,
}) => {
  const page = await openAs('partner2', '/signings');
  const menu = page.getByRole('navigation', { name: '主导航' });
  const begin = menu.getByRole('link', { name: '新建渠道签约' });
  await begin.click();
  await settled(page);
  await expect(begin).toHaveAttribute('aria-current', 'page');
  const name = field(page, 'signing_name').locator('input');
  await name.fill('有了地址的签约');
  await saved(page);
  await expect(page).toHaveURL(stored);
  await expect(name).toBeFocused();
  await expect(begin).not.toHaveAttribute('aria-current', 'page');
  await expect(menu.getByRole('link', { name: '有了地址的签约' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await begin.click();
  await expect(page).toHaveURL(/\/signings\/new$/);
  await expect(name).toHaveValue('');
});

test('the inputs of a section are a form, which is all the browser looks through at a key, and which sends nothing', async ({
  openAs,
}) => {
  const page = await openAs('partner2', '/signings');
  await newDraft(page, '一段一表');
  const asked = await page.locator('[data-field] input').evaluateAll((inputs) =>
    inputs.map((/** @type {HTMLInputElement} */ input) => {
      const section = input.closest('section');
      return section !== null && input.form?.closest('section') === section;
    }),
  );
  expect(asked.length).toBeGreaterThan(50);
  expect(asked).not.toContain(false);

  const before = await page.evaluate(() => performance.timeOrigin);
  await page.evaluate(() => document.forms[0]?.requestSubmit());
  await expect(field(page, 'signing_name').locator('input')).toHaveValue('一段一表');
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(before);
});

test('attachments: dropped, sent again after a failure, or a URL', async ({ openAs, errors }) => {
  // With a database files are on this device at once (offline_files.spec.mjs).
  const page = await openAs('partner2', '/', { noDatabase: true });
  await newDraft(page, '带附件的签约');
  const attachments = field(page, 'attachments');

  // The line drops in the middle of the first upload.
  await page.route('**/api/v1/files?*', (route) => route.abort(), { times: 1 });
  const file = await page.evaluateHandle(
    ([bytes, file]) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], file, { type: 'application/pdf' }));
      return data;
    },
    /** @type {const} */ ([[...scan('').buffer], '拖进来的身份证.pdf']),
  );
  const target = attachments.getByText('将文件拖到此处', { exact: false });
  await target.dispatchEvent('drop', { dataTransfer: file });
  const row = attachments.getByRole('listitem').filter({ hasText: '拖进来的身份证.pdf' });
  await row.locator('.ant-select').click();
  await pickOption(page, '法人身份证复印件');
  await expect(row.getByRole('alert')).toBeVisible();
  await row.getByRole('button', { name: '重试' }).click();
  await expect(row.getByRole('link', { name: '拖进来的身份证.pdf' })).toBeVisible();

  await attachments.getByRole('button', { name: '添加网址' }).click();
  const address = attachments.getByRole('textbox', { name: '附件网址' });
  await expect(address).toBeFocused();
  await address.fill('javascript:alert(1)');
  await attachments.getByRole('combobox', { name: '文档类型', exact: true }).click();
  await pickOption(page, '三证合一');
  await attachments.getByRole('button', { name: '添加', exact: true }).click();
  await expect(attachments.getByRole('alert')).toBeVisible();
  await address.fill('files.example/certificate.pdf');
  await page.keyboard.press('Enter');
  await expect(attachments.getByRole('link', { name: /certificate\.pdf$/ })).toHaveAttribute(
    'href',
    'http://files.example/certificate.pdf',
  );
  await saved(page);
  await page.reload();
  await expect(row.getByRole('link')).toBeVisible();
  await expect(attachments.getByRole('link', { name: /certificate\.pdf$/ })).toBeVisible();
  errors.splice(0, errors.length, ...errors.filter((text) => !text.includes('ERR_FAILED')));
});

test('without a database, changed in two places: the person chooses which version stays', async ({
  fresh,
  server,
}) => {
  const context = await fresh({ noDatabase: true });
  await signIn(context, server.origin, 'partner2');
  const here = await context.newPage();
  await newDraft(here, '两处修改');
  const there = await (await fresh({ noDatabase: true })).newPage();
  await signIn(there.context(), server.origin, 'partner2');
  await there.goto(here.url());
  await type(there, 'brands', '那里');
  await saved(there);

  await type(here, 'brands', '这里');
  const conflict = here.getByRole('alert').filter({ hasText: '此签约已在别处修改' });
  await conflict.getByRole('button', { name: '放弃我的修改，载入最新内容' }).click();
  await expect(field(here, 'brands').locator('input')).toHaveValue('那里');
  await expect(conflict).toHaveCount(0);

  await type(here, 'brands', '又是这里');
  await saved(here);
  await type(there, 'brands', '又是那里');
  await there
    .getByRole('alert')
    .filter({ hasText: '此签约已在别处修改' })
    .getByRole('button', { name: '用我填写的内容覆盖' })
    .click();
  await saved(there);
  await here.reload();
  await expect(field(here, 'brands').locator('input')).toHaveValue('又是那里');
});

test('a draft is deleted, an attachment is taken off again', async ({ openAs }) => {
  const page = await openAs('partner2');
  await newDraft(page, '要删除的签约');
  await attach(page, scan('多余的.pdf'), '营业执照');
  await page.getByRole('button', { name: '移除“多余的.pdf”' }).click();
  await expect(field(page, 'attachments').getByText('多余的.pdf')).toHaveCount(0);
  await saved(page);
  const address = page.url();
  await page.reload();
  await page.getByRole('button', { name: '删除', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  await expect(page).toHaveURL(/\/signings$/);
  await expect(page.getByText('要删除的签约')).toHaveCount(0);
  await page.goto(address);
  await expect(page.getByRole('heading', { name: '找不到这个页面' })).toBeVisible();
});

test('what is wrong is walked through without scrolling back; Ctrl+S saves', async ({ openAs }) => {
  const page = await openAs('partner2', '/signings/new');
  await settled(page);
  await page.getByRole('button', { name: '提交审批' }).click();
  const next = page.getByRole('button', { name: /^下一处/ });
  await next.click();
  await expect(field(page, 'letter_accepted').getByRole('checkbox')).toBeFocused();
  await next.click();
  await expect(field(page, 'signing_name').locator('input')).toBeFocused();
  await page.keyboard.type('逐处修改');
  await next.click();
  await expect(field(page, 'fiscal_year').getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('已保存', { exact: true })).toBeVisible();
});
