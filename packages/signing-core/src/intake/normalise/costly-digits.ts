import { damaged } from '../../pdf/damaged.js';

/** Digits that pdf-lib may read: a second or two. */
const MAX_DIGITS_READ = 100_000_000;

/**
 * Where pdf-lib looks for the next object it reads each run of digits from every place in it: 50,000 zeros behind a broken
 * object (the room of a signature) take half a minute. Throws `pdf-damaged`.
 */
export function refuseCostlyDigits(bytes: Uint8Array): void {
  let cost = 0;
  let run = 0;
  for (const byte of bytes) {
    run = byte >= 0x30 && byte <= 0x39 ? run + 1 : 0;
    cost += run > 32 ? run : 0;
  }
  if (cost > MAX_DIGITS_READ) throw damaged('its parts cannot be put together again');
}
