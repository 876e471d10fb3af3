// Fills a form as a person does: by its controls, one field after the other.
import { expect } from '@playwright/test';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * @param {Page} page
 * @param {string} path
 */
export const field = (page, path) => page.locator(`[data-field="${path}"]`);

/**
 * The field in the middle of the screen, where its list has room to open.
 * @param {Page} page
 * @param {string} path
 */
async function centred(page, path) {
  const row = field(page, path);
  await row.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  return row;
}

/**
 * @param {Page} page
 * @param {string} path
 * @param {string} text
 */
export async function type(page, path, text) {
  const input = field(page, path).locator('input, textarea').first();
  await input.fill(text);
  await input.blur();
}

/**
 * Picks from the open drop-down; antd keeps closed ones in the page.
 * @param {Page} page
 * @param {string} label
 */
export async function pickOption(page, label) {
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ has: page.getByText(label, { exact: true }) })
    .first()
    .click();
}

/**
 * @param {Page} page
 * @param {string} path
 * @param {string} label
 */
export async function choose(page, path, label) {
  const row = await centred(page, path);
  await row.locator('.ant-select').click();
  await pickOption(page, label);
  await expect(row.locator('.ant-select')).toContainText(label);
}

/**
 * What a choice offers now.
 * @param {Page} page
 * @param {string} path
 */
export async function offered(page, path) {
  await (await centred(page, path)).locator('.ant-select').click();
  const open = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
  await expect(open).toBeVisible();
  const labels = await open.locator('.ant-select-item-option').allInnerTexts();
  await page.keyboard.press('Escape');
  return labels;
}

/**
 * @param {Page} page
 * @param {string} path
 * @param {string} province
 * @param {string} city
 */
export async function chooseRegion(page, path, province, city) {
  const row = field(page, path);
  await row.locator('input').fill(city);
  const found = page.locator('.ant-cascader-menu-item').filter({ hasText: province });
  await expect(found).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(row).toContainText(city);
}

/**
 * @param {Page} page
 * @param {string} path
 * @param {string} name
 */
export async function lookUp(page, path, name) {
  await field(page, path).locator('button').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(name);
  await dialog.getByRole('button', { name, exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(field(page, path)).toContainText(name);
}

/**
 * @param {Page} page
 * @param {string} path
 * @param {string[]} labels
 */
export async function tick(page, path, ...labels) {
  for (const label of labels) {
    await field(page, path).getByLabel(label, { exact: true }).check();
  }
}

/**
 * Attaches a file and gives it its document type.
 * @param {Page} page
 * @param {{name: string, mimeType: string, buffer: Buffer}} file
 * @param {string} documentType
 */
export async function attach(page, file, documentType) {
  const row = field(page, 'attachments');
  await row.locator('input[type=file]').setInputFiles(file);
  const item = row.getByRole('listitem').filter({ hasText: file.name });
  await item.locator('.ant-select').click();
  await pickOption(page, documentType);
  await expect(item.getByRole('link', { name: file.name })).toBeVisible();
}

/**
 * Fills many fields: text typed, `{choose}` picked from a list, `{lookUp}` found in a dialog.
 * @param {Page} page
 * @param {Record<string, string | {choose: string} | {lookUp: string}>} answers
 */
export async function fill(page, answers) {
  for (const [path, answer] of Object.entries(answers)) {
    if (typeof answer === 'string') await type(page, path, answer);
    else if ('choose' in answer) await choose(page, path, answer.choose);
    else await lookUp(page, path, answer.lookUp);
  }
}

/**
 * Waits until the form says that everything typed is stored.
 * @param {Page} page
 */
export async function saved(page) {
  await expect(page.locator('[data-status]')).toHaveAttribute('data-status', 'saved');
}
