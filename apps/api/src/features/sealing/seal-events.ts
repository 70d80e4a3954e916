import type { TimestampToken } from '@sealwright/signing-core';
import type { EnvelopeFact } from '../../domain/events.js';
import type { FailedSeal, LeasedSeal, WaitingSeal } from '../../domain/seal.js';
import type { ExtensionReason } from '../../domain/seal-extension.js';
import type { SealKey } from '../../ports/seal-key-repository.js';
import type { Seal, SealFile } from '../../ports/seal-repository.js';
import type { SealedResult } from '../../ports/seal-subject.js';

function aboutSeal(seal: Seal, fence: number) {
  return { sealId: seal.id, purpose: seal.kind, documentId: seal.documentId, fence };
}

/** Written before the token is asked: a signature that was made and lost leaves its trace. */
export function intendedEvent(
  seal: Seal,
  leased: LeasedSeal,
  candidateSha256Hex: string,
  key: SealKey,
): EnvelopeFact {
  return {
    type: 'seal.intended',
    envelopeId: seal.envelopeId,
    data: {
      ...aboutSeal(seal, leased.fence),
      candidateSha256Hex,
      digestHex: leased.intentDigestHex ?? '',
      keyFingerprintSha256Hex: key.fingerprintSha256Hex,
    },
  };
}

export function signedEvent(
  seal: Seal,
  leased: LeasedSeal,
  { sha256Hex, byteSize, key, level }: SealedResult,
  timestamp: TimestampToken | null,
): EnvelopeFact {
  return {
    type: 'seal.signed',
    envelopeId: seal.envelopeId,
    data: {
      ...aboutSeal(seal, leased.fence),
      digestHex: leased.intentDigestHex ?? '',
      sealedSha256Hex: sha256Hex,
      sealedByteSize: byteSize,
      algorithm: key.algorithm,
      keyFingerprintSha256Hex: key.fingerprintSha256Hex,
      keyOrigin: key.origin,
      softToken: key.softToken,
      level,
      ...toldTimestamp(timestamp),
    },
  };
}

export interface Extension {
  readonly reason: ExtensionReason;
  readonly fence: number;
  readonly previous: SealFile;
  readonly file: Pick<SealFile, 'sha256Hex' | 'byteSize' | 'level'>;
  readonly timestamp: TimestampToken | null;
}

/** Both hashes: what was handed out before is the beginning of what is handed out now. */
export function extendedEvent(
  seal: Seal,
  { reason, fence, previous, file, timestamp }: Extension,
): EnvelopeFact {
  return {
    type: 'seal.extended',
    envelopeId: seal.envelopeId,
    data: {
      ...aboutSeal(seal, fence),
      reason,
      previousSha256Hex: previous.sha256Hex,
      previousByteSize: previous.byteSize,
      sealedSha256Hex: file.sha256Hex,
      sealedByteSize: file.byteSize,
      level: file.level,
      ...toldTimestamp(timestamp),
    },
  };
}

function toldTimestamp(timestamp: TimestampToken | null) {
  if (timestamp === null) return {};
  return { authority: timestamp.authorityName, timestampedAt: timestamp.time.toISOString() };
}

export function refusedEvent(seal: Seal, stopped: WaitingSeal | FailedSeal): EnvelopeFact {
  const nextAttemptAt = stopped.state === 'waiting' ? (stopped.nextAttemptAt?.toISOString() ?? null) : null;
  return {
    type: 'seal.failed',
    envelopeId: seal.envelopeId,
    data: {
      ...aboutSeal(seal, stopped.fence),
      code: stopped.cause.code,
      attempt: stopped.attempts,
      nextAttemptAt,
    },
  };
}
