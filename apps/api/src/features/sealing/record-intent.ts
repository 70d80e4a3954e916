import {
  containerByteLength,
  type DigestSigner,
  type PreparedPdf,
  prepare,
  USUAL_TIMESTAMP_BYTES,
} from '@sealwright/signing-core';
import { intend, renew } from '../../domain/seal.js';
import type { SealingPolicy } from '../../domain/sealing-policy.js';
import { bySystem, record } from '../../events/record.js';
import type { BlobStore, StoredBlob } from '../../ports/blob-store.js';
import type { Organisations } from '../../ports/organisations.js';
import type { SealCandidate } from '../../ports/seal-subject.js';
import type { SealToken } from '../../ports/seal-token.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { type ActiveSealKey, signerFor } from './active-seal-key.js';
import type { Stamper } from './assemble-seal.js';
import { intendedEvent } from './seal-events.js';
import type { HeldSeal } from './take-seal.js';

export interface RecordIntentParts {
  readonly unitOfWork: UnitOfWork;
  readonly blobs: BlobStore;
  readonly token: SealToken;
  readonly organisations: Organisations;
  readonly stamper: Stamper;
}

/** What the token is asked to sign, and with which key. */
export interface SealIntent {
  readonly prepared: PreparedPdf;
  readonly signer: DigestSigner;
}

/** Room for the CMS that does not depend on the chain's length: a renewed certificate must not move the digest. */
const contentsStep = 8_192;

/** K4: candidate stored, digest and key written down, all before the token hears of it. */
export async function recordIntent(
  parts: RecordIntentParts,
  held: HeldSeal,
  candidate: SealCandidate,
  active: ActiveSealKey,
): Promise<SealIntent> {
  const { organisationId, seal, intendedAt, policy } = held.context;
  const signer = signerFor(active, parts.token, { sealId: seal.id, kind: seal.kind });
  const contentsByteLength = held.contentsByteLength ?? roomFor(signer, policy, parts.stamper);
  const prepared = prepare(candidate.bytes, {
    name: await parts.organisations.nameOf(organisationId),
    reason: candidate.reason,
    signedAt: intendedAt,
    contentsByteLength,
    ...(candidate.noChanges && { certify: 1 as const }),
  });
  const blob = await parts.blobs.put(organisationId, candidate.bytes);
  await write(parts.unitOfWork, held, { blob, prepared, active, contentsByteLength });
  return { prepared, signer };
}

async function write(
  unitOfWork: UnitOfWork,
  held: HeldSeal,
  intent: {
    readonly blob: StoredBlob;
    readonly prepared: PreparedPdf;
    readonly active: ActiveSealKey;
    readonly contentsByteLength: number;
  },
): Promise<void> {
  const { organisationId, seal, intendedAt, policy } = held.context;
  const { blob, active, contentsByteLength } = intent;
  const digestHex = Buffer.from(intent.prepared.digest).toString('hex');
  await unitOfWork.transact(organisationId, async (tx) => {
    const renewed = renew(held.leased, held.leased.fence, tx.now);
    const intended = intend(renewed, held.leased.fence, digestHex, held.startsAnew);
    await tx.blobs.register(blob);
    await tx.seals.saveHeld(seal.id, held.leased.fence, intended, {
      ...{ candidateSha256Hex: blob.sha256Hex, keyId: active.key.id, intentAt: intendedAt },
      ...{ policy, contentsByteLength },
    });
    await record(tx, [intendedEvent(seal, intended, blob.sha256Hex, active.key)], bySystem);
    held.leased = intended;
  });
}

/** Steady for one key and policy: a renewed certificate or a chattier authority must not move the digest. */
function roomFor(signer: DigestSigner, { timestamps }: SealingPolicy, stamper: Stamper): number {
  const token = stamper.tokenByteLength ?? USUAL_TIMESTAMP_BYTES;
  return roundedUpToRoom(containerByteLength(signer, timestamps === 'none' ? 0 : token));
}

export function roundedUpToRoom(byteLength: number): number {
  return Math.ceil(byteLength / contentsStep) * contentsStep;
}
