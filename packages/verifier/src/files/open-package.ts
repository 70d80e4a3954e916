import { unzipSync } from 'fflate';
import type { NamedFile } from '../evidence-input.js';

const MAX_ENTRIES = 500;

/** The files of an evidence package (ZIP), or a sentence that says why it cannot be opened. */
export function openPackage(zip: Uint8Array, maxBytes: number): NamedFile[] | string {
  let room = maxBytes;
  let entries = 0;
  try {
    const files = unzipSync(zip, {
      filter: ({ name, originalSize }) => {
        entries += 1;
        room -= originalSize;
        // Judged before anything is unpacked: a bomb names its size, or lies and is cut at it.
        if (entries > MAX_ENTRIES || room < 0) throw new RangeError('too much');
        return !name.endsWith('/') && originalSize > 0;
      },
    });
    return Object.entries(files).map(([name, bytes]) => ({ name: name.split('/').at(-1) ?? name, bytes }));
  } catch (error) {
    return error instanceof RangeError
      ? 'This package unpacks to far more than an evidence package holds.'
      : 'This package is damaged or incomplete. Download it again.';
  }
}
