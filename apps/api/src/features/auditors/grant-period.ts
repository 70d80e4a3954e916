/** An auditor's time: long enough for an audit, short enough that a forgotten one ends by itself. */
export const LONGEST_DAYS = 90;
export const USUAL_DAYS = 14;

const DAY_MS = 86_400_000;

export function daysAfter(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * DAY_MS);
}
