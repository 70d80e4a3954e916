import { DIGEST_NAMES, SIGNATURE_ALGORITHMS } from '../keys/digest-signer.js';
import type { ByteRange } from '../pdf/byte-range.js';
import { appendToFile } from '../pdf/file-room.js';
import { completeSignature } from './complete-signature.js';
import { hasItsDigest, rememberDigest } from './known-digests.js';
import { requestSignature } from './request-signature.js';
import { decodeRecord, encodeRecord, isLength, type StoredRecord, stageUnreadable } from './stage-record.js';
import type { AwaitingSignature, PreparedPdf, SignedPdf, TimestampedPdf } from './stages.js';

/** Every stage that may have to wait: for a token, a remote signer, a timestamp authority, a restart. */
export type WaitingStage = PreparedPdf | AwaitingSignature | SignedPdf | TimestampedPdf;

export interface StoreOptions {
  /** Leaves the file that is being sealed out; whoever keeps it anyway gives it back to `restoreStage`. */
  readonly withoutFile?: boolean;
}

/** A stage as bytes, in a versioned encoding. Holds no secret: a document, digests, certificates, a signature. */
export function storeStage(stage: WaitingStage, { withoutFile = false }: StoreOptions = {}): Uint8Array {
  const prepared = preparedOf(stage);
  const { previousLength, byteRange, digestAlgorithm, signedAt, digest } = prepared;
  const claimed = { previousLength, byteRange, digestAlgorithm, signedAtMs: signedAt.getTime(), withoutFile };
  const revision = prepared.bytes.subarray(withoutFile ? previousLength : 0);
  const { header, parts } = ownParts(stage);
  return encodeRecord({
    header: { stage: stage.stage, ...claimed, ...header },
    parts: [digest, ...parts],
    revision,
  });
}

function ownParts(stage: WaitingStage): Pick<StoredRecord, 'header' | 'parts'> {
  if (stage.stage === 'prepared') return { header: {}, parts: [] };
  if (stage.stage === 'timestamped') {
    return { header: { timestampedAtMs: stage.timestampedAt.getTime() }, parts: [stage.cms] };
  }
  const { algorithm, certificateChainDer } = stage.stage === 'signed' ? stage.awaiting : stage;
  const signature = stage.stage === 'signed' ? [stage.signatureValue] : [];
  return { header: { algorithm }, parts: [...signature, ...certificateChainDer] };
}

function preparedOf(stage: WaitingStage): PreparedPdf {
  if (stage.stage === 'prepared') return stage;
  return stage.stage === 'signed' ? stage.awaiting.prepared : stage.prepared;
}

/**
 * The stage that was stored. The document is hashed again, what is to be signed is made again and a signature is
 * verified again, so nothing from storage reaches a file unchecked. `file`: what is being sealed, when it was left out.
 * Throws `seal-stage-unreadable`, `signer-failed`, `signer-invalid`.
 */
export function restoreStage(stored: Uint8Array, file?: Uint8Array): WaitingStage {
  const record = decodeRecord(stored);
  const prepared = restorePrepared(record, file);
  const { stage, algorithm: written, timestampedAtMs } = record.header;
  const [, ...parts] = record.parts.map((part) => Uint8Array.from(part));
  if (stage === 'prepared') return prepared;
  if (stage === 'timestamped') {
    const [cms] = parts;
    if (!cms || !isLength(timestampedAtMs)) throw stageUnreadable();
    return { stage, prepared, timestampedAt: new Date(timestampedAtMs), cms };
  }
  const algorithm = SIGNATURE_ALGORITHMS.find((known) => known === written);
  if (!algorithm) throw stageUnreadable();
  if (stage === 'awaiting-signature') {
    return requestSignature(prepared, { algorithm, certificateChainDer: parts });
  }
  const [signatureValue, ...certificateChainDer] = parts;
  if (stage !== 'signed' || !signatureValue) throw stageUnreadable();
  return completeSignature(requestSignature(prepared, { algorithm, certificateChainDer }), signatureValue);
}

function restorePrepared({ header, parts, revision }: StoredRecord, file?: Uint8Array): PreparedPdf {
  const { previousLength, signedAtMs, withoutFile } = header;
  const digestAlgorithm = DIGEST_NAMES.find((known) => known === header.digestAlgorithm);
  const byteRange = readByteRange(header.byteRange);
  const [digest] = parts;
  const complete = digestAlgorithm && byteRange && digest && isLength(previousLength) && isLength(signedAtMs);
  if (!complete || (withoutFile === true && file?.length !== previousLength)) throw stageUnreadable();
  const bytes = appendToFile(withoutFile === true && file ? file : new Uint8Array(), [revision]);
  const [, gapStart, gapEnd, tailLength] = byteRange;
  const fits = previousLength <= gapStart && gapStart + 2 <= gapEnd && gapEnd + tailLength === bytes.length;
  const prepared: PreparedPdf = {
    stage: 'prepared',
    bytes,
    previousLength,
    byteRange,
    digestAlgorithm,
    digest: Uint8Array.from(digest),
    signedAt: new Date(signedAtMs),
  };
  if (!fits || !hasItsDigest(prepared)) throw stageUnreadable();
  return rememberDigest(prepared);
}

function readByteRange(value: unknown): ByteRange | null {
  if (!Array.isArray(value) || value.length !== 4 || !value.every(isLength)) return null;
  const [start = 0, length = 0, secondStart = 0, secondLength = 0] = value;
  return start === 0 ? [start, length, secondStart, secondLength] : null;
}
