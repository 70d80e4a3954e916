const steps: readonly { unit: Intl.RelativeTimeFormatUnit; seconds: number; below: number }[] = [
  { unit: 'minute', seconds: 60, below: 3600 },
  { unit: 'hour', seconds: 3600, below: 86_400 },
  { unit: 'day', seconds: 86_400, below: 30 * 86_400 },
  { unit: 'month', seconds: 30 * 86_400, below: 365 * 86_400 },
  { unit: 'year', seconds: 365 * 86_400, below: Number.POSITIVE_INFINITY },
];

/** "3 min. ago", "in 2 days"; anything nearer than 45 s is "now", so a list does not flicker by the second. */
export function relativeTime(atMs: number, nowMs: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const seconds = (atMs - nowMs) / 1000;
  const distance = Math.abs(seconds);
  if (distance < 45) return format.format(0, 'second');
  const step = steps.find((candidate) => distance < candidate.below) ?? steps[0];
  if (!step) return format.format(0, 'second');
  const amount = Math.max(1, Math.round(distance / step.seconds));
  return format.format(seconds < 0 ? -amount : amount, step.unit);
}

/** Day and time with its zone: "22 Nov 2026, 14:02 UTC". Without `timeZone`, the zone of the machine. */
export function exactTime(atMs: number, locale: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
    ...(timeZone ? { timeZone } : {}),
  }).format(atMs);
}

/** Hours and minutes: "14:02". For sentences that already say the day. */
export function clockTime(atMs: number, locale: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone ? { timeZone } : {}),
  }).format(atMs);
}

/** A calendar day: "22 Nov 2026". */
export function calendarDay(atMs: number, locale: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    ...(timeZone ? { timeZone } : {}),
  }).format(atMs);
}
