import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';

const BETWEEN_POINTS_MS = 20;
/** A finger that rests before it lifts: lifted at speed it is a fling, and Chromium takes the next tap as its end. */
const BEFORE_LIFTING_MS = 150;

/** A point in fractions of an element. */
export type Point = readonly [x: number, y: number];

/** Draws one line with a finger, as the browser's own touch events: what a phone sends, not what a mouse would. */
export async function drawWithFinger(page: Page, on: Locator, line: readonly Point[]): Promise<void> {
  const box = await on.boundingBox();
  if (!box) throw new Error(`${on.toString()} is not on the screen.`);
  const points = line.map(([x, y]) => ({ x: box.x + x * box.width, y: box.y + y * box.height }));
  const session = await page.context().newCDPSession(page);
  try {
    for (const [at, point] of points.entries()) {
      const type = at === 0 ? 'touchStart' : 'touchMove';
      await session.send('Input.dispatchTouchEvent', { type, touchPoints: [point] });
      await sleep(BETWEEN_POINTS_MS);
    }
    await sleep(BEFORE_LIFTING_MS);
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  } finally {
    await session.detach();
  }
}
