import { expect, it } from 'vitest';
import { computeGrowth, measureLog } from './measure-log.js';

it('measures a log that verifies, and can be written as JSON', async () => {
  const shape = { eventCount: 1000, streamCount: 30, eventByteLength: 500 };
  const measured = await measureLog(shape, () => performance.now());
  expect(measured.verify.verdict).toBe('intact');
  expect(measured.verify.eventsPerSecond).toBeGreaterThan(0);
  expect(measured.proof.byteLength).toBeGreaterThan(600);
  expect(JSON.parse(JSON.stringify(measured))).toEqual(measured);
});

it('computes what a log grows to', () => {
  expect(computeGrowth(70_000)).toEqual({
    size: 70_000,
    tileByteLength: (70_000 + 273 + 1) * 32,
    bundleByteLength: 70_000 * 67,
    proofHashCount: 17,
  });
  expect(computeGrowth(0).tileByteLength).toBe(0);
});
