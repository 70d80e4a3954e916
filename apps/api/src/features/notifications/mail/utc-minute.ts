const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** "3 December 2026 at 14:05 UTC": a mail is read in any zone, so the zone is part of the time. */
export function utcMinute(at: Date): string {
  return `${format.format(at)} UTC`;
}
