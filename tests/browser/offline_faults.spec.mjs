// What goes wrong between a device and its server, and on its disk, while things are on their way.
import { pdf } from '../api/support/tus.mjs';
import { faultyLink } from './support/faulty_link.mjs';
import { field, pickOption, saved, type } from './support/form.mjs';
import { expect, firstVisit, settled, test } from './support/shell.mjs';

const idOf = (page) => new URL(page.url()).pathname.split('/').at(-1);
const status = (page) => page.locator('[data-status]');
const problem = (status, code) => ({
  status,
  type: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', status, code, title: code }),
});
const portal = { status: 200, type: 'text/html', body: '<h1>请先登录 Wi-Fi</h1>' };

test('500, a captive portal, 401 and a lost answer in the middle of a queue: everything arrives once', async ({
  moving,
  visitor,
}) => {
  const faults = [
    problem(500, 'server.internal'),
    problem(503, 'server.unavailable'),
    portal,
    'lose the answer',
    problem(401, 'auth.required'),
  ];
  const pushes = [];
  const link = await faultyLink(moving.origin, (method, path) => {
    if (path !== '/api/v1/sync/push') return undefined;
    const fault = faults.shift();
    pushes.push(fault);
    return /** @type {any} */ (fault);
  });
  try {
    const context = await visitor('partner1');
    const page = await firstVisit(context, `${link.origin}/`);
    await settled(page);
    await page.goto(`${link.origin}/signings/new`);
    await type(page, 'signing_name', '一路坎坷');
    await expect(page).toHaveURL(/\/signings\/[0-9a-f-]{36}$/);
    await type(page, 'brands', '一件不少');
    await expect(status(page)).toHaveAttribute('data-status', 'saved');
    expect(faults).toEqual([]);
    expect(pushes.length).toBeGreaterThan(5);
    const record = idOf(page);
    const stored = await context.request.get(`${moving.origin}/api/v1/records/signing/${record}`);
    expect((await stored.json()).data).toMatchObject({
      signing_name: '一路坎坷',
      brands: '一件不少',
    });
    const list = await context.request.get(
      `${moving.origin}/api/v1/records/signing?page_size=100&sort=-created_at`,
    );
    const titles = (await list.json()).items.map(({ title }) => title);
    expect(titles.filter((title) => title === '一路坎坷')).toHaveLength(1);
    // The session is the person's own: nobody was asked to sign in.
    await expect(page).toHaveURL(new RegExp(record));
  } finally {
    await link.close();
  }
});

test('a full disk: said where it happens, what is there stays, and goes on when there is room', async ({
  moving,
  visitor,
}) => {
  const context = await visitor('partner1');
  const page = await firstVisit(context, '/');
  await settled(page);
  await page.goto('/signings/new');
  await type(page, 'signing_name', '磁盘已满');
  await expect(page).toHaveURL(/\/signings\/[0-9a-f-]{36}$/);
  await saved(page);
  const session = await context.newCDPSession(page);
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin: moving.origin });
  const quota = (quotaSize) =>
    session.send('Storage.overrideQuotaForOrigin', {
      origin: moving.origin,
      ...(quotaSize && { quotaSize }),
    });
  await quota(Math.ceil(usage) + 200_000);

  const files = field(page, 'attachments');
  const scan = { name: '大文件.pdf', mimeType: 'application/pdf', buffer: pdf(6_000_000) };
  await files.locator('input[type=file]').setInputFiles(scan);
  const row = files.getByRole('listitem').filter({ hasText: '大文件.pdf' });
  await row.locator('.ant-select').click();
  await pickOption(page, '营业执照');
  await expect(row.getByRole('alert')).toContainText('存储空间已满');
  await expect(field(page, 'signing_name').locator('input')).toHaveValue('磁盘已满');

  await quota(0);
  await row.getByRole('button', { name: '重试' }).click();
  await expect(files.getByRole('link', { name: '大文件.pdf' })).toBeVisible();
  await type(page, 'brands', '又有空间了');
  await saved(page);
  const stored = await context.request.get(`${moving.origin}/api/v1/records/signing/${idOf(page)}`);
  const { data } = await stored.json();
  expect(data.attachments.map(({ size }) => size)).toEqual([6_000_000]);
  expect(data.brands).toBe('又有空间了');
});
