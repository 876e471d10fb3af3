// Two companies that are one, and two that only look alike: compared, merged, brought back, marked.
import { expectGood, seriousViolations } from './support/accessible.mjs';
import { addressOf, agents, check, mobile, test } from './support/companies.mjs';
import { tabTo } from './support/keyboard.mjs';
import { expect, settled } from './support/qudao.mjs';

test('two of the list side by side: whose word is taken, field by field, merged, and undone in the history', async ({
  openAs,
  entered,
}) => {
  const numbers = [mobile(), mobile()];
  const one = await entered('partner1', {
    name: '绍兴安昌麻绳编织社',
    address: '鉴湖路 1 号',
    mobile: [numbers[0]],
  });
  const two = await entered('partner1', {
    name: '嘉兴乌镇蓝印花布行',
    address: '南湖路 2 号',
    mobile: [numbers[1]],
    remark: '老客户',
  });
  const page = await openAs('partner1', '/companies');
  await settled(page);
  for (const { name } of [one, two])
    await page.getByRole('checkbox', { name: `选择：${name}` }).check();
  await page.getByRole('link', { name: '比较', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('比较客户');
  const result = page.getByRole('region', { name: '合并后' });
  await expect(result).toContainText(numbers[0]);
  await expectGood(page);
  // The one that is kept is the one of the two that is wanted.
  const kept = page.getByRole('radiogroup', { name: '客户名称' }).getByRole('radio').first();
  if (!(await kept.locator('xpath=ancestor::label').innerText()).includes(one.name))
    await page.getByRole('button', { name: '交换' }).click();
  await expect(page.getByRole('radio', { name: `保留 ${one.name}` })).toBeChecked();
  const phones = page.getByRole('radiogroup', { name: '手机' });
  await expect(phones.getByRole('radio', { name: '两者都要' })).toBeChecked();
  const address = page.getByRole('radiogroup', { name: '地址' });
  await tabTo(page, address.getByRole('radio', { name: '鉴湖路 1 号' }));
  await page.keyboard.press('ArrowDown');
  await expect(result).toContainText('南湖路 2 号');
  await expect(result).not.toContainText('鉴湖路 1 号');
  for (const number of numbers) await expect(result).toContainText(number);
  await result.getByRole('button', { name: '合并', exact: true }).click();

  await expect(page.getByText(`已合并：${one.name}`)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(one.name);
  const facts = page.getByRole('region', { name: '客户资料' });
  for (const text of [...numbers, '南湖路 2 号', '老客户', two.name])
    await expect(facts).toContainText(text);
  const history = page.getByRole('region', { name: '历史' });
  await expect(history).toContainText(`合并`);
  await history.getByRole('button', { name: `撤销合并：${two.name}` }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '撤销合并' }).click();
  await expect(page.getByText(`已撤销合并：${two.name}`)).toBeVisible();
  await expect(facts).toContainText('鉴湖路 1 号');
  await expect(history.getByRole('button', { name: /撤销合并/ })).toHaveCount(0);
  await page.goto(addressOf(two));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(two.name);
});

test('what can’t be merged or brought back says why', async ({ openAs, entered, who }) => {
  const [one, two, three] = await Promise.all(
    ['湖州太湖雪蚕丝制品厂', '金华兰溪杨梅种植合作社', '衢州烂柯棋具工艺厂'].map((name) =>
      entered('partner1', { name }),
    ),
  );
  const merged = async (kept, other) => {
    const answer = await who.partner1.post(`${agents}/companies/${kept.id}/merges`, {
      other: other.id,
    });
    expect(answer.status, answer.text).toBe(200);
  };
  await merged(two, one);
  const page = await openAs('partner1', addressOf(two), { width: 360, height: 800 });
  await settled(page);
  const history = page.getByRole('region', { name: '历史' });
  await expect(history).toContainText(one.name);
  await merged(three, two);
  await history.getByRole('button', { name: `撤销合并：${one.name}` }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '撤销合并' }).click();
  await expect(history.getByRole('alert')).toContainText('又并入了其他客户，请先撤销那次合并');

  const first = await entered('partner1', {
    name: '丽水青瓷小镇文化有限公司',
    credit_code: '91110000600037341L',
  });
  const second = await entered('partner1', {
    name: '台州府城墙旅游有限公司',
    credit_code: '915120212066509810',
  });
  await page.goto(`${addressOf(first)}/compare/${second.id}`);
  await settled(page);
  const result = page.getByRole('region', { name: '合并后' });
  await expect(result.getByRole('alert')).toContainText('是不同的企业，不能合并');
  await expect(result.getByRole('button', { name: '合并', exact: true })).toBeDisabled();
  await expectGood(page);
  await page.goto(`${addressOf(three)}/compare/${two.id}`);
  await expect(page.getByRole('main')).toContainText('这是同一个客户');
});

test('not a duplicate: said on the page of one, honoured and told by the check, and taken back', async ({
  openAs,
  entered,
}) => {
  const one = await entered('partner1', { name: '温州瑞安雁荡阀门厂' });
  const page = await openAs('partner1', addressOf(one));
  const two = await entered('partner1', { name: '温州永嘉楠溪泵业有限公司' });
  await settled(page);
  const duplicates = page.getByRole('region', { name: '重复客户' });
  await expect(duplicates).toContainText('没有发现重复的客户');
  await duplicates.getByRole('combobox', { name: '查找另一个客户' }).fill('楠溪泵业');
  await page.getByTitle(two.name).click();
  await duplicates.getByRole('link', { name: '比较' }).click();
  const result = page.getByRole('region', { name: '合并后' });
  await result.getByRole('button', { name: '标记为不重复' }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByLabel('理由')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(drawer.getByRole('alert')).toContainText('请说明原因');
  expect(await seriousViolations(page)).toEqual([]);
  await drawer.getByLabel('理由').fill('两家工厂，法人不同');
  await page.keyboard.press('Enter');
  await expect(result.getByRole('alert')).toContainText('已标记为不同的客户，请先取消标记');
  await page.goto(addressOf(one));
  const marks = duplicates.getByRole('list', { name: '已标记为不重复' });
  await expect(marks).toContainText(two.name);
  await expect(marks).toContainText('两家工厂，法人不同');
  await expect(marks).toContainText('由 陈晓东 标记为不同的公司');
  await marks.getByRole('button', { name: `取消标记：${two.name}` }).click();
  await expect(marks).toHaveCount(0);
  await expect(page.getByRole('region', { name: '历史' })).toContainText('取消不重复标记');
});

test('an administrator says so of a name in the check; others read by whom', async ({
  openAs,
  entered,
}) => {
  const company = await entered('partner1', { name: '舟山普陀沈家门水产有限公司' });
  const typed = { 客户名称: '舟山沈家门水产加工厂' };
  const page = await openAs('admin', '/companies/check');
  await settled(page);
  const found = await check(page, typed);
  const match = found.getByRole('listitem').filter({ hasText: company.name });
  await match.getByRole('button', { name: `标记为不重复：${company.name}` }).click();
  await page.getByRole('dialog').getByLabel('理由').fill('加工厂是另一家');
  await page.keyboard.press('Enter');
  await expect(found).toContainText('由 系统管理员 标记为不同的公司');
  await expect(found).toContainText('加工厂是另一家');
  await expectGood(page);
  const other = await openAs('partner2', '/companies/check');
  await settled(other);
  const seen = await check(other, typed);
  await expect(seen).toContainText('已标记为不重复');
  await expect(seen).toContainText('由 系统管理员 标记为不同的公司');
  await expect(seen).not.toContainText('加工厂是另一家');
  await expect(seen.getByRole('button', { name: '录入' })).toBeVisible();
});

test('two that a check found are compared from there', async ({ openAs, entered }) => {
  const number = mobile();
  const one = await entered('partner1', { name: '宁波象山石浦海鲜酒楼', mobile: [number] });
  const two = await entered('partner1', { name: '奉化溪口雪窦山茶场', phone: ['0574-88850001'] });
  const page = await openAs('admin', '/companies/check');
  await settled(page);
  const found = await check(page, { 手机: number, 电话: '0574-88850001' });
  await found
    .getByRole('link', { name: /^与“(宁波象山石浦海鲜酒楼|奉化溪口雪窦山茶场)”比较$/ })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('比较客户');
  for (const { name } of [one, two]) await expect(page.getByRole('main')).toContainText(name);
});
