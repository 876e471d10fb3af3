// A form is changed in Excel: exported, a cell changed, chosen on the page, looked at, published. What is wrong in the
// workbook is listed by its cells. On a server of its own: the other tests have the form they know.
import { readFileSync } from 'node:fs';
import { startServer } from '../api/support/server.mjs';
import { cellAt, withCells, workbookType, zip } from '../api/support/workbook.mjs';
import { expectGood } from './support/accessible.mjs';
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

/** @param {import('@playwright/test').Page} page */
const panelOf = (page) => page.getByRole('region', { name: '渠道签约' });

/** As the page says a cell. @param {string} cell @param {string} heading */
function said(cell, heading) {
  const [, sheet, column, row] = /^(\w+)!([A-Z]+)(\d+)$/.exec(cell) ?? [];
  return `工作表 ${sheet} 第 ${row} 行 ${column} 列（${heading}）`;
}

/** @param {import('@playwright/test').Page} page @param {Buffer} buffer @param {string} [name] */
async function choose(page, buffer, name = 'signing.xlsx') {
  await panelOf(page)
    .getByLabel('选择新版本文件')
    .setInputFiles({ name, mimeType: workbookType, buffer });
}

/** @param {import('@playwright/test').Page} page */
async function exported(page) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panelOf(page).getByRole('button', { name: '导出 Excel 工作簿：第 1 版' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('signing-1.xlsx');
  return readFileSync(await download.path());
}

test('exported, changed, looked at and published; what is wrong is listed by its cells', async ({
  openAs,
  errors,
}) => {
  const page = await openAs('admin', '/admin/definitions');
  const workbook = await exported(page);
  const version = cellAt(workbook, 'settings', ['key', 'version'], 'value');
  const place = (/** @type {string} */ field, /** @type {string} */ heading) =>
    cellAt(workbook, 'survey', ['name', field], heading);
  const alert = panelOf(page).getByRole('alert');

  await choose(page, workbook);
  await expect(alert).toContainText('请在文件中把 version 改为 2');
  await choose(page, Buffer.from('no workbook'));
  await expect(alert).toContainText('这不是 Excel 工作簿');
  await choose(page, zip([['a', 'b']]), 'without the right name');
  await expect(alert).toContainText('这不是 Excel 工作簿');

  // A sheet that cannot be read as a definition, and a definition that is refused.
  await choose(page, withCells(workbook, { [place('signing_name', 'name')]: 'brands' }));
  await expect(alert).toContainText('工作簿中有单元格需要更正');
  await expect(alert.getByRole('listitem')).toContainText([
    /“brands”重复 工作表 survey 第 \d+ 行 B 列（name）/,
  ]);
  const [kind, rule] = [place('signing_name', 'type'), place('website', 'calculate')];
  await choose(
    page,
    withCells(workbook, { [version]: '2', [rule]: 'a + '.repeat(60), [kind]: 'texts' }),
  );
  await expect(alert).toContainText('定义需要更正');
  const wrong = alert.getByRole('listitem');
  await expect(wrong.filter({ hasText: said(kind, 'type') })).toContainText('没有字段类型“texts”');
  await expect(wrong.filter({ hasText: said(rule, 'calculate') })).toContainText('a + a + a');
  // In the order of the rows, whatever the order in the definition.
  const rows = (await wrong.allTextContents()).map((text) => Number(/第 (\d+) 行/.exec(text)?.[1]));
  expect(rows).toEqual([...rows].sort((a, b) => a - b));
  expect(rows.length).toBeGreaterThan(1);
  await page.setViewportSize({ width: 360, height: 800 });
  await expectGood(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  const label = place('signing_name', 'label::zh-CN');
  const required = place('signing_name', 'required');
  await choose(
    page,
    withCells(workbook, { [version]: '2', [label]: '=签约名称', [required]: '1 == 1' }),
  );
  const preview = panelOf(page).getByRole('region', { name: '发布预览：第 1 版 → 第 2 版' });
  await expect(preview).toContainText('/fields/signing_name/label');
  await expect(
    preview.getByRole('listitem').filter({ hasText: said(required, 'required') }),
  ).toHaveCount(1);
  await expect(alert).toHaveCount(0);
  await expectGood(page);
  await preview.getByRole('button', { name: '发布' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '发布' }).click();
  await expect(
    panelOf(page).getByRole('button', { name: '导出 Excel 工作簿：第 2 版' }),
  ).toBeVisible();

  const partner = await openAs('partner1', '/signings/new');
  await settled(partner);
  await expect(partner.getByText('=签约名称').first()).toBeVisible();
  errors.splice(0, errors.length, ...errors.filter((text) => !/status of 4(09|22)/.test(text)));
});
