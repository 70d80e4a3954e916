'use client';
import { useSyncExternalStore } from 'react';

const never = () => () => {};
const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const serverZone = () => 'UTC';

/** The visitor's time zone; UTC on the server and while hydrating, so both render the same text. */
export function useTimeZone(): string {
  return useSyncExternalStore(never, browserZone, serverZone);
}
