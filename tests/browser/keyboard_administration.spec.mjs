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
  const save = page.getByRole('main').getByRole('button', { name: '保存' });
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
