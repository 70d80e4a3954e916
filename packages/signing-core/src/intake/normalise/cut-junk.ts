const HEADER_WINDOW_BYTES = 1024;
const END = '%%EOF';
const MAX_BLANK_TAIL_BYTES = 4096;

/**
 * The PDF without what stands before its header and behind its end. Such bytes are another file to another
 * program (a polyglot) and shift every offset for some readers and not for others. The same array when there
 * is nothing to cut.
 */
export function cutJunk(upload: Uint8Array): Uint8Array {
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
