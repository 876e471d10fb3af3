// Nothing typed is lost: the page is closed, the network goes, and the answers are there again.
import { CrashingBrowser } from './support/crashing_browser.mjs';
import { field, saved, type } from './support/form.mjs';
import { expect, settled, signIn, test } from './support/qudao.mjs';

const stored = /\/signings\/[0-9a-f-]{36}$/;

test('a draft saves itself and survives closing the page', async ({ fresh, server }) => {
  const context = await fresh();
  await signIn(context, server.origin, 'partner2');
  const page = await context.newPage();
  await page.goto('/signings/new');
  await settled(page);
  await type(page, 'signing_name', '自动保存的签约');
  await saved(page);
  await expect(page).toHaveURL(stored);
  const address = new URL(page.url()).pathname;
  await type(page, 'contact_title', '输入到一半');
  await page.close();

  const again = await context.newPage();
  await again.goto(address);
  await expect(field(again, 'signing_name').locator('input')).toHaveValue('自动保存的签约');
  await expect(field(again, 'contact_title').locator('input')).toHaveValue('输入到一半');
});

test('without a connection the answers stay on the machine', async ({ fresh, server, errors }) => {
  const context = await fresh();
  await signIn(context, server.origin, 'partner2');
  const page = await context.newPage();
  await page.goto('/signings/new');
  await settled(page);
  await type(page, 'signing_name', '断网前的签约');
  await saved(page);
  await expect(page).toHaveURL(stored);
  await context.setOffline(true);
  await type(page, 'brands', '断网时填写的品牌');
  await expect(page.getByText('已存在本机，等待发送到服务器')).toBeVisible();
  await context.setOffline(false);
  await page.reload();
  await expect(field(page, 'brands').locator('input')).toHaveValue('断网时填写的品牌');
  await saved(page);
  // A browser reports requests made without a network in its console.
  errors.splice(0, errors.length, ...errors.filter((text) => !text.includes('ERR_INTERNET')));
});

test('what the page says it kept survives a crash of the browser', async ({
  server,
  launchOptions,
}) => {
  const browser = new CrashingBrowser(launchOptions);
  try {
    let context = await browser.open();
    await signIn(context, server.origin, 'partner2');
    let page = await context.newPage();
    await page.goto(`${server.origin}/signings/new`);
    await settled(page);
    await type(page, 'signing_name', '崩溃前的签约');
    await saved(page);
    await expect(page).toHaveURL(stored);
    const address = page.url();
    await context.setOffline(true);
    await type(page, 'brands', '崩溃前填写的品牌');
    await expect(page.locator('[data-status="waiting"]')).toContainText(/本机|this device/);
    await browser.kill();

    context = await browser.open();
    await signIn(context, server.origin, 'partner2');
    page = await context.newPage();
    await page.goto(address);
    await expect(field(page, 'brands').locator('input')).toHaveValue('崩溃前填写的品牌');
    await saved(page);
  } finally {
    await browser.close();
  }
});
