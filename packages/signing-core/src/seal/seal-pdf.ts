import type { DigestSigner } from '../keys/digest-signer.js';
import { digestOf } from '../keys/digest-signer.js';
import { dropRevision } from '../pdf/file-room.js';
import { assertPrefix } from '../pdf/revision-writer.js';
import { addDocumentTimestamp } from './add-document-timestamp.js';
import { addValidationData } from './add-validation-data.js';
import { embed } from './embed.js';
import { containerRoom } from './fill-container.js';
import { prepare } from './prepare.js';
import { containerByteLength, USUAL_TIMESTAMP_BYTES } from './request-signature.js';
import { optionInvalid, type SealOptions } from './seal-options.js';
import { sign } from './sign.js';
import type { ExtendTarget, SealedPdf, TimestampedPdf, Timestamper } from './stages.js';
import { timestampSignature } from './timestamp-signature.js';

/**
 * Seals a PDF in an incremental update: PAdES B-B, or the level of `target`. The answer begins byte for byte with
 * `pdf`. Throws {@link SigningError}; errors of signer, timestamper and collector pass through, and then nothing
 * is sealed.
 */
export async function sealPdf(
  pdf: Uint8Array,
  options: SealOptions,
  signer: DigestSigner,
  target?: ExtendTarget,
): Promise<Uint8Array> {
  const all = { digestAlgorithm: digestOf(signer.algorithm), ...options };
  if (target && target.level !== 'B-T' && !target.collect) {
    throw optionInvalid(
      'Certificates and revocation data have to come from somewhere: name a source for them.',
    );
  }
  let bytes = target
    ? (await sealWithTimestamp(pdf, all, signer, target.timestamper)).bytes
    : embed(await sign(prepare(pdf, { contentsByteLength: containerByteLength(signer), ...all }), signer))
        .bytes;
  if (target?.collect && target.level !== 'B-T') {
    bytes = addValidationData(bytes, await target.collect(bytes)).bytes;
    if (target.level === 'B-LTA') bytes = (await addDocumentTimestamp(bytes, target.timestamper)).bytes;
  }
  assertPrefix(bytes, pdf);
  return bytes;
}

/** The container has to be there before the token is known: when it turns out too small, the second one fits. */
async function sealWithTimestamp(
  pdf: Uint8Array,
  options: SealOptions,
  signer: DigestSigner,
  timestamper: Timestamper,
): Promise<SealedPdf> {
  const attempt = async (contentsByteLength: number): Promise<TimestampedPdf> => {
    const prepared = prepare(pdf, { willBeTimestamped: true, ...options, contentsByteLength });
    return await timestampSignature(await sign(prepared, signer), timestamper);
  };
  const room = options.contentsByteLength ?? containerByteLength(signer, USUAL_TIMESTAMP_BYTES);
  const first = await attempt(room);
  if (first.cms.length <= containerRoom(first.prepared.byteRange)) return embed(first);
  dropRevision(first.prepared.bytes, first.prepared.previousLength);
  return embed(await attempt(first.cms.length + SPARE_BYTES));
}

/** More than two tokens of one authority ever differ in length. */
const SPARE_BYTES = 256;
