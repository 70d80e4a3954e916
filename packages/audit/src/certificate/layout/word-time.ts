const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** "14 March 2026, 09:12:07 UTC" */
export function wordTime(iso: string): string {
  return `${wordDay(iso)}, ${iso.slice(11, 19)} UTC`;
}

/** "14 March 2026" */
export function wordDay(iso: string): string {
  return `${Number(iso.slice(8, 10))} ${months[Number(iso.slice(5, 7)) - 1] ?? ''} ${iso.slice(0, 4)}`;
}
