import type { DigestSigner } from '../keys/digest-signer.js';
import { assertPrefix } from '../pdf/revision-writer.js';
import { embed } from './embed.js';
import { prepare } from './prepare.js';
import { containerByteLength, sign } from './sign.js';
import type { SealOptions } from './stages.js';

/**
 * Seals a PDF: a PAdES B-B signature in an incremental update. The answer begins byte for byte with `pdf`.
 * Throws {@link SigningError}; errors of the signer pass through.
 */
export async function sealPdf(
  pdf: Uint8Array,
  options: SealOptions,
  signer: DigestSigner,
): Promise<Uint8Array> {
  const prepared = prepare(pdf, { contentsByteLength: containerByteLength(signer), ...options });
  const signed = await sign(prepared, signer);
  const { bytes } = embed(signed);
  assertPrefix(bytes, pdf);
  return bytes;
}
