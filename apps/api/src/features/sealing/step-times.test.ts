import { describe, expect, it } from 'vitest';
import { StepTimes } from './step-times.js';

describe('step times', () => {
  it('hold the milliseconds of each finished step, to a tenth', async () => {
    const clock = [0, 12.34, 20, 20.06, 30];
    const steps = new StepTimes(() => clock.shift() ?? 0);
    expect(await steps.time('draw', () => Promise.resolve('drawn'))).toBe('drawn');
    await steps.time('check', () => Promise.resolve());
    const failed = steps.time('store', () => Promise.reject(new Error('full')));
    await expect(failed).rejects.toThrow('full');
    expect(steps.elapsedMs()).toEqual({ draw: 12.3, check: 0.1 });
  });
});
