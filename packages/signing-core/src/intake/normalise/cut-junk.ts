import { HEADER_WINDOW_BYTES, lacksOnlyItsHeader } from '../file-type.js';

/** Shifts every offset: the objects will be looked for. */
const NEW_HEADER = '%PDF-1.7\n';
const END = '%%EOF';
const MAX_BLANK_TAIL_BYTES = 4096;

/**
 * The PDF with a header, and without what stands before its header and behind its end. Such bytes are another file to another
 * program (a polyglot) and shift every offset for some readers and not for others. The same array when there
 * is nothing to cut.
 */
export function cutJunk(upload: Uint8Array): Uint8Array {
  if (lacksOnlyItsHeader(upload)) return Buffer.concat([Buffer.from(NEW_HEADER), upload]);
  const view = Buffer.from(upload.buffer, upload.byteOffset, upload.length);
  const start = view.subarray(0, HEADER_WINDOW_BYTES).indexOf('%PDF-');
  const end = view.lastIndexOf(END);
  if (start < 0 || end < start) return upload;
  const after = end + END.length;
  const tail = view.subarray(after);
  const isBlank = tail.length <= MAX_BLANK_TAIL_BYTES && /^[\s\0]*$/.test(tail.toString('latin1'));
  if (start === 0 && isBlank) return upload;
  return Buffer.concat([view.subarray(start, after), Buffer.from('\n')]);
}
