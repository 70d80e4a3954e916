import { expect, it } from 'vitest';
import { endOfTime } from './task-time.js';

const time = { wallMs: 9_000, cpuMs: 8_000, mostWallMs: 9_000 };
const patient = { wallMs: 9_000, cpuMs: 8_000 };

it.each([
  ['is at it', time, { tookMs: 5_000, ranMs: 4_900, waitedMs: 10 }, null],
  ['has used up its processor time', time, { tookMs: 8_100, ranMs: 8_000, waitedMs: 50 }, 'timed-out'],
  [
    'has used it up on a busy machine',
    patient,
    { tookMs: 25_000, ranMs: 8_000, waitedMs: 17_000 },
    'timed-out',
  ],
  [
    'sits there and nobody keeps it from running',
    time,
    { tookMs: 9_000, ranMs: 100, waitedMs: 20 },
    'timed-out',
  ],
  ['was kept from running', time, { tookMs: 9_000, ranMs: 3_000, waitedMs: 5_900 }, 'busy'],
  [
    'was kept from running and has more time',
    patient,
    { tookMs: 9_000, ranMs: 3_000, waitedMs: 5_900 },
    null,
  ],
  ['was kept from running for too long', patient, { tookMs: 30_000, ranMs: 3_000, waitedMs: 26_000 }, 'busy'],
] as const)('a task that %s', (_name, given, used, end) => {
  expect(endOfTime(given, used)).toBe(end);
});
