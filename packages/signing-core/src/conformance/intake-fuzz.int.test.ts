import { expect, it } from 'vitest';
import { type FuzzFinding, runFuzz } from '../testing/fuzz/run-fuzz.js';

/** The same files on every machine, however fast it is; `npm run fuzz` looks for others. */
const FILE_COUNT = 150;

it('answers for any damaged file in time and memory, and freezes only what is fit', async () => {
  const findings: Omit<FuzzFinding, 'bytes'>[] = [];
  const seeds = Array.from({ length: FILE_COUNT }, (_, index) => index + 1);
  const tried = await runFuzz(seeds, ({ seed, what }) => findings.push({ seed, what }));
  expect(findings).toEqual([]);
  expect(tried).toBe(FILE_COUNT);
});
