import { SigningError } from '../errors.js';
import { PdfDict } from '../pdf/objects.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { listSignatureFields } from '../pdf/signature-fields.js';
import { digestByteRange } from './digest-byte-range.js';
import type { SealedPdf, SignedPdf } from './stages.js';

/**
 * Puts the signature into its container. Writes into the prepared buffer instead of copying it (writing twice
 * gives the same file), then reads the result back as a stranger would.
 * Throws `seal-container-too-small`, `seal-self-check-failed`.
 */
export function embed({ prepared, cms }: SignedPdf): SealedPdf {
  const [, gapStart, gapEnd] = prepared.byteRange;
  const room = (gapEnd - gapStart - 2) / 2;
  if (cms.length > room) {
    throw new SigningError(
      'seal-container-too-small',
      'The signature does not fit into the space reserved for it.',
    );
  }
  const hex = Buffer.from(cms)
    .toString('hex')
    .padEnd(room * 2, '0');
  prepared.bytes.set(Buffer.from(`<${hex}>`, 'latin1'), gapStart);
  checkSealed(prepared);
  return { stage: 'sealed', bytes: prepared.bytes };
}

function checkSealed({ bytes, previousLength, byteRange, digest }: SignedPdf['prepared']): void {
  const increment = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + previousLength,
    bytes.length - previousLength,
  );
  const marker = '%%EOF';
  const onlyOneEnd =
    increment.indexOf(marker, 0, 'latin1') === increment.lastIndexOf(marker, undefined, 'latin1') &&
    increment.subarray(-6).toString('latin1') === `${marker}\n`;
  const reader = new PdfReader(bytes);
  const found = listSignatureFields(reader).some(
    ({ value }) =>
      value instanceof PdfDict && String(reader.arrayAt(value, 'ByteRange')) === String(byteRange),
  );
  if (!onlyOneEnd || !found || !digestByteRange(bytes, byteRange, 'sha256').equals(digest)) {
    throw new SigningError(
      'seal-self-check-failed',
      'The sealed document did not pass its own check; it was not released.',
    );
  }
}
