// What every page has to be: no serious accessibility violation, nothing wider than the screen.
import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';

/** @param {import('@playwright/test').Page} page */
export async function seriousViolations(page) {
  // Legacy: frames of other origins are left out. There are none, and the page that gathers them costs half of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n')}`);
}

/** @param {import('@playwright/test').Page} page */
const overflow = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });

/** @param {import('@playwright/test').Page} page */
export async function expectGood(page) {
  expect(await seriousViolations(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
}
