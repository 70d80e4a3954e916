import { describe, expect, it } from 'vitest';
import { calendarDay, clockTime, exactTime, relativeTime } from './relative-time';

const now = Date.UTC(2026, 10, 22, 14, 2);
const minutes = (count: number) => now + count * 60_000;

describe('relative time', () => {
  it.each([
    [-0.2, 'now'],
    [-3, '3 min. ago'],
    [-59.9, '60 min. ago'],
    [-90, '2 hr. ago'],
    [-60 * 26, 'yesterday'],
    [60 * 24 * 12, 'in 12 days'],
    [-60 * 24 * 400, 'last yr.'],
  ])('%s minutes from now reads %s', (offset, words) => {
    expect(relativeTime(minutes(offset), now, 'en')).toBe(words);
  });
});

describe('exact time', () => {
  it('carries its zone', () => {
    expect(exactTime(now, 'en', 'UTC')).toBe('Nov 22, 2026, 14:02 UTC');
    expect(exactTime(now, 'en', 'Asia/Kolkata')).toContain('19:32');
  });

  it('shortens to a clock or a day', () => {
    expect(clockTime(now, 'en', 'UTC')).toBe('14:02');
    expect(calendarDay(now, 'en', 'Pacific/Auckland')).toBe('Nov 23, 2026');
  });
});
