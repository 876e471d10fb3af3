// Attachments without a connection: on this device as soon as they are chosen, and resumed wherever they were left.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { field, pickOption, saved, type } from './support/form.mjs';
import { pdf, sha256 } from '../api/support/tus.mjs';
import { expect, firstVisit, provided, settled, test } from './support/shell.mjs';
import { slowLink } from './support/slow_link.mjs';

const status = (page) => page.locator('[data-status]');
const files = (page) => field(page, 'attachments');
const row = (page, name) => files(page).getByRole('listitem').filter({ hasText: name });
const idOf = (page) => new URL(page.url()).pathname.split('/').at(-1);

/** A new signing in a browser that has everything it needs. */
async function begun(context, name, origin = '') {
  const page = await firstVisit(context, `${origin}/`);
  await settled(page);
  await provided(page);
  await page.goto(`${origin}/signings/new`);
  await type(page, 'signing_name', name);
  await expect(page).toHaveURL(/\/signings\/[0-9a-f-]{36}$/);
  return page;
}

async function attach(page, file, documentType) {
  await files(page).locator('input[type=file]').setInputFiles(file);
  await row(page, file.name).locator('.ant-select').click();
  await pickOption(page, documentType);
}

const scan = (name, size) => ({ name, mimeType: 'application/pdf', buffer: pdf(size) });

/** What the server has of a record's attachments. */
async function stored(context, origin, record) {
  const answer = await context.request.get(`${origin}/api/v1/records/signing/${record}`);
  return (await answer.json()).data?.attachments ?? [];
}

test('attached without a server, reopened, opened, and there when it is back', async ({
  moving,
  visitor,
}) => {
  const context = await visitor('partner1');
  const page = await begun(context, '离线附件');
  await saved(page);
  await moving.kill();
  const letter = scan('营业执照.pdf', 300_000);
  await attach(page, letter, '营业执照');
  // The same scan once more, under another name: a conflict for others, nothing here.
  await attach(page, { ...letter, name: '副本.pdf' }, '三证合一');
  await expect(row(page, '营业执照.pdf')).toContainText('待上传');
  await expect(status(page)).toHaveAttribute('data-status', 'waiting');

  await page.reload();
  await expect(row(page, '营业执照.pdf')).toContainText('待上传');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    files(page).getByRole('button', { name: '营业执照.pdf', exact: true }).click(),
  ]);
  expect(sha256(readFileSync(await download.path()))).toBe(sha256(letter.buffer));
  const record = idOf(page);
  await page.goto('/sync');
  await expect(page.getByRole('listitem').filter({ hasText: '副本.pdf' })).toContainText('待上传');

  await moving.start();
  await expect(page.getByText('全部已送达')).toBeVisible();
  const arrived = await stored(context, moving.origin, record);
  expect(arrived.map(({ file_name }) => file_name)).toEqual(['营业执照.pdf', '副本.pdf']);
  for (const { id } of arrived) {
    const answer = await context.request.get(`${moving.origin}/api/v1/files/${id}`);
    expect(sha256(await answer.body())).toBe(sha256(letter.buffer));
  }
  await page.goto(`/signings/${record}`);
  await expect(files(page).getByRole('link', { name: '营业执照.pdf' })).toBeVisible();
});

test('the server killed and the line cut in the middle of an upload: it goes on where it was', async ({
  moving,
  visitor,
}) => {
  const link = await slowLink(moving.origin, 1_500_000);
  try {
    const context = await visitor('partner2');
    const page = await begun(context, '慢速线路', link.origin);
    const offsets = [];
    context.on('request', (request) => {
      if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
    });
    const large = scan('大扫描件.pdf', 9_000_000);
    await attach(page, large, '营业执照');
    const progress = row(page, '大扫描件.pdf').getByRole('progressbar');
    await expect(progress).toBeVisible();
    await expect
      .poll(() => progress.getAttribute('aria-valuenow').then(Number))
      .toBeGreaterThan(20);
    await moving.kill();
    link.cut();
    // Answers typed meanwhile wait for nobody.
    await type(page, 'brands', '上传中填写');
    await moving.start();
    await expect
      .poll(() => offsets.at(-1), { message: 'resumed, not begun again' })
      .toBeGreaterThan(500_000);
    link.cut();
    await expect(files(page).getByRole('link', { name: '大扫描件.pdf' })).toBeVisible();
    await saved(page);
    const [{ id }] = await stored(context, moving.origin, idOf(page));
    const answer = await context.request.get(`${moving.origin}/api/v1/files/${id}`);
    expect(sha256(await answer.body())).toBe(sha256(large.buffer));
  } finally {
    await link.close();
  }
});

test('a file the server does not take: the draft says so, and goes on without it', async ({
  moving,
  visitor,
}) => {
  const context = await visitor('partner1');
  const page = await begun(context, '错误的附件');
  await saved(page);
  const fake = {
    name: '照片.png',
    mimeType: 'image/png',
    buffer: Buffer.from('no picture at all'),
  };
  await attach(page, fake, '营业执照');
  await expect(row(page, '照片.png').getByRole('alert')).toContainText('无法上传');
  await expect(status(page)).toHaveAttribute('data-status', 'needs_you');
  await page.getByRole('button', { name: '移除“照片.png”' }).click();
  await type(page, 'brands', '继续填写');
  await saved(page);
  expect(await stored(context, moving.origin, idOf(page))).toEqual([]);
});

/** A photograph of noise, which PNG does not make smaller. */
function photograph(width, height) {
  const part = (name, content) => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(content.length);
    const body = Buffer.concat([Buffer.from(name), content]);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([head, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8); // 8 bits a colour, red, green and blue
  const lines = randomBytes((3 * width + 1) * height);
  for (let y = 0; y < height; y += 1) lines[y * (3 * width + 1)] = 0; // no filter
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    part('IHDR', header),
    part('IDAT', deflateSync(lines, { level: 0 })),
    part('IEND', Buffer.alloc(0)),
  ]);
}

test('a large photograph is offered smaller, and the person decides', async ({
  moving,
  visitor,
}) => {
  const context = await visitor('partner1');
  const page = await begun(context, '照片');
  const choose = async (name, buffer, version) => {
    await files(page)
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'image/png', buffer });
    const pending = row(page, name);
    if (version) await pending.getByRole('radio', { name: version }).check();
    else await expect(pending.getByRole('radio', { name: '原图' })).toBeDisabled();
    await pending.locator('.ant-select').click();
    await pickOption(page, '营业执照');
    const stem = name.replace('.png', '');
    await expect(files(page).getByRole('link', { name: stem })).toBeVisible();
  };
  const large = photograph(1600, 1200);
  await choose('小.png', large, '压缩版');
  await choose('大.png', large, '原图');
  // Over the limit as it is: the smaller one is all there is.
  const huge = photograph(3000, 2400);
  expect(huge.length).toBeGreaterThan(20 * 1024 * 1024);
  await choose('巨大.png', huge);
  await saved(page);
  const [small, whole, shrunk] = await stored(context, moving.origin, idOf(page));
  expect([small, whole, shrunk].map((each) => each.content_type)).toEqual([
    'image/jpeg',
    'image/png',
    'image/jpeg',
  ]);
  expect(small.size).toBeLessThan((whole.size * 2) / 3);
  expect(whole.size).toBe(large.length);
});
