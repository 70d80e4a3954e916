import type { ErasureEntry } from '../domain/erased.js';

/**
 * The erasure list outside the database: pseudonyms and hashes, one JSON object a line, only ever appended to. When an
 * older backup comes back, it says who must not.
 */
export abstract class ErasureList {
  abstract ids(): Promise<string[]>;
  /** Durable when it returns. */
  abstract append(entries: readonly ErasureEntry[]): Promise<void>;
}
