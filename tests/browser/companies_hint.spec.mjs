// 撞单检测 without a connection: what this device says, how sure that is, and that entering needs the server.
import { expectGood } from './support/accessible.mjs';
import { agents, check, mobile } from './support/companies.mjs';
import { expect, firstVisit, provided, settled, test } from './support/shell.mjs';

test('others’ customers are probably taken, what nobody has is not known, after a reload too', async ({
  moving,
  visitor,
}) => {
  const number = mobile();
  const owner = await visitor('partner1');
  const made = await owner.request.post(`${moving.origin}${agents}/companies`, {
    headers: { 'X-Qudao-Request': '1', Origin: moving.origin },
    data: { data: { name: '苏州日东精密电子有限公司', mobile: [number] } },
  });
  expect(made.status(), await made.text()).toBe(201);
  const context = await visitor('partner2');
  const page = await firstVisit(context, '/companies/check');
  await settled(page);
  await provided(page, ['hint agents', 'lexicon', 'libraries', 'in-library']);
  await moving.kill();

  const typed = { 客户名称: '日东精密电子有限公司', 手机: '13911112222' };
  const hint = page.getByRole('region', { name: '离线提示' });
  await check(page, typed);
  await expect(hint).toContainText('很可能已经有人了');
  await expect(hint).toContainText('按名称');
  await expect(hint).toContainText('约有 256 分之一的可能误报');
  await expect(hint).toContainText('能否录入，要连接服务器检测后才能确定');
  await expect(page.getByRole('button', { name: '录入', exact: true })).toHaveCount(0);
  await page.reload();
  await settled(page);
  await check(page, { 客户名称: '全新的一家面馆', 手机: number });
  await expect(hint).toContainText(/按.*号码/);
  // One of a hundred is a false alarm; three in a row are none.
  const said = [];
  for (const name of ['青海湖畔牦牛奶酪合作社', '敦煌鸣沙山驼铃工艺厂', '喀什老城都塔尔琴行']) {
    await check(page, { 客户名称: name });
    await expect(hint.getByRole('status')).toContainText(/很可能已经有人了|提示中没有这家客户/);
    said.push(await hint.getByRole('status').innerText());
  }
  expect(said.join()).toContain('提示中没有这家客户');
  await expectGood(page);
  // Back again, the server says what is so.
  await moving.start();
  const result = await check(page, typed);
  await expect(result).toContainText('归他人所有');
});
