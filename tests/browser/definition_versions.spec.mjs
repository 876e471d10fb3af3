// A new version of the form is published while people are filling it in: in a page that is open, on a machine that was
// away. Nobody loses an answer, and everybody is told. On a server of its own: the other tests have the form they know.
import { readFileSync } from 'node:fs';
import { startServer } from '../api/support/server.mjs';
import { field, saved, type } from './support/form.mjs';
import { expect, settled, test as demo, web } from './support/qudao.mjs';

const test = demo.extend({
  server: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
    async ({}, use) => {
      const server = await startServer(['--demo', '--web', web, '--requests-per-minute', '6000']);
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
});

/** @param {import('@playwright/test').Page} page @param {any} definition */
async function choose(page, definition) {
  const panel = page.getByRole('region', { name: '渠道签约' });
  const buffer = Buffer.from(
    typeof definition === 'string' ? definition : JSON.stringify(definition),
  );
  await panel
    .getByLabel('选择新版本文件')
    .setInputFiles({ name: 'signing.json', mimeType: 'application/json', buffer });
  return panel;
}

test('published while a form is open and another one is away', async ({ openAs, errors }) => {
  // One partner is typing, another one is without a connection.
  const typing = await openAs('partner2', '/signings/new');
  await settled(typing);
  await type(typing, 'signing_name', '开着的签约');
  await type(typing, 'brands', '甲、乙');
  await saved(typing);
  const away = await openAs('partner1', '/signings/new');
  await settled(away);
  await type(away, 'signing_name', '断网的签约');
  await saved(away);
  await expect(away).toHaveURL(/\/signings\/[0-9a-f-]{36}$/);
  const address = away.url();
  await away.context().setOffline(true);
  await type(away, 'brands', '断网时填写');
  await type(away, 'general_manager', '韩梅梅');
  await expect(away.getByText('已存在本机，等待发送到服务器')).toBeVisible();
  // The renderer dies: a page that is left in good order might still get its answers out.
  await away.goto('chrome://crash').catch(() => undefined);
  const context = away.context();
  await away.close();

  const admin = await openAs('admin', '/admin/definitions');
  const [download] = await Promise.all([
    admin.waitForEvent('download'),
    admin
      .getByRole('region', { name: '渠道签约' })
      .getByRole('button', { name: '下载定义' })
      .click(),
  ]);
  const definition = JSON.parse(readFileSync(await download.path(), 'utf8'));
  let panel = await choose(admin, '{');
  await expect(panel.getByRole('alert')).toContainText('该文件不是 JSON 对象');
  panel = await choose(admin, definition);
  await expect(panel.getByRole('alert')).toContainText('请在文件中把 version 改为 2');
  definition.version = 2;
  panel = await choose(admin, {
    ...definition,
    fields: { ...definition.fields, bank: { kind: 'text' } },
  });
  await expect(panel.getByRole('alert')).toContainText('/fields/bank');

  // brands goes, the general manager is called otherwise, the purchase plan is new.
  const { general_manager: manager, ...fields } = definition.fields;
  delete fields.brands;
  definition.fields = {
    ...fields,
    managing_director: manager,
    purchase_plan: {
      label: { 'zh-CN': '采购计划', en: 'Purchase plan' },
      kind: 'text',
      required: true,
    },
  };
  for (const section of definition.sections) {
    section.fields = section.fields
      .filter((/** @type {string} */ key) => key !== 'brands')
      .flatMap((/** @type {string} */ key) =>
        key === 'general_manager' ? ['managing_director', 'purchase_plan'] : [key],
      );
  }
  definition.upgrades = [{ to: 2, fields: { managing_director: { from: 'general_manager' } } }];
  panel = await choose(admin, definition);
  const preview = panel.getByRole('region', { name: '发布预览：第 1 版 → 第 2 版' });
  await expect(preview).toContainText('新增字段“采购计划”');
  await expect(preview).toContainText('已有的答案另行保存');
  await expect(preview.getByRole('row').filter({ hasText: '开着的签约' })).toContainText(
    '采购计划',
  );
  await preview.getByRole('button', { name: '发布' }).click();
  await admin.getByRole('tooltip').getByRole('button', { name: '发布' }).click();
  await expect(panel.getByText('第 2 版').first()).toBeVisible();

  // Whoever types on is given the new form with everything in it, the last words included.
  await type(typing, 'contact_title', '销售总监');
  const notice = typing.getByRole('status').filter({ hasText: '签约表单已更新到第 2 版' });
  await expect(notice).toContainText('采购计划');
  await expect(field(typing, 'contact_title').locator('input')).toHaveValue('销售总监');
  await expect(field(typing, 'purchase_plan')).toBeVisible();
  await expect(field(typing, 'brands')).toHaveCount(0);
  await expect(typing.getByRole('region', { name: '不再询问的内容' })).toContainText('甲、乙');

  // Whoever was away finds what was typed there, where it belongs now.
  const back = await context.newPage();
  await context.setOffline(false);
  await back.goto(address);
  await expect(field(back, 'managing_director').locator('input')).toHaveValue('韩梅梅');
  await expect(back.getByText('签约表单已更新到第 2 版')).toBeVisible();
  await expect(back.getByRole('region', { name: '不再询问的内容' })).toContainText('断网时填写');
  await type(back, 'purchase_plan', '明年再说');
  await saved(back);
  await back.reload();
  await expect(field(back, 'purchase_plan').locator('input')).toHaveValue('明年再说');
  await expect(back.getByRole('region', { name: '不再询问的内容' })).toContainText('断网时填写');
  errors.splice(0, errors.length, ...errors.filter((text) => !text.includes('ERR_INTERNET')));
});
