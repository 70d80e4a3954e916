import { LogError } from '../log-error.js';

/** A tree of `size` entries and its root (32 bytes). */
export type TreeHead = { readonly size: number; readonly root: Uint8Array };

/** @throws LogError `tree-request-invalid` */
export function assertSize(size: number, what = 'A tree size'): void {
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new LogError('tree-request-invalid', `${what} is a whole number from 0 to 2^53 − 1.`);
  }
}
