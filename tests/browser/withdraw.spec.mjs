// A submission is taken back by its button, until somebody has decided; every list says so.
import { expect, settled, test } from './support/qudao.mjs';

/**
 * Number and address of the first signing somebody has to decide.
 * @param {import('@playwright/test').Page} page
 */
async function firstPending(page) {
  await settled(page);
  const link = page.getByRole('link', { name: /^QS\d+/ }).first();
  return { number: (await link.innerText()).trim(), address: await link.getAttribute('href') };
}

test('a submission is withdrawn after a question, and leaves the inbox', async ({ openAs }) => {
  const page = await openAs('distributor1', '/signings?state=pending');
  const { number, address } = await firstPending(page);
  const manager = await openAs('manager1', '/inbox');
  await settled(manager);
  const waiting = manager.locator(`a[href="${address.replace('signings', 'inbox')}"]`);
  await expect(waiting).toHaveCount(1);

  await page.goto(address);
  await settled(page);
  const button = page.getByRole('button', { name: '撤回', exact: true });
  await button.click();
  const dialog = page.getByRole('dialog', { name: '撤回这份签约？' });
  await dialog.getByRole('button', { name: '取消' }).click();
  await expect(dialog).toBeHidden();
  // Whoever thought better of it stands where they were.
  await expect(button).toBeFocused();
  await button.click();
  await dialog.getByRole('button', { name: '撤回' }).click();
  await expect(page.getByRole('main').getByText('已撤回').first()).toBeVisible();
  await expect(button).toHaveCount(0);
  // The form is open to changes again.
  await expect(page.getByRole('button', { name: /^提交审批$/ })).toBeVisible();

  for (const [state, count] of [
    ['pending', 0],
    ['withdrawn', 1],
  ]) {
    await page.goto(`/signings?state=${state}`);
    await settled(page);
    await expect(page.getByRole('main').getByRole('link', { name: number })).toHaveCount(count);
  }
  await manager.reload();
  await settled(manager);
  await expect(waiting).toHaveCount(0);
});
