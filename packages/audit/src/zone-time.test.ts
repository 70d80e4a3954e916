import { describe, expect, it } from 'vitest';
import { inZone, isTimeZone } from './zone-time.js';

describe('the clock of a place', () => {
  it.each([
    ['Europe/Berlin', '2026-03-29T00:59:59.999Z', '2026-03-29T01:59:59', '+01:00'],
    ['Europe/Berlin', '2026-03-29T01:00:00.000Z', '2026-03-29T03:00:00', '+02:00'],
    ['Europe/Berlin', '2026-10-25T00:30:00.000Z', '2026-10-25T02:30:00', '+02:00'],
    ['Europe/Berlin', '2026-10-25T01:30:00.000Z', '2026-10-25T02:30:00', '+01:00'],
    ['America/St_Johns', '2026-07-01T02:00:00.123Z', '2026-06-30T23:30:00', '-02:30'],
    ['Asia/Kathmandu', '2026-12-31T20:00:00.000Z', '2027-01-01T01:45:00', '+05:45'],
    ['Pacific/Apia', '2026-01-01T12:00:00.000Z', '2026-01-02T01:00:00', '+13:00'],
    ['UTC', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00', '+00:00'],
    ['Etc/GMT+5', '2026-01-01T00:00:00.000Z', '2025-12-31T19:00:00', '-05:00'],
  ])('%s at %s', (zone, iso, local, offset) => {
    expect(inZone(iso, zone)).toEqual({ local, offset });
  });

  it.each(['', 'Berlin', 'Europe/Atlantis', '+01:00', '../../etc/passwd', 'Europe/Berlin ', 'x'.repeat(100)])(
    'is not known for %j',
    (zone) => {
      expect(isTimeZone(zone)).toBe(false);
      expect(inZone('2026-01-01T00:00:00.000Z', zone)).toBeNull();
    },
  );

  it('is not known for what is no time', () => {
    expect(inZone('yesterday', 'UTC')).toBeNull();
  });
});
