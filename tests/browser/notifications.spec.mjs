// The bell of the header: its list opens on the screen, whole, whatever the width.
import { expect, settled, test } from './support/qudao.mjs';

for (const width of [360, 768, 1280]) {
  test(`notifications open on the screen at ${width} px`, async ({ openAs }) => {
    const page = await openAs('manager1', '/', { width, height: 740 });
    await settled(page);
    const bell = page.getByRole('button', { name: /^通知/ });
    await bell.click();
    const list = page.locator('.ant-popover:not(.ant-popover-hidden)');
    await expect(list.getByRole('link').first()).toBeVisible();
    // Polled: a popover is placed again once its list has arrived.
    await expect
      .poll(async () => {
        const { x, y, width: wide, height } = await list.boundingBox();
        return x >= 0 && y >= 0 && x + wide <= width && y + height <= 740;
      })
      .toBe(true);
    await page.keyboard.press('Escape');
    await expect(list).toHaveCount(0);
    await expect(bell).toBeFocused();
  });
}
