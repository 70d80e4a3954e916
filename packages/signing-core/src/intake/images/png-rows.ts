import { createInflate } from 'node:zlib';
import { damagedPicture } from './picture.js';
import type { PngHeader } from './png-header.js';

const LAST_FILTER = 4;
/** Start and step of columns and rows of the seven passes of an interlaced picture (PNG 3rd edition § 8.1). */
const ADAM7 = [
  [0, 8, 0, 8],
  [4, 8, 0, 8],
  [0, 4, 4, 8],
  [2, 4, 0, 4],
  [0, 2, 2, 4],
  [1, 2, 0, 2],
  [0, 1, 1, 2],
] as const;

/**
 * Unpacks the rows once, without keeping them: a PDF takes over the packed ones, and a reader that meets too few or a
 * filter nobody knows shows what it likes. Throws `image-damaged`.
 */
export async function checkRows(data: Uint8Array, header: PngHeader): Promise<void> {
  const stride = rowBytes(header.widthPx, header);
  const expected = header.isInterlaced ? interlacedBytes(header) : stride * header.heightPx;
  let length = 0;
  const inflate = createInflate();
  inflate.end(data);
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      // Whoever takes interlaced rows apart looks at their filters.
      if (!header.isInterlaced) checkFilters(chunk, (stride - (length % stride)) % stride, stride);
      length += chunk.length;
      // A bomb behind the last row is not unpacked.
      if (length > expected) throw damagedPicture();
    }
  } catch (cause) {
    throw damagedPicture(cause);
  }
  if (length !== expected) throw damagedPicture();
}

function checkFilters(chunk: Buffer, first: number, stride: number): void {
  for (let at = first; at < chunk.length; at += stride) {
    if ((chunk[at] ?? 0) > LAST_FILTER) throw damagedPicture();
  }
}

/** With the filter byte before it. */
const rowBytes = (columns: number, { bitsPerPixel }: PngHeader): number =>
  Math.ceil((columns * bitsPerPixel) / 8) + 1;

function interlacedBytes(header: PngHeader): number {
  let total = 0;
  for (const [x, stepX, y, stepY] of ADAM7) {
    const columns = Math.ceil(Math.max(header.widthPx - x, 0) / stepX);
    const rows = Math.ceil(Math.max(header.heightPx - y, 0) / stepY);
    if (columns > 0) total += rows * rowBytes(columns, header);
  }
  return total;
}
