// What lies on the disk of this device is worth nothing without its key, and on a shared computer the key goes with the person.
import { saved, type, field } from './support/form.mjs';
import { demoPassword } from './support/qudao.mjs';
import { expect, firstVisit, provided, settled, test } from './support/shell.mjs';

const secretText = '绝密品牌-Zq7xK9';
const status = (page) => page.locator('[data-status]');

async function typedOffline(page, moving) {
  await page.goto('/signings/new');
  await settled(page);
  await provided(page);
  await moving.kill();
  await type(page, 'signing_name', '加密测试');
  await type(page, 'brands', secretText);
  await page.keyboard.press('Control+s');
  await expect(page.locator('.ant-message').getByText('已存在本机')).toBeVisible();
  await expect(status(page)).toHaveAttribute('data-status', 'waiting');
}

/** Through the page, as only that knows the password. */
async function signInHere(page, { shared }) {
  await page.goto('/sign-in');
  await page.getByLabel('用户名').fill('partner1');
  await page.getByLabel('密码', { exact: true }).fill(demoPassword);
  await page.getByRole('checkbox', { name: '这是公用电脑' }).setChecked(shared);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page).toHaveURL(/\/$/);
  await settled(page);
  // The key is wrapped in the password behind the scenes (web/src/sync/vault.ts): whoever left before it was would have no use of it.
  await page.evaluate(async () => {
    const { id } = JSON.parse(localStorage.getItem('qudao.last_session')).user;
    await navigator.locks.request(`qudao.keys.${id}.password`, () => undefined);
  });
}

/** Everything this origin has on the disk that a page can read, as one text. */
const onDisk = (page) =>
  page.evaluate(async () => {
    const read = async (folder) => {
      const parts = [];
      for await (const entry of folder.values()) {
        if (entry.kind === 'directory') parts.push(...(await read(entry)));
        else parts.push(await (await entry.getFile()).text());
      }
      return parts;
    };
    const files = await read(await navigator.storage.getDirectory());
    const copies = await new Promise((done) => {
      const opening = indexedDB.open('qudao');
      opening.onsuccess = () => {
        const names = [...opening.result.objectStoreNames];
        if (names.length === 0) return done([]);
        const rows = opening.result.transaction(names).objectStore(names[0]).getAll();
        rows.onsuccess = () => done(rows.result);
      };
    });
    const kept = JSON.stringify([Object.entries(localStorage), copies]);
    return { files: files.join('\n'), sizes: files.map((file) => file.length), kept };
  });

test('the files of the database tell nothing', async ({ moving, visitor }) => {
  const context = await visitor('partner1');
  const page = await firstVisit(context, '/');
  await settled(page);
  await typedOffline(page, moving);
  await moving.start();
  // A page of the same origin that does not open the database, which is written and closed.
  const beside = await context.newPage();
  await beside.goto('/api/v1/openapi.json');
  await page.close();
  const { files, sizes } = await onDisk(beside);
  expect(Math.max(...sizes)).toBeGreaterThan(20_000);
  expect(files).not.toContain(secretText);
  expect(files).not.toContain('SQLite format 3');
  expect(files).not.toContain('signing');
});

test('on a shared computer: no server, a reload, and only the password opens it again', async ({
  moving,
  visitor,
}) => {
  const context = await visitor(undefined);
  const page = await firstVisit(context, '/sign-in');
  await signInHere(page, { shared: true });
  await page.reload();
  await settled(page);
  await typedOffline(page, moving);
  const address = page.url();
  await page.reload();
  await expect(page.getByRole('heading', { name: '已锁定' })).toBeVisible();
  await expect(page.getByText(secretText)).toHaveCount(0);
  const password = page.getByLabel('密码', { exact: true });
  await password.fill('not the password');
  await page.keyboard.press('Enter');
  await expect(page.getByText('密码不正确')).toBeVisible();
  await password.fill(demoPassword);
  await page.keyboard.press('Enter');
  await expect(field(page, 'brands').locator('input')).toHaveValue(secretText);
  expect((await onDisk(page).catch(() => ({ kept: '' }))).kept).not.toContain(secretText);

  await moving.start();
  await saved(page);
  await page.goto(address);
  await expect(field(page, 'brands').locator('input')).toHaveValue(secretText);
});

test('left alone, a shared computer locks every tab; what was typed is there after a sign-in', async ({
  moving,
  visitor,
}) => {
  const context = await visitor(undefined);
  const page = await firstVisit(context, '/sign-in');
  await signInHere(page, { shared: true });
  const other = await context.newPage();
  await other.goto('/signings');
  await settled(other);
  await page.clock.install();
  await typedOffline(page, moving);
  await page.clock.fastForward(9 * 60_000);
  await expect(field(page, 'brands').locator('input')).toHaveValue(secretText);
  await page.clock.fastForward(2 * 60_000);
  for (const each of [page, other]) {
    await expect(each.getByRole('heading', { name: '已锁定' })).toBeVisible();
    await expect(each.getByRole('main')).not.toContainText('签约');
  }
  await other.reload();
  await expect(other.getByRole('heading', { name: '已锁定' })).toBeVisible();

  // With a connection the session ends, and its user signs in again.
  await moving.start();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.clock.resume();
  await page.getByLabel('用户名').fill('partner1');
  await page.getByLabel('密码', { exact: true }).fill(demoPassword);
  await expect(page.getByRole('checkbox', { name: '这是公用电脑' })).toBeChecked();
  await page.getByRole('button', { name: '登录' }).click();
  await expect(field(page, 'brands').locator('input')).toHaveValue(secretText);
  await saved(page);
});
