import { z } from 'zod';
import { defineEventType } from './define-event-type.js';
import { code, count, instant, label, ordinal, personalText, sha256Hex, uuid } from './event-values.js';

const seal = {
  sealId: uuid,
  purpose: z.enum(['document', 'certificate']),
  documentId: uuid.exactOptional(),
  /** Rises with every lease; a worker that lost its lease cannot write. */
  fence: count,
};
const level = z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA']);
/** Who said when: the newest timestamp in the file. */
const timestamp = {
  /** As the operator named the authority: its address. */
  authority: label.exactOptional(),
  timestampedAt: instant.exactOptional(),
};
const sealingPolicy = z.strictObject({ timestamps: z.enum(['none', 'preferred', 'required']), level });
const fileKind = z.enum(['original', 'sealed', 'certificate', 'audit-json']);

export const sealEvents = {
  'document.uploaded': defineEventType(
    ['envelope', 'organisation'],
    'A file arrived, was examined and stored under its hash.',
    {
      documentId: uuid,
      originalSha256Hex: sha256Hex,
      frozenSha256Hex: sha256Hex,
      byteSize: count,
      pageCount: ordinal,
      verdict: z.enum(['accept', 'accept-after-warning']),
      reasonCodes: z.array(code).max(50),
    },
    { document: { name: personalText } },
  ),
  'document.downloaded': defineEventType(['envelope'], 'A file of the envelope was handed out.', {
    kind: fileKind,
    sha256Hex,
    documentId: uuid.exactOptional(),
    recipientId: uuid.exactOptional(),
  }),
  'seal.intended': defineEventType(
    ['envelope'],
    'This digest, and no other, is about to be signed by the token.',
    {
      ...seal,
      candidateSha256Hex: sha256Hex.exactOptional(),
      digestHex: sha256Hex,
      keyFingerprintSha256Hex: sha256Hex,
    },
  ),
  'seal.signed': defineEventType(
    ['envelope'],
    'The token signed the intended digest and the sealed file was checked.',
    {
      ...seal,
      digestHex: sha256Hex,
      sealedSha256Hex: sha256Hex,
      sealedByteSize: count.exactOptional(),
      algorithm: code,
      keyFingerprintSha256Hex: sha256Hex,
      /** As the token answered when it was probed. */
      keyOrigin: z.enum(['generated-in-token', 'imported', 'unknown']),
      softToken: z.boolean(),
      /** PAdES baseline level of this file; what was signed before there were timestamps does not say. */
      level: level.exactOptional(),
      ...timestamp,
    },
  ),
  'seal.extended': defineEventType(
    ['envelope'],
    'A sealed file grew by an increment; it begins with every byte of the file before, whose hash stays true.',
    {
      ...seal,
      /** upgrade: a level that was owed. renewal: another archive timestamp before the last one ages. */
      reason: z.enum(['upgrade', 'renewal']),
      previousSha256Hex: sha256Hex,
      previousByteSize: count,
      sealedSha256Hex: sha256Hex,
      sealedByteSize: count,
      level,
      ...timestamp,
    },
  ),
  'seal.failed': defineEventType(['envelope'], 'Sealing did not succeed for the named cause.', {
    ...seal,
    code,
    attempt: ordinal,
    nextAttemptAt: instant.nullable(),
  }),
  'seal.retried': defineEventType(
    ['envelope'],
    'Somebody asked to try again what had stopped for the named cause.',
    { ...seal, code },
  ),
  'certificate.issued': defineEventType(
    ['envelope'],
    'The audit certificate over the chain up to this head was made and sealed.',
    {
      sha256Hex,
      byteSize: count,
      pageCount: ordinal.exactOptional(),
      headSeq: ordinal,
      headHashHex: sha256Hex,
      keyFingerprintSha256Hex: sha256Hex,
    },
  ),
  'sealing.policy-changed': defineEventType(
    ['organisation'],
    'The organisation declared anew whether its seals carry timestamps and which level they reach.',
    { previous: sealingPolicy, next: sealingPolicy },
  ),
  'key.registered': defineEventType(
    ['organisation'],
    'A seal key was found in the token, probed and put to use.',
    {
      keyId: uuid,
      algorithm: code,
      keyFingerprintSha256Hex: sha256Hex,
      origin: z.enum(['generated-in-token', 'imported', 'unknown']),
      exportable: z.boolean(),
      softToken: z.boolean(),
      certificateSha256Hex: sha256Hex.exactOptional(),
      notBefore: instant,
      notAfter: instant,
    },
  ),
  'key.self-test-failed': defineEventType(
    ['organisation'],
    'A test signature with the seal key failed; nothing is sealed until it succeeds.',
    { keyId: uuid.exactOptional(), code, tokenSerial: label.exactOptional() },
  ),
};
