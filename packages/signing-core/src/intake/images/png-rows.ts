import { createInflate } from 'node:zlib';
import { damagedPicture } from './picture.js';
import type { PngHeader } from './png-header.js';

const LAST_FILTER = 4;

/**
 * Unpacks the rows once, without keeping them: a PDF takes over the packed ones, and a reader that meets too few or a
 * filter nobody knows shows what it likes. Throws `image-damaged`.
 */
export async function checkRows(data: Uint8Array, { rowBytes, heightPx }: PngHeader): Promise<void> {
  const stride = rowBytes + 1;
  const expected = stride * heightPx;
  let length = 0;
  const inflate = createInflate();
  inflate.end(data);
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      for (let at = (stride - (length % stride)) % stride; at < chunk.length; at += stride) {
        if ((chunk[at] ?? 0) > LAST_FILTER) throw damagedPicture();
      }
      length += chunk.length;
      // A bomb behind the last row is not unpacked.
      if (length > expected) throw damagedPicture();
    }
  } catch (cause) {
    throw damagedPicture(cause);
  }
  if (length !== expected) throw damagedPicture();
}
