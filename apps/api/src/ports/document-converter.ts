import type { ConvertedFormat } from '@sealwright/signing-core/office';
import type { PlatformCheck } from './platform-checks.js';

/** Turns what is neither PDF nor picture into one, with a program that need not be there. */
export abstract class DocumentConverter {
  /**
   * A PDF, or a JPEG of a photo.
   * @throws SigningError `office-converter-missing`, `office-converter-unavailable`, `office-timed-out`, `office-damaged`.
   */
  abstract convert(format: ConvertedFormat, bytes: Uint8Array): Promise<Uint8Array>;
  /** Whether it is there. A platform without one is well: it says so to whoever uploads such a file. */
  abstract check(): Promise<PlatformCheck>;
  /** Ends what runs. */
  abstract close(): void;
}
