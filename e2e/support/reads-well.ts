import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

/** A phone and a desktop, in CSS pixels. */
const sizes = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
] as const;

/** The desktop at 200 % zoom, and the narrowest screen WCAG asks about (1.4.10). */
const zoomed = [
  { width: 720, height: 450 },
  { width: 320, height: 640 },
] as const;

/**
 * The screen at hand can be read by everyone: no axe violation and nothing wider than the window, light and dark, on a
 * phone and a desktop, and at 200 % zoom. The window is left as wide as a desktop, in light.
 */
export async function expectReadsWell(page: Page, screen: string): Promise<void> {
  await test.step(screen, async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const faults: string[] = [];
    for (const size of [...zoomed, ...sizes]) {
      await page.setViewportSize(size);
      faults.push(...(await tooWide(page)).map((one) => `${size.width} px: ${one}`));
    }
    for (const size of sizes) {
      await page.setViewportSize(size);
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme });
        faults.push(...(await violations(page)).map((one) => `${size.width} px, ${colorScheme}: ${one}`));
      }
    }
    expect(faults, `${screen} (${new URL(page.url()).pathname})`).toEqual([]);
  });
}

async function violations(page: Page): Promise<string[]> {
  // Our pages hold no frames, so the mode that opens no second page for the result misses nothing.
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.target.join(' ')} – ${node.failureSummary ?? ''}`),
  );
}

/** Elements that stick out of the window and are neither clipped nor in something that scrolls by itself. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // What is positioned escapes every clipping ancestor below the one it is positioned in.
    const frameOf = (element: Element): Element | null => {
      const { position } = getComputedStyle(element);
      if (position === 'fixed') return null;
      return position === 'absolute' && element instanceof HTMLElement
        ? element.offsetParent
        : element.parentElement;
    };
    const isClipped = (element: Element): boolean => {
      const frame = frameOf(element);
      if (frame === null || frame === document.body || frame === document.documentElement) return false;
      return getComputedStyle(frame).overflowX !== 'visible' || isClipped(frame);
    };
    const width = document.documentElement.clientWidth;
    const found = [...document.body.querySelectorAll('*')].filter((element) => {
      const { left, right, height } = element.getBoundingClientRect();
      return height > 0 && (right > width + 1 || left < -1) && !isClipped(element);
    });
    const page = document.documentElement.scrollWidth;
    const whole = page > width ? [`the page is ${page} px wide`] : [];
    const named = found.slice(0, 5).map((element) => {
      const { left, right } = element.getBoundingClientRect();
      const text = (element.textContent ?? '').trim().slice(0, 40);
      return `<${element.tagName.toLowerCase()} class="${element.className}"> "${text}" from ${Math.round(left)} to ${Math.round(right)} px`;
    });
    return [...whole, ...named];
  });
}
