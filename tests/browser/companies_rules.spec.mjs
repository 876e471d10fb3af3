// 资源规则: taken out as a file, changed, published; what is wrong is said with its place, and what holds then is felt at once.
import { readFileSync } from 'node:fs';
import { expectGood } from './support/accessible.mjs';
import {
  addressOf,
  check,
  mobile,
  ownServer,
  telesales,
  test as companies,
} from './support/companies.mjs';
import { expect, settled } from './support/qudao.mjs';

// On a server of its own: what it publishes holds for everybody.
const test = companies.extend({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
  server: [async ({}, use) => ownServer(null, use), { scope: 'worker' }],
});

/** @param {import('@playwright/test').Page} page @param {string} panel @param {string} button @param {unknown} document */
async function choose(page, panel, button, document) {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  await page
    .getByRole('region', { name: panel })
    .getByLabel(button)
    .setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(text) });
}

test.describe.configure({ mode: 'serial' });

test('rules are taken out, refused with their places, and published as the next version', async ({
  openAs,
}) => {
  const page = await openAs('admin', '/admin/libraries');
  await settled(page);
  const panel = page.getByRole('region', { name: '代理商资源库', exact: true });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: '下载规则（JSON）' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('agents-1.json');
  const rules = JSON.parse(readFileSync(await download.path(), 'utf8'));

  const alert = panel.getByRole('alert');
  await choose(page, '代理商资源库', '发布新规则…', 'no JSON');
  await expect(alert).toContainText('这不是 JSON 文档');
  await choose(page, '代理商资源库', '发布新规则…', { ...rules, library: 'others' });
  await expect(alert).toContainText('文件中的资源库是“others”，不是“agents”');
  const publish = page.getByRole('dialog').getByRole('button', { name: '发布' });
  await choose(page, '代理商资源库', '发布新规则…', rules);
  await publish.click();
  await expect(alert).toContainText('请在文件中把 version 改为 2');
  await choose(page, '代理商资源库', '发布新规则…', {
    ...rules,
    version: 2,
    zone: 7,
    reclaim_after: { weeks: 1 },
  });
  await expect(alert).toContainText('资源规则有误');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(alert.getByRole('listitem')).toContainText(['/zone', '/reclaim_after']);
  await page.setViewportSize({ width: 360, height: 800 });
  await expectGood(page);
  await page.setViewportSize({ width: 1280, height: 900 });

  // One company each, and back to the pool after a day.
  const recycle = [{ id: 'quick', after: { days: 1 }, without: 'contact', warn_days: 1 }];
  const inventory = { limits: [{ limit: 1 }] };
  await choose(page, '代理商资源库', '发布新规则…', {
    ...rules,
    version: 2,
    inventory,
    recycle,
    protection: {},
  });
  await publish.click();
  await expect(page.getByText('已发布第 2 版')).toBeVisible();
  await expect(panel).toContainText('第 2 版');
  const members = page.getByRole('region', { name: '成员：代理商资源库' });
  await expect(members.getByRole('row').filter({ hasText: '陈晓东' })).toContainText('/1');
});

test('at the limit nothing is entered, and what goes back tomorrow is announced', async ({
  openAs,
  entered,
}) => {
  // Who has had nothing so far.
  await entered('distributor1', { name: '苏州太湖莼菜食品有限公司' });
  // Tomorrow is the library's, wherever the browser is: where the day is over last.
  const page = await openAs('distributor1', '/companies', { timezone: 'Pacific/Pago_Pago' });
  await settled(page);
  const meter = page.getByRole('progressbar', { name: '库容' });
  await expect(meter).toHaveAttribute('aria-valuemax', '1');
  await expect(page.getByText(/到明天为止，有 \d+ 个客户将退回公海/)).toBeVisible();
  await page.getByRole('button', { name: '查看这些客户' }).click();
  await expect(page).toHaveURL(/due=tomorrow/);
  await expect(page.getByRole('row').filter({ hasText: '苏州太湖莼菜食品' })).toBeVisible();
  await page.getByRole('link', { name: '苏州太湖莼菜食品有限公司' }).click();
  await expect(page.getByRole('main')).toContainText('1 天没有有效联系');

  await page.goto('/companies/check');
  await settled(page);
  await check(page, { 客户名称: '杭州云栖茶业有限公司', 手机: mobile() });
  await page.getByRole('button', { name: '录入', exact: true }).click();
  await expect(page.getByText('库容已满（1 个），不能再录入或挑入')).toBeVisible();
  await expect(page.getByRole('textbox', { name: '客户名称' })).toHaveValue('杭州云栖茶业有限公司');
});

test('duplicate rules: what would have been is said before they are published, and a reason is asked for then', async ({
  openAs,
  entered,
}) => {
  await entered('manager1', { name: '天津瑞丽服装有限公司' }, telesales);
  const page = await openAs('admin', '/admin/libraries');
  await settled(page);
  const panel = page.getByRole('region', { name: '电销资源库', exact: true });
  await panel.getByText('查重规则', { exact: true }).click();
  const table = panel.getByRole('region', { name: '查重规则' });
  const row = table.getByRole('row').filter({ hasText: '录入' }).first();
  await expect(row.getByRole('cell')).toHaveText(['绑定', '绑定', '绑定', '拒绝']);
  await page.setViewportSize({ width: 360, height: 800 });
  await expectGood(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: '下载规则（JSON）' }).click(),
  ]);
  const rules = JSON.parse(readFileSync(await download.path(), 'utf8'));
  const next = (/** @type {object[]} */ duplicates) => ({
    ...rules,
    version: rules.version + 1,
    duplicates,
  });
  const alert = panel.getByRole('alert');
  await choose(page, '电销资源库', '发布新规则…', next([{ on: ['enter'], then: 'allow' }]));
  await expect(alert).toContainText('一家客户会有两个所有人');
  await expect(alert).toContainText('/duplicates/0');
  const asks = {
    on: ['enter', 'edit', 'authentication'],
    found: ['probable'],
    whose: ['owned'],
    then: 'warn',
    reason: true,
  };
  await choose(page, '电销资源库', '发布新规则…', next([asks]));
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('次录入中有 0 次结果会不同');
  await dialog.getByRole('button', { name: '发布' }).click();
  await panel.getByText('查重规则', { exact: true }).click();
  await expect(table).toContainText('须填原因 第 1 行');

  const other = await openAs('manager2', '/companies/check?library=marketplace');
  await settled(other);
  await check(other, { 客户名称: '天津市瑞丽服装厂', 手机: mobile() });
  const go = other.getByRole('button', { name: '已看过，仍要录入' });
  await go.click();
  await expect(other.getByText('请说明原因')).toBeVisible();
  const reason = other.getByRole('textbox', { name: '原因', exact: true });
  await expect(reason).toBeFocused();
  await expectGood(other);
  await reason.fill('两家工厂，法人不同');
  await go.click();
  await expect(other.getByText('已录入，现在是您的客户')).toBeVisible();
  await other.getByRole('link', { name: '天津市瑞丽服装厂' }).click();
  await expect(other.getByRole('region', { name: '历史' })).toContainText(
    '已知晓可能与“天津瑞丽服装有限公司”重复，仍继续：两家工厂，法人不同',
  );
  await other.getByRole('button', { name: '修改资料' }).click();
  const drawer = other.getByRole('dialog');
  await drawer.getByRole('textbox', { name: '备注' }).fill('新厂房');
  await drawer.getByRole('button', { name: '保存', exact: true }).click();
  await drawer.getByRole('textbox', { name: '原因', exact: true }).fill('同上');
  await drawer.getByRole('button', { name: '已看过，仍要保存' }).click();
  await expect(drawer).toHaveCount(0);
  await expect(other.getByRole('main')).toContainText('新厂房');
});

test('what lies in a pool is claimed by who has read that somebody has the same, where a line warns', async ({
  openAs,
  entered,
  acted,
  who,
}) => {
  const path = '/api/v1/admin/libraries/marketplace';
  const { document } = (await who.admin.get(path)).json;
  const line = { on: ['claim'], found: ['probable'], whose: ['owned'], then: 'warn', reason: true };
  const duplicates = [line];
  const published = await who.admin.put(path, {
    document: { ...document, version: document.version + 1, duplicates },
  });
  expect(published.status).toBe(200);
  await entered('manager1', { name: '长沙瑞丽服装有限公司' }, telesales);
  const data = { name: '长沙市瑞丽服装厂', mobile: [mobile()] };
  const twin = await who.manager2.post(`${telesales}/companies`, { data, warned: true });
  const { company } = twin.json;
  await acted('manager2', company, { action: 'release', reason: 'no_need' });

  const page = await openAs('manager3', addressOf(company));
  await settled(page);
  await page.getByRole('button', { name: '挑入', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '请先核对是否同一家客户' });
  await expect(dialog).toContainText('该客户很可能已归他人所有');
  await expect(dialog).toContainText('长沙瑞丽服装有限公司');
  await page.setViewportSize({ width: 360, height: 800 });
  await expectGood(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  // By keyboard: closed and nothing is done, opened again, a reason is asked for.
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: '挑入', exact: true }).press('Enter');
  const go = dialog.getByRole('button', { name: '已看过，仍要继续' });
  await go.press('Enter');
  const reason = dialog.getByRole('textbox', { name: '原因', exact: true });
  await expect(reason).toBeFocused();
  await reason.fill('地址和法人都不同');
  await go.press('Enter');
  await expect(page.getByText(`已挑入：${data.name}`)).toBeVisible();
  await expect(page.getByRole('region', { name: '历史' })).toContainText(
    '已知晓可能与“长沙瑞丽服装有限公司”重复，仍继续：地址和法人都不同',
  );
});

test('a library of one’s own, and the working days of a year to come', async ({ openAs }) => {
  const page = await openAs('admin', '/admin/libraries');
  await settled(page);
  const key = {
    library: 'key',
    version: 1,
    label: { 'zh-CN': '大客户资源库', en: 'Key accounts' },
    zone: 'Asia/Shanghai',
    pools: [{ id: 'p', label: { 'zh-CN': '公海', en: 'Pool' }, members: { roles: ['manager'] } }],
  };
  await choose(page, '新资源库…', '新资源库…', key);
  await page.getByRole('dialog').getByRole('button', { name: '发布' }).click();
  await expect(page.getByRole('region', { name: '大客户资源库', exact: true })).toBeVisible();
  await choose(page, '新资源库…', '新资源库…', key);
  await expect(page.getByRole('region', { name: '新资源库…' }).getByRole('alert')).toBeVisible();

  const days = page.getByRole('region', { name: '工作日' });
  const last = Number(/(\d{4})\n?$/.exec(await days.locator('p').first().innerText())?.[1]);
  const next = last + 1;
  // As the server says it in the autumn of the last year that is known.
  await page.route('**/api/v1/admin/calendar', async (route) => {
    const answer = await route.fetch();
    const known = await answer.json();
    const missing = known.years.includes(next) ? null : next;
    await route.fulfill({ response: answer, json: { ...known, missing } });
  });
  await page.reload();
  const missing = days.getByText(`${next} 年的工作日还没有提交`);
  await expect(missing).toBeVisible();
  // Where an administrator looks daily it is told once for each year.
  await page.goto('/');
  await settled(page);
  const note = page.getByRole('status').filter({ hasText: `${next} 年的工作日还没有提交` });
  await expect(note).toBeVisible();
  await expectGood(page);
  await page.getByRole('button', { name: '知道了，不再提醒这一年' }).click();
  await expect(note).toHaveCount(0);
  const known = page.waitForResponse('**/admin/calendar');
  await page.reload();
  await known;
  await settled(page);
  await expect(note).toHaveCount(0);
  await page.goto('/admin/libraries');
  await settled(page);
  const year = (day) => ({
    id: 'ours',
    years: { [next]: { holidays: { [day]: '元旦' }, workdays: {} } },
  });
  await choose(page, '工作日', '提交工作日…', year('2020-01-01'));
  await expect(days.getByRole('alert')).toContainText(`不是${next}年的日期：2020-01-01`);
  await choose(page, '工作日', '提交工作日…', year(`${next}-01-01`));
  await expect(page.getByText('工作日已保存')).toBeVisible();
  await expect(days.locator('p').first()).toContainText(String(next));
  await expect(missing).toHaveCount(0);
});

test('own words are tried before they hold, refused with their places, published and taken back', async ({
  openAs,
}) => {
  const page = await openAs('admin', '/admin/libraries');
  await settled(page);
  const panel = page.getByRole('region', { name: '词库和匹配规则' });
  await expect(panel).toContainText('系统自带');
  await panel.getByLabel('客户名称').fill('苏州日东精密电子有限公司');
  await page.keyboard.press('Enter');
  const parts = panel.getByLabel('第一个名称的组成');
  for (const part of ['苏州', '日东', '精密电子', '有限公司'])
    await expect(parts).toContainText(part);
  await panel.getByLabel('另一个名称').fill('苏州魁斗精密电子有限公司');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('alert')).toContainText('不同');

  const words = { variants: [['日东', '魁斗']] };
  await choose(page, '词库和匹配规则', '选择新文件…', { matching: 'company', version: 7, words });
  await expect(panel).toContainText('所选文件：同一企业的不同名称 1');
  await expect(panel).toContainText('按所选文件试算，尚未发布');
  await panel.getByRole('button', { name: '试算' }).click();
  await expect(panel.getByRole('alert')).toContainText('视为相同');
  await page.setViewportSize({ width: 360, height: 800 });
  await expectGood(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await panel.getByRole('button', { name: '发布' }).click();
  await expect(
    panel.getByRole('alert').filter({ hasText: '请在文件中把 version 改为 1' }),
  ).toBeVisible();
  await choose(page, '词库和匹配规则', '选择新文件…', {
    matching: 'company',
    version: 1,
    words: { industry: 5 },
  });
  await panel.getByRole('button', { name: '发布' }).click();
  await expect(panel.getByRole('listitem').filter({ hasText: '/words/industry' })).toBeVisible();
  await choose(page, '词库和匹配规则', '选择新文件…', { matching: 'company', version: 1, words });
  await panel.getByRole('button', { name: '发布' }).click();
  await expect(page.getByText('已发布第 1 版')).toBeVisible();
  await expect(panel).toContainText('第 1 版：同一企业的不同名称 1');
  await expect(panel.getByRole('progressbar')).toHaveCount(0);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: '下载词库和规则（JSON）' }).click(),
  ]);
  const document = JSON.parse(readFileSync(await download.path(), 'utf8'));
  expect(document).toEqual({ matching: 'company', version: 1, words });
});
