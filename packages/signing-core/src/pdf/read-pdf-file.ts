import { open } from 'node:fs/promises';
import { SigningError } from '../errors.js';
import { allocateFile } from './file-room.js';

/** Offsets in a signature are ten digits wide, and one array holds the file. */
const MAX_FILE_BYTES = 2 ** 31;

/**
 * Reads a file into memory with room behind it: revisions are appended in place, so that sealing needs about the
 * file's size and not twice that. Throws `pdf-too-complex`, and what the file system throws.
 */
export async function readPdfFile(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > MAX_FILE_BYTES) throw new SigningError('pdf-too-complex', 'This PDF is larger than 2 GB.');
    const bytes = allocateFile(size);
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(bytes, at, size - at, at);
      // Cut off by somebody else meanwhile: what is missing would be read as zeroes.
      if (bytesRead === 0) throw new SigningError('pdf-damaged', 'This PDF ends before it should.');
      at += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}
