// A local database that a disk has damaged: said plainly, nothing opened in its place, and what can be read given back.
import { readFileSync } from 'node:fs';
import { unzip } from '../api/support/workbook.mjs';
import { scan } from './support/answers.mjs';
import { damage } from './support/damage.mjs';
import { field, pickOption, saved, type } from './support/form.mjs';
import { readySigning } from './support/ready_signing.mjs';
import { expect, firstVisit, provided, settled, test } from './support/shell.mjs';

const firstPages = {
  '/data.db': [{ from: 4096, length: 900 }],
  '/data.db-wal': [{ from: 4096, length: 900 }],
};
/** The sum of its first frame: what comes after it is as if it had never been. */
const log = { '/data.db-wal': [{ from: 4096 + 32 + 16, length: 8 }] };
const names = { '/data.db': [{ from: 0, length: 600 }] };

/** A signing that is on this device only, with an attachment. */
async function begun(moving, visitor) {
  const context = await visitor('partner1');
  const page = await firstVisit(context, '/');
  await settled(page);
  await provided(page);
  await moving.kill();
  await page.goto('/signings/new');
  await type(page, 'signing_name', '只在本机的签约');
  await type(page, 'brands', '损坏前填写的');
  await field(page, 'attachments').locator('input[type=file]').setInputFiles(scan('营业执照.pdf'));
  const row = page.getByRole('listitem').filter({ hasText: '营业执照.pdf' });
  await row.locator('.ant-select').click();
  await pickOption(page, '营业执照');
  await expect(row).toContainText('待上传');
  const address = page.url();
  const record = new URL(address).pathname.split('/').at(-1);
  const attached = () =>
    page.evaluate(async (record) => {
      const { answer } = await window.askData({ ask: 'record', record });
      return answer.draft?.mine.attachments?.length;
    }, record);
  await expect.poll(attached).toBe(1);
  // A page without the app: nothing holds the files.
  await page.route('**/healthz', (route) => route.fulfill({ body: 'nothing' }));
  await page.goto('/healthz');
  return { page, address };
}

for (const [what, places] of /** @type {const} */ ([
  ['the beginning of its files', firstPages],
  ['the name of its file', names],
  ['what was written last', log],
])) {
  test(`damage in ${what}: what was typed is given back, as a file and in a new database`, async ({
    moving,
    visitor,
  }) => {
    const { page, address } = await begun(moving, visitor);
    await damage(page, places);
    await page.goto('/sync');
    await expect(page.getByText('本机数据库已损坏')).toBeVisible();
    await page.getByRole('button', { name: '找回本机内容' }).click();
    const found = page.getByRole('region', { name: '还能读出的内容' });
    await expect(found.getByRole('listitem')).toHaveCount(2);
    await expect(found).toContainText('营业执照.pdf');

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      found.getByRole('button', { name: '导出本机内容' }).click(),
    ]);
    const parts = unzip(readFileSync(await download.path()));
    expect(JSON.parse(parts.get('qudao.json')).drafts[0].mine.brands).toBe('损坏前填写的');
    expect(parts.get('files/1 营业执照.pdf')).toBe(scan('').buffer.toString('utf8'));

    await found.getByRole('button', { name: '重新开始并放回' }).click();
    await expect(page.getByText('已放回，请逐份核对')).toBeVisible();
    await page.goto(address);
    await expect(field(page, 'signing_name').locator('input')).toHaveValue('只在本机的签约');
    await moving.start();
    await saved(page);
    const id = new URL(address).pathname.split('/').at(-1);
    const stored = await page.request.get(`${moving.origin}/api/v1/records/signing/${id}`);
    const { data } = await stored.json();
    expect(data.brands).toBe('损坏前填写的');
    expect(data.attachments).toHaveLength(1);
  });
}

test('a damaged database is said, nothing is opened in its place, and the form goes on with the server', async ({
  moving,
  visitor,
}) => {
  const context = await visitor('partner1');
  const page = await firstVisit(context, '/');
  const { record } = await readySigning(context, moving.origin);
  await settled(page);
  await page.goto('/healthz');
  await damage(page, firstPages);
  await page.goto('/sync');
  await expect(page.getByText('本机数据库已损坏')).toBeVisible();
  await page.goto(`/signings/${record}`);
  await type(page, 'brands', '没有数据库');
  await saved(page);
  await page.goto('/sync');
  await page.getByRole('button', { name: '删除本机数据，重新下载' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s*定/ })
    .click();
  await expect(page.getByText('全部已送达')).toBeVisible();
});
