import { type DigestSigner, digestOf } from '../keys/digest-signer.js';
import { dropRevision } from '../pdf/file-room.js';
import { assertPrefix } from '../pdf/revision-writer.js';
import { addDocumentTimestamp } from './add-document-timestamp.js';
import { addValidationData } from './add-validation-data.js';
import { embed } from './embed.js';
import { containerRoom } from './fill-container.js';
import { type MeasuredTimestamper, measured, TIMESTAMP_SPARE_BYTES } from './measured-timestamper.js';
import { prepare } from './prepare.js';
import { containerByteLength } from './request-signature.js';
import { collectorMissing, type SealOptions } from './seal-options.js';
import { sign } from './sign.js';
import type { ExtendTarget, SealedPdf } from './stages.js';
import { timestampSignature } from './timestamp-signature.js';

/**
 * Seals a PDF in incremental updates: PAdES B-B, or the level of `target`. The answer begins byte for byte with
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
  const { bytes } = target
    ? await sealToLevel(pdf, all, signer, target)
    : embed(await sign(prepare(pdf, { contentsByteLength: containerByteLength(signer), ...all }), signer));
  assertPrefix(bytes, pdf);
  return bytes;
}

async function sealToLevel(
  pdf: Uint8Array,
  options: SealOptions,
  signer: DigestSigner,
  { level, timestamper: given, collect }: ExtendTarget,
): Promise<{ readonly bytes: Uint8Array }> {
  if (level !== 'B-T' && !collect) throw collectorMissing();
  const measuring = measured(given);
  const { timestamper, room } = measuring;
  const sealed = await sealWithTimestamp(pdf, options, signer, measuring);
  if (level === 'B-T' || !collect) return sealed;
  const complete = addValidationData(sealed, await collect(sealed.bytes));
  if (level === 'B-LT') return complete;
  return await addDocumentTimestamp(complete, timestamper, { timestampByteLength: room() });
}

/** A second authority may answer the second time, with a longer chain. */
const MAX_ATTEMPTS = 3;

/** The container has to be there before the token is known: one that turns out too small is made again, larger. */
async function sealWithTimestamp(
  pdf: Uint8Array,
  options: SealOptions,
  signer: DigestSigner,
  { timestamper, room }: MeasuredTimestamper,
): Promise<SealedPdf> {
  let contentsByteLength = options.contentsByteLength ?? containerByteLength(signer, room());
  for (let attempt = 1; ; attempt++) {
    const prepared = prepare(pdf, { ...options, willBeTimestamped: true, contentsByteLength });
    const timestamped = await timestampSignature(await sign(prepared, signer), timestamper);
    const fits = timestamped.cms.length <= containerRoom(prepared.byteRange);
    // The last attempt is embedded anyhow: `embed` says that it does not fit.
    if (fits || attempt === MAX_ATTEMPTS) return embed(timestamped);
    dropRevision(prepared.bytes, prepared.previousLength);
    contentsByteLength = timestamped.cms.length + TIMESTAMP_SPARE_BYTES;
  }
}
