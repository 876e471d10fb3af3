// 撞单检测 and 录入, by the steps of the manual: what a check finds, and what follows from it.
import { expectGood, seriousViolations } from './support/accessible.mjs';
import { addressOf, agents, check, mobile, telesales, test } from './support/companies.mjs';
import { expect, settled } from './support/qudao.mjs';

test('nothing found: Enter checks, Enter enters, and the next one can be typed', async ({
  openAs,
}) => {
  const page = await openAs('partner1', '/companies/check');
  await settled(page);
  await page.getByRole('textbox', { name: '客户名称' }).fill('苏州日东精密电子有限公司');
  await page.getByRole('textbox', { name: '电话' }).fill('0512-62398577');
  await page.keyboard.press('Enter');
  const result = page.getByRole('region', { name: '检测结果' });
  await expect(result).toContainText('共有 0 个客户，可以录入');
  await expect(result.getByRole('button', { name: '录入' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('已录入，现在是您的客户');
  await expect(page.getByRole('textbox', { name: '客户名称' })).toBeFocused();
  await expect(page.getByRole('textbox', { name: '电话' })).toHaveValue('');
  await page.getByRole('link', { name: '苏州日东精密电子有限公司' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('苏州日东精密电子有限公司');
  await expect(page.getByRole('main')).toContainText('0512-62398577');
});

test('a name that one letter tells from another: shown as similar, and entered all the same', async ({
  openAs,
  entered,
}) => {
  const other = await entered('partner1', {
    name: '盐城沐澜沣齿轮箱制造有限公司',
    mobile: [mobile()],
  });
  const page = await openAs('partner2', '/companies/check');
  await settled(page);
  const result = await check(page, { 客户名称: '盐城沐沣齿轮箱制造有限公司' });
  await expect(result).toContainText('共有 0 个客户，可以录入');
  const similar = result.getByRole('region', { name: '名称相近的其他客户' });
  await expect(similar.getByRole('listitem').first()).toContainText(other.name);
  await expect(similar).toContainText('不影响录入');
  await expect(similar).not.toContainText('匹配度');
  await expect(result.getByRole('button', { name: '录入' })).toBeFocused();
  await expectGood(page);
});

test('somebody else’s is found by its name’s key part, landline, fax and mobile, and can be handed to its owner', async ({
  openAs,
  entered,
}) => {
  const number = mobile();
  const company = await entered('partner1', {
    name: '苏州东浩精密机械有限公司',
    phone: ['0512-62391111', '0512-62392222'],
    fax: ['0512-62393333'],
    mobile: [number],
  });
  const page = await openAs('partner2', '/companies/check');
  await settled(page);
  for (const [typed, reason] of [
    [{ 客户名称: '东浩精密机械有限公司' }, '字号相同：东浩'],
    [{ 电话: '62392222' }, '固定电话或传真相同'],
    [{ 电话: '(0512)62392222' }, '固定电话或传真相同'],
    [{ 传真: '62393333' }, '固定电话或传真相同'],
    [{ 手机: `+86 ${number}` }, '手机号相同'],
    // Several at once, as they are copied from elsewhere.
    [{ 电话: '0514-2398577\n0512-62391111 / 0514-2398579' }, '固定电话或传真相同'],
  ]) {
    const result = await check(page, typed);
    await expect(result).toContainText('归他人所有');
    const match = result.getByRole('listitem').first();
    await expect(match).toContainText(company.name);
    await expect(match).toContainText('他人（不显示）');
    await expect(match).toContainText(reason);
    await expect(match).toContainText(/匹配度 \d+/);
    await expect(page.getByRole('button', { name: '录入', exact: true })).toHaveCount(0);
  }
  await expectGood(page);
  // What was typed is not lost: it is with the company, where its owner reads it.
  const result = await check(page, { 客户名称: '苏州东浩精密机械有限公司', 手机: number });
  await expect(result).toContainText('该客户已归他人所有，不能录入');
  await page.getByRole('button', { name: '把资料转给归属人' }).click();
  await expect(page.getByRole('main')).toContainText('没有录入：资料已绑定到先有的客户');
  const owner = await openAs('partner1', addressOf(company));
  await expect(owner.getByRole('region', { name: '他人录入的资料' })).toContainText(number);
});

test('the owned one wins: in the pool, and a same one that somebody owns', async ({
  openAs,
  entered,
  acted,
}) => {
  const factory = await entered('partner1', { name: '上海瑞丽服装厂' });
  await acted('partner1', factory, { action: 'release', reason: 'no_need' });
  const page = await openAs('partner2', '/companies/check');
  await settled(page);
  const first = await check(page, { 客户名称: '上海瑞丽服装厂' });
  await expect(first).toContainText('该客户在公海中，可以挑入，不能录入');
  await expect(first.getByRole('button', { name: '挑入' })).toBeFocused();
  await entered('partner1', { name: '上海徐汇凯莱百货经营部', mobile: ['13800009988'] });
  const both = await check(page, { 客户名称: '上海瑞丽服装厂', 手机: '13800009988' });
  await expect(both).toContainText('归他人所有');
  await expect(both.getByRole('list').first().getByRole('link')).toHaveCount(2);
  await expect(page.getByRole('button', { name: '录入', exact: true })).toHaveCount(0);

  // 上海市瑞丽服装有限公司 is the same company for who would enter it: claimed, not entered.
  const same = await check(page, { 客户名称: '上海市瑞丽服装有限公司' });
  await expect(same).toContainText('上海瑞丽服装厂');
  await same.getByRole('button', { name: '挑入' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('上海瑞丽服装厂');
  await expect(page.getByRole('main')).toContainText('我的');
});

test('one’s own: the new numbers are added to it', async ({ openAs, entered }) => {
  const company = await entered('partner1', { name: '江阴海澜针织有限公司' });
  const page = await openAs('partner1', '/companies/check');
  await settled(page);
  const result = await check(page, {
    客户名称: '江阴海澜针织有限公司',
    电话: '0510-86121388',
  });
  await expect(result).toContainText('您的客户中已有该客户');
  await page.getByRole('button', { name: '并入我的客户' }).click();
  await expect(page.getByRole('alert')).toContainText('已并入您的客户');
  await page.goto(addressOf(company));
  await expect(page.getByRole('region', { name: '客户资料' })).toContainText('0510-86121388');
});

test('in another library: refused, and says which', async ({ openAs, entered }) => {
  await entered('partner1', { name: '湖州安吉竹韵家具有限公司' });
  const page = await openAs('manager1', '/companies/check');
  await settled(page);
  const result = await check(page, { 客户名称: '湖州安吉竹韵家具有限公司' });
  await expect(result).toContainText('“代理商资源库”中存在这个客户，不能录入');
  await expect(result.getByRole('button')).toHaveCount(0);
});

test('probably the same is a warning where the rules say so: entered by who has read it', async ({
  openAs,
  entered,
}) => {
  await entered('manager2', { name: '天津瑞丽服装有限公司' }, telesales);
  const page = await openAs('manager1', '/companies/check');
  await settled(page);
  const result = await check(page, { 客户名称: '天津市瑞丽服装厂', 手机: mobile() });
  await expect(result).toContainText('很可能已归他人所有');
  await page.getByRole('button', { name: '已看过，仍要录入' }).click();
  await expect(page.getByRole('alert')).toContainText('已录入，现在是您的客户');
});

test('who saves second at the same moment is bound to who was first, and told so', async ({
  openAs,
  entered,
}) => {
  const name = '绍兴鉴湖黄酒酿造有限公司';
  const page = await openAs('partner2', '/companies/check');
  await settled(page);
  const result = await check(page, { 客户名称: name, 手机: mobile() });
  await expect(result).toContainText('共有 0 个客户');
  await entered('partner1', { name });
  await page.getByRole('button', { name: '录入', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('没有录入：资料已绑定到先有的客户');
  await expect(page.getByRole('main')).toContainText(`已绑定到：${name}`);
  expect(await seriousViolations(page)).toEqual([]);
});

test('what is wrong is said at its input, and what was typed since must be checked again', async ({
  openAs,
}) => {
  const page = await openAs('partner1', '/companies/check', { width: 360, height: 800 });
  await settled(page);
  const name = page.getByRole('textbox', { name: '客户名称' });
  await name.press('Enter');
  await expect(page.getByText('请填写名称、号码或代码')).toBeVisible();
  await expect(name).toBeFocused();
  const code = page.getByRole('textbox', { name: '统一社会信用代码' });
  await name.fill('金华火腿食品有限公司');
  await code.fill('123');
  await code.press('Enter');
  await expect(page.getByText('统一社会信用代码有误')).toBeVisible();
  await expect(code).toBeFocused();
  await code.fill('');
  await name.press('Enter');
  const result = page.getByRole('region', { name: '检测结果' });
  await result.getByRole('button', { name: '录入' }).click();
  await expect(page.getByText('电话、传真、手机至少填写一项')).toBeVisible();
  await page.getByRole('textbox', { name: '手机' }).fill(mobile());
  await expect(result).toContainText('资料已修改，请重新检测');
  await expect(result.getByRole('button')).toHaveCount(0);
  await expectGood(page);

  // Typed while the answer was on its way: it was not asked about.
  await page.getByRole('button', { name: '清空' }).click();
  let answer = () => {};
  const held = new Promise((done) => (answer = () => done(undefined)));
  await page.route('**/checks', async (route) => {
    await held;
    await route.continue();
  });
  await name.fill('金华火腿食品有限公司');
  await name.press('Enter');
  await page.getByRole('textbox', { name: '手机' }).fill(mobile());
  answer();
  await expect(result).toContainText('资料已修改，请重新检测');
  await expect(result.getByRole('button')).toHaveCount(0);
});

test('only people who are in a library have its entries; without a connection its pages say so', async ({
  openAs,
  errors,
}) => {
  const outsider = await openAs('approver1', '/');
  await settled(outsider);
  await expect(outsider.getByRole('link', { name: '撞单检测' })).toHaveCount(0);
  await outsider.goto('/companies');
  await expect(outsider.getByText('您还没有加入任何资源库')).toBeVisible();
  await outsider.goto(addressOf({ library: 'agents', id: '00000000-0000-7000-8000-000000000000' }));
  await expect(outsider.getByRole('heading', { name: '找不到这个页面' })).toBeVisible();

  const page = await openAs('partner1', '/help');
  await settled(page);
  await expect(page.getByRole('link', { name: '撞单检测' })).toBeVisible();
  await page.route(`**${agents.replace('/agents', '')}**`, (route) => route.abort());
  await page.getByRole('link', { name: '我的客户' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('连接不上服务器');
  await expect(page.getByRole('button', { name: '重试' })).toBeVisible();
  errors.splice(0, errors.length, ...errors.filter((text) => !text.includes('ERR_FAILED')));
});
