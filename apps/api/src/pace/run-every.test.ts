import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RunEvery } from './run-every.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Work that ends when it is told to. */
function slowWork() {
  let begun = 0;
  let end: () => void = () => {};
  const work = () =>
    new Promise<void>((resolve) => {
      begun += 1;
      end = resolve;
    });
  return { work, begun: () => begun, end: () => end() };
}

describe('work that is done every so often', () => {
  it('begins at once and again after each pause', async () => {
    let runs = 0;
    const every = new RunEvery(100, async () => {
      runs += 1;
    });
    every.start();
    expect(runs).toBe(1);
    await vi.advanceTimersByTimeAsync(350);
    expect(runs).toBe(4);
    await every.stop();
  });

  it('is never done twice at the same time', async () => {
    const slow = slowWork();
    const every = new RunEvery(100, slow.work);
    every.start();
    await vi.advanceTimersByTimeAsync(1_000);
    void every.now();
    expect(slow.begun()).toBe(1);
    slow.end();
    await vi.advanceTimersByTimeAsync(100);
    expect(slow.begun()).toBe(2);
    slow.end();
    await every.stop();
  });

  it('finishes what is at hand when it is stopped, and begins nothing more', async () => {
    const slow = slowWork();
    const every = new RunEvery(100, slow.work);
    every.start();
    let stopped = false;
    const stopping = every.stop().then(() => {
      stopped = true;
    });
    await vi.advanceTimersByTimeAsync(500);
    expect(stopped).toBe(false);
    slow.end();
    await stopping;
    await every.now();
    expect(slow.begun()).toBe(1);
  });
});
