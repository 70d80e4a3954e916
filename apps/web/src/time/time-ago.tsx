'use client';
import { useLocale, useNow } from 'next-intl';
import { exactTime, relativeTime } from './relative-time';
import { useTimeZone } from './use-time-zone';

/** "3 min. ago"; the exact time with its zone on hover and for screen readers. */
export function TimeAgo({ at }: { at: string }) {
  const locale = useLocale();
  const now = useNow({ updateInterval: 20_000 });
  const timeZone = useTimeZone();
  const atMs = Date.parse(at);
  const exact = exactTime(atMs, locale, timeZone);
  return (
    <time dateTime={at} title={exact} className="relative tabular whitespace-nowrap">
      {relativeTime(atMs, now.getTime(), locale)}
      <span className="sr-only">, {exact}</span>
    </time>
  );
}
