import { expect } from '@playwright/test';

/**
 * Presses Tab until `target` has the focus; a keyboard trap fails instead of turning for ever.
 * @param {import('@playwright/test').Page} page
 * @param {import('@playwright/test').Locator} target
 */
export async function tabTo(page, target) {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard does not get there');
}
