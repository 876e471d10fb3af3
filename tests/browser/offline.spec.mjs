// The form hour without a connection: what is typed, submitted and decided is on this device, and gets to the server by itself.
import { readFileSync } from 'node:fs';
import { unzip } from '../api/support/workbook.mjs';
import { field, saved, type } from './support/form.mjs';
import { signIn } from './support/qudao.mjs';
import { readySigning } from './support/ready_signing.mjs';
import { expect, firstVisit, provided, settled, test } from './support/shell.mjs';

/** Such a draft, opened in a browser that has the app. */
async function openedSigning(context, origin) {
  const page = await firstVisit(context, '/');
  const { record, version } = await readySigning(context, origin);
  await page.goto(`/signings/${record}`);
  await settled(page);
  return { page, record, version };
}

const status = (page) => page.locator('[data-status]');

test('a signing begun, filled in and reopened without a server arrives when it is back', async ({
  moving,
  visitor,
}) => {
  const context = await visitor('partner1');
  // Nobody has opened the form on this device yet.
  const page = await firstVisit(context, '/');
  await settled(page);
  await provided(page);
  await moving.kill();

  await page.goto('/signings/new');
  await type(page, 'signing_name', '离线新建的签约');
  await expect(status(page)).toHaveAttribute('data-status', 'waiting');
  await expect(page).toHaveURL(/\/signings\/[0-9a-f-]{36}$/);
  await type(page, 'brands', '离线填写的品牌');
  await expect(status(page)).toHaveAttribute('data-status', 'waiting');
  await page.reload();
  await expect(field(page, 'signing_name').locator('input')).toHaveValue('离线新建的签约');
  await expect(field(page, 'brands').locator('input')).toHaveValue('离线填写的品牌');

  await moving.start();
  await saved(page);
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const stored = await context.request.get(`${moving.origin}/api/v1/records/signing/${id}`);
  expect((await stored.json()).data).toMatchObject({
    signing_name: '离线新建的签约',
    brands: '离线填写的品牌',
  });
});

test('submitted and decided without a connection: both arrive once, and nothing can be typed in between', async ({
  moving,
  visitor,
}) => {
  const partner = await visitor('partner1');
  const { page, record, version } = await openedSigning(partner, moving.origin);
  await moving.kill();
  await page.getByRole('button', { name: '提交审批' }).click();
  await expect(page.locator('[data-waiting]')).toContainText('等待送达服务器');
  await expect(field(page, 'signing_name').locator('input')).toHaveCount(0);
  await page.reload();
  await expect(page.locator('[data-waiting]')).toBeVisible();
  await page.goto('/sync');
  await expect(page.getByRole('listitem').filter({ hasText: '提交审批' })).toBeVisible();
  await moving.start();
  await expect(page.getByText('全部已送达')).toBeVisible();
  const answer = await partner.request.get(`${moving.origin}/api/v1/records/signing/${record}`);
  expect(await answer.json()).toMatchObject({ state: 'pending', version: version + 1 });

  const manager = await visitor('manager1');
  const inbox = await firstVisit(manager, `/inbox/${record}`);
  await settled(inbox);
  // What is shown is not on this device before its database is open.
  const onDevice = () =>
    inbox.evaluate((id) => window.askData({ ask: 'record', record: id }), record);
  await expect.poll(async () => (await onDevice()).answer?.seen?.id).toBe(record);
  await expect(inbox.getByRole('button', { name: '通过' })).toBeVisible();
  await moving.kill();
  await inbox.reload();
  await inbox.getByRole('textbox', { name: '审批意见' }).fill('离线批准');
  await inbox.getByRole('button', { name: '驳回' }).click();
  await expect(inbox.getByText('联网后自动送出').first()).toBeVisible();
  await moving.start();
  await expect
    .poll(async () => {
      const seen = await partner.request.get(`${moving.origin}/api/v1/records/signing/${record}`);
      return (await seen.json()).state;
    })
    .toBe('rejected');
});

test('the same answer changed on two devices: the person chooses field by field, the rest is merged', async ({
  moving,
  visitor,
}) => {
  const here = await visitor('partner1');
  const { page, record } = await openedSigning(here, moving.origin);
  await here.setOffline(true);
  await type(page, 'brands', '这里');
  await type(page, 'bank', '这里的银行');
  await expect(status(page)).toHaveAttribute('data-status', 'waiting');

  const there = await firstVisit(await visitor('partner1'), `/signings/${record}`);
  await type(there, 'brands', '那里');
  await type(there, 'contact_title', '总监');
  await saved(there);
  await here.setOffline(false);
  const conflict = page.locator('[data-conflict="brands"]');
  await expect(conflict).toContainText('这里');
  await expect(conflict).toContainText('那里');
  await expect(page.locator('[data-conflict]')).toHaveCount(1);
  await expect(field(page, 'contact_title').locator('input')).toHaveValue('总监');
  await expect(page.getByRole('button', { name: '1 项内容需要您处理' })).toBeVisible();
  await conflict.getByRole('radio').nth(1).check();
  await page.getByRole('button', { name: '采用所选' }).click();
  await expect(field(page, 'brands').locator('input')).toHaveValue('那里');
  await saved(page);
  // The other device shows what was merged, by itself.
  await expect(field(there, 'bank').locator('input')).toHaveValue('这里的银行');
  await expect(field(there, 'brands').locator('input')).toHaveValue('那里');
});

test('three tabs, one owner: the others see what is typed, and go on when it is closed or frozen', async ({
  moving,
  visitor,
}) => {
  const context = await visitor('partner1');
  const { page: first, record } = await openedSigning(context, moving.origin);
  const second = await context.newPage();
  await second.goto(`/signings/${record}`);
  const third = await context.newPage();
  await third.goto('/');
  await settled(third);
  const workers = () => [first, second, third].map((page) => page.workers().length);
  await expect.poll(workers).toEqual([1, 0, 0]);
  await type(second, 'brands', '第二个标签页');
  await expect(field(first, 'brands').locator('input')).toHaveValue('第二个标签页');
  await type(first, 'bank', '第一个标签页');
  await expect(field(second, 'bank').locator('input')).toHaveValue('第一个标签页');
  await saved(second);

  await moving.kill();
  await type(second, 'bank', '断网时');
  await expect(status(second)).toHaveAttribute('data-status', 'waiting');
  await first.close();
  await type(second, 'bank', '所有者关闭以后');
  await expect(status(second)).toHaveAttribute('data-status', 'waiting');
  await expect.poll(() => second.workers().length + third.workers().length).toBe(1);

  const owner = second.workers().length === 1 ? second : third;
  const other = owner === second ? third : second;
  const session = await context.newCDPSession(owner);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await other.goto(`/signings/${record}`);
  await type(other, 'contact_title', '所有者冻结以后');
  await expect(status(other)).toHaveAttribute('data-status', 'waiting');
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await moving.start();
  await saved(other);
  const stored = await context.request.get(`${moving.origin}/api/v1/records/signing/${record}`);
  expect((await stored.json()).data).toMatchObject({
    brands: '第二个标签页',
    bank: '所有者关闭以后',
    contact_title: '所有者冻结以后',
  });
});

/** What this browser keeps of people's data, by user. */
const kept = (page) =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const names = [];
    try {
      const folder = await root.getDirectoryHandle('qudao');
      for await (const name of /** @type {any} */ (folder).keys()) names.push(name);
    } catch {
      // No folder: nothing is kept.
    }
    return names;
  });

test('signing out tells what has not arrived, and then leaves nothing on the machine', async ({
  moving,
  visitor,
}) => {
  const context = await visitor('partner1');
  const { page } = await openedSigning(context, moving.origin);
  const another = await context.newPage();
  await another.goto('/');
  await context.setOffline(true);
  await type(page, 'brands', '没有送达的');
  await expect(status(page)).toHaveAttribute('data-status', 'waiting');
  const leave = async () => {
    await page.getByRole('button', { name: /用户菜单/ }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
  };
  await leave();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 项');
  await dialog.getByRole('button', { name: '去查看' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: /填写中的内容|保存/ })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出本机内容' }).click(),
  ]);
  const rows = unzip(readFileSync(await download.path())).get('qudao.json');
  expect(rows).toContain('没有送达的');
  expect(await kept(page)).toHaveLength(1);
  await context.setOffline(false);
  await expect(page.getByText('全部已送达')).toBeVisible();
  await leave();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect.poll(() => kept(page)).toEqual([]);
});

test('two people after each other on one machine: what one has not sent is not sent by the other', async ({
  moving,
  visitor,
}) => {
  const context = await visitor('partner1');
  const { page, record } = await openedSigning(context, moving.origin);
  await moving.kill();
  await type(page, 'brands', '一号的内容');
  await expect(status(page)).toHaveAttribute('data-status', 'waiting');
  await moving.start();
  await signIn(context, moving.origin, 'partner2');
  const theirs = await context.newPage();
  await theirs.goto('/sync');
  await expect(theirs.getByText('全部已送达')).toBeVisible();
  const seen = await context.request.get(`${moving.origin}/api/v1/records/signing/${record}`);
  expect(seen.status()).toBe(404);
  await theirs.close();
  await signIn(context, moving.origin, 'partner1');
  await page.goto(`/signings/${record}`);
  await expect(field(page, 'brands').locator('input')).toHaveValue('一号的内容');
  await saved(page);
  const stored = await context.request.get(`${moving.origin}/api/v1/records/signing/${record}`);
  expect((await stored.json()).data.brands).toBe('一号的内容');
});
