import { parseCertificate, type TimestampToken } from '@sealwright/signing-core';
import { renewalDueAt } from '../../domain/seal-extension.js';
import { isBelow, type SealingPolicy } from '../../domain/sealing-policy.js';
import type { Seal } from '../../ports/seal-repository.js';
import type { SealedResult } from '../../ports/seal-subject.js';
import type { Transaction } from '../../ports/transaction.js';

interface FirstFile {
  readonly policy: SealingPolicy;
  readonly result: SealedResult;
  readonly timestamp: TimestampToken | null;
  readonly renewDays: number;
}

/** Part of K9: the file of a finished seal, and what is owed to it from here on. */
export async function keepFirstFile(
  tx: Transaction,
  seal: Seal,
  { policy, result, timestamp, renewDays }: FirstFile,
): Promise<void> {
  const { sha256Hex, byteSize, level } = result;
  const stamp = { authority: timestamp?.authorityName ?? null, timestampedAt: timestamp?.time ?? null };
  await tx.seals.addFile(seal, { sequence: 1, reason: 'sealed', sha256Hex, byteSize, level, ...stamp });
  const { id: sealId, envelopeId } = seal;
  const target = policy.level;
  if (policy.timestamps !== 'none' && isBelow(level, target)) {
    await tx.sealExtensions.open({ sealId, envelopeId, target, renewAt: null });
  } else if (level === 'B-LTA' && timestamp !== null) {
    const renewAt = renewalDueAt(certificateEnd(timestamp), renewDays, tx.now);
    await tx.sealExtensions.open({ sealId, envelopeId, target, renewAt });
  }
}

/** When the certificate behind a timestamp ends: after that nobody can check it without another one around it. */
export function certificateEnd({ signerCertificateDer }: TimestampToken): Date {
  return parseCertificate(signerCertificateDer).notAfter;
}
