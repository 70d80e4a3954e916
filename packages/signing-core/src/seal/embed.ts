import { PdfDict, PdfString } from '../pdf/objects.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { listSignatureFields } from '../pdf/signature-fields.js';
import { selfCheckFailed } from './assert-revision.js';
import { fillContainer } from './fill-container.js';
import { hasItsDigest } from './known-digests.js';
import type { PreparedPdf, SealedPdf, SignedPdf, TimestampedPdf } from './stages.js';

/**
 * Puts the signature into its container. Writes into the prepared buffer instead of copying it (writing twice
 * gives the same file), then reads the result back as a stranger would.
 * Throws `seal-container-too-small`, `seal-self-check-failed`.
 */
export function embed(signed: SignedPdf | TimestampedPdf): SealedPdf {
  const prepared = signed.stage === 'signed' ? signed.awaiting.prepared : signed.prepared;
  fillContainer(prepared, signed.cms);
  checkContainer(prepared, signed.cms);
  return { stage: 'sealed', bytes: prepared.bytes };
}

/** The signature a reader finds is the one made, and what it covers is what was signed. */
function checkContainer(prepared: PreparedPdf, cms: Uint8Array): void {
  const reader = new PdfReader(prepared.bytes);
  const found = listSignatureFields(reader).some(({ value }) => {
    const contents = value?.get('Contents');
    return (
      value instanceof PdfDict &&
      String(reader.arrayAt(value, 'ByteRange')) === String(prepared.byteRange) &&
      contents instanceof PdfString &&
      Buffer.compare(contents.bytes.subarray(0, cms.length), cms) === 0
    );
  });
  if (!found || !hasItsDigest(prepared)) throw selfCheckFailed();
}
