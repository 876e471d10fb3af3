// The administrator's pages with the keyboard alone: everything is reached, the focus shows and comes back.
import { expect, settled, test } from './support/qudao.mjs';
import { tabTo } from './support/keyboard.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * What the eye sees of a control: outline, shadow and border of it and of the box antd draws around it.
 * @param {import('@playwright/test').Locator} target
 */
const look = (target) =>
  target.evaluate((element) => {
    const around = element.closest('label, .ant-select, .ant-picker, .ant-input-affix-wrapper');
    const boxes = around ? [around, ...around.querySelectorAll('*')] : [element];
    return boxes.map((box) => {
      const { outlineStyle, outlineColor, boxShadow, borderColor } = getComputedStyle(box);
      return [outlineStyle, outlineColor, boxShadow, borderColor].join(' ');
    });
  });

/**
 * Gets to a control by Tab, and sees that it has the focus.
 * @param {Page} page
 * @param {import('@playwright/test').Locator} target
 */
async function reach(page, target) {
  const before = await look(target);
  await tabTo(page, target);
  await expect.poll(() => look(target), 'the focus is seen').not.toEqual(before);
}

test('settings and the filters of the audit trail', async ({ openAs }) => {
  const page = await openAs('admin', '/admin/settings');
  await settled(page);
  const year = page.getByRole('checkbox').first();
  await reach(page, year);
  const checked = await year.isChecked();
  await page.keyboard.press('Space');
  await expect(year).toBeChecked({ checked: !checked });
  await page.keyboard.press('Space');
  const save = page
    .getByRole('region', { name: '开放签约的财年' })
    .getByRole('button', { name: '保存' });
  await reach(page, save);
  await page.keyboard.press('Enter');
  await expect(page.getByText('已保存')).toBeVisible();
  await expect(save).toBeFocused();

  await page.goto('/admin/audit');
  await settled(page);
  const from = page.getByRole('textbox', { name: '起始日期' });
  await reach(page, from);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await reach(page, page.getByRole('textbox', { name: '截止日期' }));
  await page.keyboard.press('Escape');
  const action = page.getByRole('combobox', { name: '操作', exact: true });
  await reach(page, action);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await reach(page, page.getByRole('searchbox', { name: '操作人' }));
  const subject = page.getByRole('searchbox', { name: '对象：编号、名称' });
  await reach(page, subject);
  await page.keyboard.type('没有这样的对象');
  await page.keyboard.press('Enter');
  await expect(page.getByText('没有符合条件的记录')).toBeVisible();
  await expect(subject).toBeFocused();
});

test('approval paths: a level and a path added, moved and removed', async ({ openAs }) => {
  const page = await openAs('admin', '/admin/approval-paths');
  await settled(page);
  const approvers = (n) => page.getByRole('combobox', { name: `第 ${n} 级审批人` });
  const button = (name) => page.getByRole('button', { name, exact: true });
  await expect(button('删除第 3 级')).toBeVisible();
  await tabTo(page, button('添加一级'));
  await page.keyboard.press('Enter');
  await expect(approvers(4), 'what was added is filled in next').toBeFocused();
  await page.keyboard.type('孙国强');
  await expect(page.getByRole('option', { name: '孙国强' })).toBeAttached();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(approvers(4)).toBeFocused();

  await tabTo(page, button('上移第 4 级'));
  await page.keyboard.press('Enter');
  await expect(button('上移第 3 级'), 'the focus goes along').toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button('下移第 2 级'), 'at the end only the way back is left').toBeFocused();

  await tabTo(page, button('删除第 3 级'));
  await page.keyboard.press('Enter');
  await expect(button('删除第 3 级'), 'the next level takes its place').toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button('删除第 2 级')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button('添加一级')).toBeFocused();

  await page.reload();
  await settled(page);
  const province = page.getByRole('combobox', { name: '添加省份' });
  await tabTo(page, province);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(province).toBeFocused();
  await page.keyboard.type('青海');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '青海省' })).toBeVisible();
  await expect(approvers(2)).toBeFocused();
});

test('dictionaries: links show the focus, saving keeps it', async ({ openAs }) => {
  const page = await openAs('admin', '/admin/dictionaries/transport');
  await settled(page);
  const list = page.getByRole('list', { name: '数据字典' });
  await reach(page, list.getByRole('link').first());
  const save = page.getByRole('button', { name: '保存' });
  await tabTo(page, page.getByRole('textbox', { name: '英文 pickup' }));
  await page.keyboard.press('End');
  await page.keyboard.type(' point');
  await tabTo(page, save);
  await page.keyboard.press('Enter');
  await expect(page.getByText('已保存')).toBeVisible();
  await settled(page);
  await expect(save).toBeFocused();

  const add = page.getByRole('button', { name: '添加选项' });
  const code = page.getByRole('textbox', { name: '代码' });
  await tabTo(page, add);
  await page.keyboard.press('Enter');
  await expect(code).toBeFocused();
  // A code that is taken can still be changed, and the item be left out.
  await page.keyboard.type('pickup');
  await expect(code).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: '删除pickup' }));
  await page.keyboard.press('Enter');
  await expect(add).toBeFocused();
  await expect(code).toHaveCount(0);
});

test('users: the menu of an account is walked, used and left', async ({ openAs }) => {
  const page = await openAs('admin', '/admin/users');
  await settled(page);
  // No other test changes this account, and with it what its menu offers.
  const row = page.getByRole('row').filter({ hasText: 'distributor1' });
  const more = row.getByRole('button', { name: /更多操作/ });
  await reach(page, more);
  await page.keyboard.press('Enter');
  const item = (name) => page.getByRole('menuitem', { name });
  await expect(item('重设初始密码')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(item('锁定')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(item('重设初始密码')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(item('重设初始密码')).toBeHidden();
  await expect(more).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(item('重设初始密码')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(item('锁定')).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('锁定');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(more).toBeFocused();
});

test('the choice of columns and the notifications: in, out and on', async ({ openAs }) => {
  const page = await openAs('manager1', '/signings');
  await settled(page);
  const inside = page.locator('.ant-popover:not(.ant-popover-hidden) :focus');
  for (const button of [
    page.getByRole('button', { name: '显示的列' }),
    page.getByRole('button', { name: /^通知/ }),
  ]) {
    await page.locator('body').press('Home');
    await tabTo(page, button);
    await page.keyboard.press('Enter');
    await expect(inside).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(button).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(inside).toHaveCount(1);
    await page.keyboard.press('Shift+Tab');
    await expect(button).toBeFocused();
  }
});

test('news: published and removed, and the list has the focus', async ({ openAs }) => {
  const page = await openAs('admin', '/admin/news');
  await settled(page);
  await tabTo(page, page.getByRole('textbox', { name: '标题' }));
  await page.keyboard.type('键盘公告');
  await page.keyboard.press('Tab');
  await page.keyboard.type('内容');
  await tabTo(page, page.getByRole('button', { name: '发布', exact: true }));
  await page.keyboard.press('Enter');
  const remove = page.getByRole('button', { name: '删除键盘公告' });
  await tabTo(page, remove);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await tabTo(page, dialog.getByRole('button', { name: '删除' }));
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(remove).toHaveCount(0);
  await expect(page.getByRole('region', { name: '已发布' }).locator(':focus')).toHaveCount(1);
});
