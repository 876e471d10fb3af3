// The app on this machine: it opens without a connection, and goes from one version to the next when asked to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectGood } from './support/accessible.mjs';
import { field, type } from './support/form.mjs';
import {
  buildOf,
  cachedBuilds,
  expect,
  firstVisit,
  look,
  provided,
  settled,
  test,
} from './support/shell.mjs';

const offline = (page) => page.locator('[data-connection="offline"]');
const notice = (page) => page.locator('[data-update]');

test('without the server every page opens, says that it is offline, and fills when it is back', async ({
  moving,
  visitor,
}) => {
  const context = await visitor('partner1');
  const page = await firstVisit(context);
  await settled(page);
  await provided(page);
  await moving.kill();
  await page.reload();
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await expect(offline(page)).toContainText('离线');
  for (const address of ['/signings', '/inbox', '/help', '/profile']) {
    await page.goto(address);
    await expect(page.locator('h1, [role="alert"]').first()).toBeVisible();
    await expect(offline(page)).toBeVisible();
  }
  // What this device has is shown; what only the server has says so.
  await page.goto('/signings');
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
  await expectGood(page);
  await page.goto('/contacts');
  await expect(page.getByRole('alert')).toContainText('没有连接');
  await expectGood(page);
  await moving.start();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(offline(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: '添加联系人' })).toBeVisible();
});

test('nobody known: without the server it says so and opens by itself later', async ({
  moving,
  visitor,
}) => {
  const page = await firstVisit(await visitor(null), '/sign-in');
  await moving.kill();
  await page.goto('/signings');
  await expect(page.getByRole('alert')).toContainText('连接不上服务器');
  await moving.start();
  await expect(page).toHaveURL(/\/sign-in/);
});

test('a new version is offered; the old one works on beside it until the person wants the new', async ({
  moving,
  next,
  visitor,
}) => {
  const context = await visitor('partner1', { noDatabase: true });
  const page = await firstVisit(context);
  await settled(page);
  const old = await buildOf(page);
  const other = await context.newPage();
  await other.goto('/signings/new');
  await settled(other);
  await moving.moveTo(next);
  expect(await look(page)).toBe('installed');
  await expect(notice(page)).toContainText('有新版本');
  await expect(notice(other)).toContainText('有新版本');

  // A reload is not the person's wish for the new version; chunks the server no longer has come from this machine.
  await page.reload();
  await settled(page);
  expect(await buildOf(page)).toBe(old);
  await page.goto('/help');
  await expect(page.locator('h1')).toBeVisible();

  // The other tab has answers the server does not get: it keeps the old version.
  await other.route('**/api/v1/records/**', (route) => route.abort());
  await other.route('**/api/v1/records', (route) => route.abort());
  await type(other, 'signing_name', '更新前填写的');
  await expect(other.locator('[data-status="failed"]')).toBeVisible();
  await page.goto('/');
  await settled(page);
  const reloaded = page.waitForEvent('load');
  await notice(page).getByRole('button', { name: '更新' }).click();
  await reloaded;
  await settled(page);
  const now = await buildOf(page);
  expect(now).not.toBe(old);
  expect(await buildOf(other)).toBe(old);
  await expect(field(other, 'signing_name').locator('input')).toHaveValue('更新前填写的');
  expect((await cachedBuilds(page)).sort()).toEqual([old, now].sort());
  // Chunks of its own that it has not asked for before, and the server of now does not have.
  const loaded = await other.evaluate(async () => {
    const names = (await (await caches.open((await caches.keys())[0])).keys()).map(
      ({ url }) => url,
    );
    const asked = new Set(performance.getEntriesByType('resource').map(({ name }) => name));
    const fresh = names.filter((name) => name.endsWith('.js') && !asked.has(name));
    const answers = await Promise.all(fresh.map((name) => fetch(name)));
    return { count: fresh.length, statuses: [...new Set(answers.map(({ status }) => status))] };
  });
  expect(loaded.count).toBeGreaterThan(3);
  expect(loaded.statuses).toEqual([200]);

  // Stored: now it follows, and the old version is gone from this machine.
  await other.unroute('**/api/v1/records/**');
  await other.unroute('**/api/v1/records');
  await other.getByRole('button', { name: '重试' }).first().click();
  await expect.poll(() => buildOf(other)).toBe(now);
  await settled(other);
  await expect(field(other, 'signing_name').locator('input')).toHaveValue('更新前填写的');
  await expect.poll(() => cachedBuilds(other)).toEqual([now]);
});

test('a form with unsaved answers is not reloaded over: the update waits for it', async ({
  moving,
  next,
  visitor,
}) => {
  const context = await visitor('partner1', { noDatabase: true });
  const page = await firstVisit(context, '/signings/new');
  await settled(page);
  await moving.moveTo(next);
  expect(await look(page)).toBe('installed');
  const old = await buildOf(page);
  // Not by page.route: what is intercepted beside a worker may keep Chromium from letting that worker go.
  await page.evaluate(() => {
    const real = window.fetch;
    const isSave = (/** @type {any} */ input) => String(input.url ?? input).includes('/v1/records');
    window.fetch = (input, init) =>
      sessionStorage.getItem('cut') === 'yes' && isSave(input)
        ? Promise.reject(new TypeError('Failed to fetch'))
        : real(input, init);
    sessionStorage.setItem('cut', 'yes');
  });
  await type(page, 'signing_name', '还没有保存');
  await expect(page.locator('[data-status="failed"]')).toBeVisible();
  await notice(page).getByRole('button', { name: '更新' }).click();
  await expect(notice(page)).toContainText('未保存');
  expect(await buildOf(page)).toBe(old);
  await page.evaluate(() => sessionStorage.setItem('cut', 'no'));
  await page.locator('[data-status="failed"]').getByRole('button').click();
  await expect(page.locator('[data-status="failed"]')).toBeHidden();
  // The browser hands over when the old worker has nothing left to do, which it may take its time for.
  await expect.poll(() => buildOf(page)).not.toBe(old);
  await expect(field(page, 'signing_name').locator('input')).toHaveValue('还没有保存');
});

test('on a telephone the offer leaves the buttons of the form free, and is taken by keyboard', async ({
  moving,
  next,
  visitor,
}) => {
  const context = await visitor('partner1', { locale: 'en', width: 360, chosen: true });
  const page = await firstVisit(context, '/signings/new');
  await settled(page);
  const old = await buildOf(page);
  await moving.moveTo(next);
  expect(await look(page)).toBe('installed');
  await expect(notice(page)).toContainText('A new version is available');
  await page.getByRole('button', { name: 'Submit' }).click({ trial: true });
  await expectGood(page);
  const update = notice(page).getByRole('button', { name: 'Update' });
  await update.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => buildOf(page)).not.toBe(old);
});

test('a version that does not come whole leaves the one before working', async ({
  moving,
  next,
  visitor,
}) => {
  const page = await firstVisit(await visitor('partner1'));
  await settled(page);
  const old = await buildOf(page);
  const serve = (broken) => (request, response) => {
    const path = request.url === '/' ? '/index.html' : request.url;
    try {
      const content = broken(path) ?? readFileSync(join(next, path));
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(content);
    } catch {
      response.writeHead(500).end();
    }
  };
  const css = (path) => path.endsWith('.css');
  // After each reload the browser looks for a new version again, when it likes, and may be at it when the next half is served. The
  // two with a wrong file come last: nothing whole can be put together out of them.
  const halves = {
    "a portal's page for the worker": (path) =>
      path === '/sw.js' ? '<html>请先登录</html>' : undefined,
    'a server error': (path) => {
      if (css(path)) throw new Error(path);
    },
    "a portal's page for one file": (path) => (css(path) ? '<html>请先登录</html>' : undefined),
  };
  for (const [what, broken] of Object.entries(halves)) {
    const end = await moving.replaceBy(serve(broken));
    expect(await look(page), what).toMatch(/redundant|refused/);
    await expect.poll(() => cachedBuilds(page), what).toEqual([old]);
    await page.reload();
    await expect(page.getByRole('navigation').first()).toBeVisible();
    expect(await buildOf(page), what).toBe(old);
    await end();
  }
});

test("a captive portal's page is never taken for the app", async ({ moving, visitor }) => {
  const page = await firstVisit(await visitor('partner1'));
  await settled(page);
  const build = await buildOf(page);
  const end = await moving.replaceBy((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>酒店上网登录</html>');
  });
  expect(await look(page)).toBe('refused');
  await page.goto('/signings');
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await expect(offline(page)).toBeVisible();
  expect(await buildOf(page)).toBe(build);
  await end();
  await moving.start();
  await expect(offline(page)).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
});

test('without the worker, a file the server no longer has is said, with a way on', async ({
  moving,
  next,
  visitor,
}) => {
  const context = await visitor('partner1', { serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto('/');
  await settled(page);
  await moving.moveTo(next);
  await page.getByRole('navigation').getByRole('link', { name: '帮助' }).click();
  await expect(page.getByRole('alert')).toContainText('页面没有加载成功');
  await page.getByRole('button', { name: '重新载入页面' }).click();
  await expect(page.locator('h1')).toBeVisible();
  await expect(page).toHaveURL(/\/help/);
});

test('signing out leaves nothing of the person', async ({ moving, visitor }) => {
  const page = await firstVisit(await visitor('partner1'), '/signings');
  await settled(page);
  const kept = () =>
    page.evaluate(async () => ({
      session: localStorage.getItem('qudao.last_session') !== null,
      caches: (await caches.keys()).filter((name) => !name.startsWith('qudao.app.')),
    }));
  await expect.poll(kept).toEqual({ session: true, caches: ['qudao.definitions'] });
  await page.getByRole('button', { name: '用户菜单' }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect.poll(kept).toEqual({ session: false, caches: [] });
  await moving.kill();
  await page.goto('/signings');
  await expect(page.getByRole('alert')).toContainText('连接不上服务器');
});

test('nothing of the API is kept, and the app can be installed', async ({ visitor }) => {
  const context = await visitor('partner1');
  const page = await firstVisit(context, '/signings');
  await settled(page);
  const paths = await page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('qudao.app.'));
    const files = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return files.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => path.startsWith('/api/'))).toEqual([]);
  const devtools = await context.newCDPSession(page);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // A test's browser keeps nothing on the disk, which alone forbids it.
  const errors = installabilityErrors.map(({ errorId }) => errorId);
  expect(errors.filter((id) => id !== 'in-incognito')).toEqual([]);
});
