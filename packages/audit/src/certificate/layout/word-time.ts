import { inZone } from '../../zone-time.js';
import type { CertificateWords } from '../words/certificate-words.js';
import { en } from '../words/en.js';

/** "14 March 2026, 09:12:07 UTC", and where a zone is known the same moment on its clocks, in brackets. */
export function wordTime(iso: string, zone: string | null = null, words: CertificateWords = en): string {
  const [utc, local] = wordClocks(iso, zone, words);
  return local === undefined ? utc : `${utc} (${local})`;
}

/** The moment in UTC, and where a zone is known on its clocks: "10:12:07 in Europe/Berlin, UTC+01:00". */
export function wordClocks(
  iso: string,
  zone: string | null,
  words: CertificateWords = en,
): [utc: string, local?: string] {
  const utc = `${wordDay(iso, words)}, ${iso.slice(11, 19)} UTC`;
  const there = zone === null ? null : inZone(iso, zone);
  if (zone === null || there === null) return [utc];
  const sameDay = there.local.slice(0, 10) === iso.slice(0, 10);
  const clock = there.local.slice(11, 19);
  const time = sameDay ? clock : `${wordDay(there.local, words)}, ${clock}`;
  return [utc, words.inZone(time, zone, there.offset)];
}

/** "14 March 2026" */
export function wordDay(iso: string, words: CertificateWords = en): string {
  return words.day(
    Number(iso.slice(8, 10)),
    words.months[Number(iso.slice(5, 7)) - 1] ?? '',
    iso.slice(0, 4),
  );
}
