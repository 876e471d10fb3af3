// 公海, 我的客户, 客户360 and 申请, by the steps of the manual, with what goes wrong in them.
import { expectGood, seriousViolations } from './support/accessible.mjs';
import { addressOf, agents, mobile, test } from './support/companies.mjs';
import { expect, settled } from './support/qudao.mjs';

/** @param {import('@playwright/test').Page} page @param {string} name */
const rowOf = (page, name) => page.getByRole('row').filter({ hasText: name });

/** How far somebody is today, whatever tests ran before. @param {import('../api/support/client.mjs').Client} client */
async function progressOf(client) {
  const [library] = (await client.get('/api/v1/libraries')).json.items;
  return { claims: library.claims_today, contacts: library.today.contacts };
}

test('claimed from the pool, where it was masked; released with a reason; not claimed again so soon', async ({
  openAs,
  entered,
  acted,
  who,
}) => {
  const { claims } = await progressOf(who.partner2);
  const number = mobile();
  const company = await entered('partner1', {
    name: '扬州江都绿源水泵厂',
    mobile: [number],
    contact_name: '王经理',
  });
  await acted('partner1', company, { action: 'release', reason: 'no_need' });
  const page = await openAs('partner2', '/companies/pool');
  await settled(page);
  const row = rowOf(page, company.name);
  await expect(row).toContainText('挑入后可见');
  await expect(row).not.toContainText(number);
  await row.getByRole('button', { name: `挑入：${company.name}`, exact: true }).click();
  await expect(page.getByText(`已挑入：${company.name}`)).toBeVisible();
  await expect(rowOf(page, company.name)).toHaveCount(0);

  await page.getByRole('link', { name: '我的客户' }).click();
  await settled(page);
  const meter = page.getByRole('progressbar', { name: '今日挑入' });
  await expect(meter).toHaveAttribute('aria-valuenow', String(claims + 1));
  await expect(page.getByRole('progressbar', { name: '库容' })).toHaveAttribute(
    'aria-valuemax',
    '130',
  );
  const mine = rowOf(page, company.name);
  await expect(mine).toContainText(number);
  await mine.getByRole('button', { name: `放弃：${company.name}` }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(drawer.getByRole('alert')).toContainText('请说明原因');
  expect(await seriousViolations(page)).toEqual([]);
  await drawer.getByRole('combobox', { name: '放弃原因' }).click();
  await page.getByTitle('没有需求').click();
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText(`已放弃：${company.name}`)).toBeVisible();
  await expect(rowOf(page, company.name)).toHaveCount(0);

  await page.goto(addressOf(company));
  await page.getByRole('button', { name: '挑入', exact: true }).click();
  await expect(page.getByText(/放弃或被回收的客户，.* 之后才能再次挑入/)).toBeVisible();
  // The day's claims count, released or not.
  await page.goto('/companies');
  await expect(page.getByRole('progressbar', { name: '今日挑入' })).toHaveAttribute(
    'aria-valuenow',
    String(claims + 1),
  );
});

test('a claim that somebody else was faster with is refused in words', async ({
  openAs,
  entered,
  acted,
}) => {
  const company = await entered('partner1', { name: '南通海门家纺工艺品厂' });
  await acted('partner1', company, { action: 'release', reason: 'no_need' });
  const page = await openAs('admin', '/companies/pool');
  await settled(page);
  await expect(rowOf(page, company.name)).toBeVisible();
  await acted('partner2', company, { action: 'claim' });
  const row = rowOf(page, company.name);
  await row.getByRole('button', { name: `分配：${company.name}` }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('combobox', { name: '人员' }).fill('陈晓东');
  await page.getByTitle(/陈晓东/).click();
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(drawer.getByRole('alert')).toContainText(/已被他人挑入|刚刚被他人更改/);
});

test('a note that does not count is kept, and says so; one that does moves the day it goes back', async ({
  openAs,
  entered,
  who,
}) => {
  const { contacts } = await progressOf(who.partner1);
  const company = await entered('partner1', { name: '镇江金山寺香醋有限公司' });
  const page = await openAs('partner1', addressOf(company));
  await settled(page);
  const notes = page.getByRole('region', { name: '联系小记' });
  const save = notes.getByRole('button', { name: '保存小记' });
  await expect(page.getByRole('region', { name: '客户资料' })).toContainText('还没有');

  await save.click();
  await expect(notes.getByRole('alert')).toContainText('请填写联系内容');
  await notes.getByRole('checkbox', { name: '客户正忙，约下次联系' }).check();
  await notes.getByLabel('联系内容').fill('前台说在开会');
  await notes.getByRole('textbox', { name: '下次联系' }).fill('2030-01-02T09:30');
  await save.click();
  await expect(notes.getByRole('status')).toContainText('已保存，但不计为有效联系');
  const first = notes.getByRole('listitem').first();
  await expect(first).toContainText('客户正忙，约下次联系');
  await expect(first).toContainText('不计为有效联系');
  await expect(first).toContainText('2030-01-02 09:30');
  await expect(page.getByRole('region', { name: '客户资料' })).toContainText('还没有');

  await notes.getByLabel('成熟度').fill('0');
  await notes.getByLabel('联系内容').fill('没有意向');
  await save.click();
  await expect(notes.getByRole('listitem')).toHaveCount(2);
  await expect(notes.getByRole('status')).toContainText('不计为有效联系');

  await notes.getByRole('combobox', { name: '联系方式' }).click();
  await page.getByTitle('电话', { exact: true }).click();
  await notes.getByLabel('成熟度').fill('2');
  await notes.getByLabel('联系内容').fill('介绍了产品，下周报价');
  await save.click();
  await expect(notes.getByRole('status')).toContainText('已保存，计为有效联系');
  await expect(notes.getByRole('listitem').first()).toContainText('电话');
  await expect(page.getByRole('region', { name: '客户资料' })).not.toContainText('还没有');
  await expect(page.getByRole('main')).toContainText('30 天没有有效联系');
  await expectGood(page);
  await page.goto('/companies');
  await expect(page.getByRole('progressbar', { name: '今日有效联系' })).toHaveAttribute(
    'aria-valuenow',
    String(contacts + 1),
  );
});

test('edited data is checked at once: what collides is not stored, and says with whom', async ({
  openAs,
  entered,
}) => {
  const number = mobile();
  await entered('partner2', { name: '连云港花果山云雾茶有限公司', mobile: [number] });
  const company = await entered('partner1', { name: '徐州户部山酱菜有限公司' });
  const page = await openAs('partner1', addressOf(company), { width: 360, height: 800 });
  await settled(page);
  await page.getByRole('button', { name: '修改资料' }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByLabel('客户名称')).toBeFocused();
  await drawer.getByLabel('手机').fill(number);
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(drawer.getByRole('alert').first()).toContainText('已归他人所有');
  await expect(drawer).toContainText('连云港花果山云雾茶有限公司');
  expect(await seriousViolations(page)).toEqual([]);
  await drawer.getByLabel('手机').fill(`${mobile()}\n${mobile()}`);
  await drawer.getByLabel('客户名称').fill('徐州户部山酱园有限公司');
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('徐州户部山酱园有限公司');
  await expect(drawer).toHaveCount(0);
  await expect(page.getByRole('button', { name: '修改资料' })).toBeFocused();
});

test('an application waits for its answer, and then has two working days', async ({
  openAs,
  entered,
  acted,
}) => {
  const company = await entered('partner1', { name: '淮安洪泽湖水产有限公司' });
  await acted('partner1', company, { action: 'release', reason: 'no_need' });
  const page = await openAs('partner2', addressOf(company));
  await settled(page);
  await page.getByRole('button', { name: '申请挑入' }).click();
  await expect(page.getByText(`已提交申请：${company.name}`)).toBeVisible();
  await expect(page.getByRole('region', { name: '申请' })).toContainText('待答复');
  await page.getByRole('button', { name: '申请挑入' }).click();
  await expect(page.getByText('已有人先提出申请，请等待处理结果')).toBeVisible();

  const admin = await openAs('admin', '/companies/applications');
  await settled(admin);
  const row = rowOf(admin, company.name);
  await row.getByRole('button', { name: `允许挑入：${company.name}` }).click();
  // In the last days of a year the working days of the next may not be known yet.
  const answered = admin.getByText(/已允许挑入|还没有 \d+ 年的工作日安排/);
  await expect(answered.first()).toBeVisible();
  if (!(await answered.first().innerText()).includes('已允许')) return;
  await expect(row).toHaveCount(0);

  await page.goto('/companies/applications');
  const mine = rowOf(page, company.name);
  await expect(mine).toContainText('已允许');
  await expect(mine).toContainText('前挑入，逾期重新开放');
  await expect(mine).toContainText('自答复次日起 2 个工作日');
  await expectGood(page);
  await mine.getByRole('link', { name: company.name }).click();
  await page.getByRole('button', { name: '挑入', exact: true }).click();
  await expect(page.getByText(`已挑入：${company.name}`)).toBeVisible();
});

test('a special request under another name: the sales person corrects it, to that name and no other', async ({
  openAs,
  entered,
  acted,
}) => {
  const [pooled, wanted] = ['宜兴紫砂壶艺术厂', '宜兴紫砂壶艺术品有限公司'];
  const company = await entered('partner1', { name: pooled });
  await acted('partner1', company, { action: 'release', reason: 'no_need' });
  const page = await openAs('partner2', addressOf(company));
  await settled(page);
  await page.getByRole('button', { name: '特殊资源申请' }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('2 个工作日');
  await drawer.getByRole('combobox', { name: '人员' }).click();
  await page.getByTitle(/刘思远/).click();
  await drawer.getByLabel('客户名称').fill(wanted);
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText(`已提交特殊资源申请：${pooled}`)).toBeVisible();

  const admin = await openAs('admin', '/companies/applications');
  await settled(admin);
  const row = rowOf(admin, pooled);
  await expect(row).toContainText(`申请名称：${wanted}`);
  await expect(row).toContainText('特殊资源');
  await row.getByRole('button', { name: `直接分配：${wanted}` }).click();
  const answered = admin.getByText(/已分配|还没有 \d+ 年的工作日安排/);
  await expect(answered.first()).toBeVisible();
  if (!(await answered.first().innerText()).includes('已分配')) return;

  await page.goto('/companies/applications');
  await expect(rowOf(page, pooled)).toContainText(`前把名称更正为“${wanted}”，逾期不再保护`);
  await page.goto(addressOf(company));
  await expect(page.getByText(`请把客户名称更正为“${wanted}”`)).toBeVisible();
  await page.getByRole('button', { name: '更正名称' }).click();
  await page.getByRole('dialog').getByLabel('客户名称').fill('宜兴紫砂');
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText(
    `名称须更正为申请时的名称：${wanted}`,
  );
  await page.getByRole('dialog').getByLabel('客户名称').fill(wanted);
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(wanted);
  await expect(page.getByRole('region', { name: '历史' })).toContainText('更正名称');
});

test('who owned it when; handed over from the page; next and previous as in the list', async ({
  openAs,
  entered,
  acted,
  who,
}) => {
  const company = await entered('partner1', { name: '泰州溱湖湿地旅游有限公司' });
  await entered('partner1', { name: '泰州溱湖簖蟹养殖场' });
  const people = await who.admin.get(`${agents}/people`);
  const partner2 = people.json.items.find(({ name }) => name === '刘思远');
  await acted('partner1', company, { action: 'hand_over', person: partner2.id });
  const page = await openAs('admin', '/companies/all?q=%E6%BA%B1%E6%B9%96');
  await settled(page);
  await expect(page.getByRole('row')).toHaveCount(3);
  await rowOf(page, company.name).getByRole('link').click();
  const owners = page.getByRole('region', { name: '历次归属' });
  await expect(owners.getByRole('listitem').first()).toContainText('刘思远');
  await expect(owners.getByRole('listitem').first()).toContainText('至今');
  await expect(owners.getByRole('listitem').last()).toContainText('陈晓东');
  await expect(owners.getByRole('listitem').last()).toContainText('转交');
  const walk = page.getByRole('button', { name: /^(上一个|下一个)$/ });
  await walk.and(page.locator(':enabled')).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('泰州溱湖簖蟹养殖场');
  await page.getByRole('button', { name: '转交' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('combobox', { name: '人员' }).fill('刘思');
  await page.getByTitle(/刘思远/).click();
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('已转交：泰州溱湖簖蟹养殖场')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('刘思远');
});

test('many at once: each gets its own verdict, and what was refused says why', async ({
  openAs,
  entered,
  acted,
}) => {
  const names = ['高邮湖羽绒制品厂', '兴化垛田蔬菜合作社', '如皋长寿食品有限公司'];
  for (const name of names) await entered('partner1', { name });
  const page = await openAs('partner1', '/companies?q=');
  await settled(page);
  for (const name of names) await page.getByRole('checkbox', { name: `选择：${name}` }).check();
  await expect(page.getByText('已选 3 个客户')).toBeVisible();
  await page.getByRole('button', { name: '批量放弃' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('combobox', { name: '放弃原因' }).click();
  await page.getByTitle('没有精力跟进').click();
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('status')).toContainText('完成 3 个，未完成 0 个');
  for (const name of names) await expect(rowOf(page, name)).toHaveCount(0);

  const other = await openAs('partner2', '/companies/pool');
  await settled(other);
  for (const name of names) await other.getByRole('checkbox', { name: `选择：${name}` }).check();
  const { items } = await other.request
    .get(`${agents}/companies?scope=pool&page_size=100`)
    .then((answer) => answer.json());
  await acted(
    'partner2',
    items.find(({ name }) => name === names[1]),
    { action: 'apply' },
  );
  await acted(
    'partner2',
    items.find(({ name }) => name === names[0]),
    { action: 'claim' },
  );
  await other.getByRole('button', { name: '批量挑入' }).click();
  const told = other.getByRole('status');
  await expect(told).toContainText('完成 2 个，未完成 1 个');
  await expect(told.getByRole('listitem')).toContainText(names[0]);
  expect(await seriousViolations(other)).toEqual([]);
});
