import { LogError } from '../log-error.js';

/** The bundle's length field has 16 bits. */
export const MAX_ENTRY_BYTES = 65_535;

/**
 * Entries one after the other, each behind its length as uint16, big-endian.
 * @throws LogError `entry-invalid` for one that is too long
 */
export function writeEntryBundle(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bundle = new Uint8Array(entries.reduce((length, entry) => length + 2 + entry.length, 0));
  const view = new DataView(bundle.buffer);
  let at = 0;
  for (const entry of entries) {
    if (entry.length > MAX_ENTRY_BYTES) {
      throw new LogError('entry-invalid', `A log entry has at most ${MAX_ENTRY_BYTES} bytes.`);
    }
    view.setUint16(at, entry.length);
    bundle.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bundle;
}

/**
 * @param width how many entries there must be; more or fewer is damage
 * @throws LogError `tile-damaged`
 */
export function readEntryBundle(bundle: Uint8Array, width: number): Uint8Array[] {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at + 2 <= bundle.length && entries.length < width) {
    const end = at + 2 + view.getUint16(at);
    if (end > bundle.length) break;
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  if (entries.length !== width || at !== bundle.length) {
    throw new LogError('tile-damaged', `This entry bundle does not hold exactly ${width} entries.`);
  }
  return entries;
}
