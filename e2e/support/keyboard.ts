import { expect, type Locator, type Page } from '@playwright/test';

const MOST_STOPS = 150;

/** Presses Tab until `target` has the focus: what cannot be reached so, cannot be reached without a pointer. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Pressing ${key} ${MOST_STOPS} times does not lead to ${target.toString()}.`);
}

/** Reaches a text field by Tab and writes into it, replacing what is there. */
export async function tabAndType(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
  await expect(target).toHaveValue(text);
}

/** Reaches a control by Tab and presses it with `key`. */
export async function tabAndPress(
  page: Page,
  target: Locator,
  key: 'Enter' | 'Space' = 'Enter',
): Promise<void> {
  await tabTo(page, target);
  await expectVisibleFocus(target);
  await page.keyboard.press(key);
}

/** Focus must be seen (WCAG 2.2, 2.4.7): an outline or a ring of some width. */
async function expectVisibleFocus(target: Locator): Promise<void> {
  const seen = await target.evaluate((element) => {
    const shown = (style: CSSStyleDeclaration) =>
      (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) ||
      style.boxShadow !== 'none';
    const frame = element.parentElement;
    return shown(getComputedStyle(element)) || (frame !== null && shown(getComputedStyle(frame)));
  });
  expect(seen, `the focus on ${target.toString()} can be seen`).toBe(true);
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}
