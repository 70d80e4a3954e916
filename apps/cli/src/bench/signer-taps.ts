import type { Browser, Page } from 'playwright-core';
import { CliError } from '../terminal/cli-error.js';

const mostTaps = 40;

/** What may be pressed, the most welcome first. Whatever is offered is taken as it is suggested. */
const acts = [
  /^Open the document$/,
  /^Agree and continue$/,
  /^Use th(is signature|ese initials)$/,
  /^Sign Benchmark/,
  /^(Start|Next field)$/,
];

/**
 * Signs by touch as a person would who takes what is suggested, from the mailed link to the end.
 * @returns taps on the glass; typing the one text is not a tap
 */
export async function countTaps(browser: Browser, link: string): Promise<number> {
  const viewport = { width: 412, height: 823 };
  const context = await browser.newContext({ viewport, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  await page.goto(link);
  for (let taps = 0; taps < mostTaps; taps += 1) {
    await page.waitForTimeout(700);
    if (await page.getByRole('heading', { name: 'You have signed' }).isVisible()) return taps;
    await typeWhatIsAsked(page);
    await tapNext(page);
  }
  throw new CliError('bench-taps-lost', `Signing five fields was not done after ${mostTaps} taps.`);
}

/** Only into a field the page itself has brought the cursor to. */
async function typeWhatIsAsked(page: Page): Promise<void> {
  const text = page.locator('input[type="text"]:focus, input:not([type]):focus, textarea:focus');
  if ((await text.count()) > 0 && (await text.inputValue()) === '') await text.pressSequentially('Port Elen');
}

async function tapNext(page: Page): Promise<void> {
  const consent = page.getByRole('checkbox', { name: /agree to do this electronically/ });
  if ((await consent.count()) > 0 && !(await consent.isChecked())) return consent.tap();
  for (const name of acts) {
    const button = page.getByRole('button', { name });
    if ((await button.count()) > 0 && (await button.first().isEnabled())) return button.first().tap();
  }
  throw new CliError('bench-taps-lost', 'The signer page offers nothing to press.');
}
