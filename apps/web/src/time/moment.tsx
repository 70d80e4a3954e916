'use client';
import { useLocale } from 'next-intl';
import { calendarDay, clockTime, exactTime } from './relative-time';
import { useTimeZone } from './use-time-zone';

type Shape = 'exact' | 'clock' | 'day';
const shapes = { exact: exactTime, clock: clockTime, day: calendarDay };

/** A moment in the visitor's own zone (UTC until the page is interactive). */
export function Moment({ at, shape = 'exact' }: { at: string; shape?: Shape }) {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const atMs = Date.parse(at);
  return (
    <time dateTime={at} title={exactTime(atMs, locale, timeZone)} className="tabular whitespace-nowrap">
      {shapes[shape](atMs, locale, timeZone)}
    </time>
  );
}
