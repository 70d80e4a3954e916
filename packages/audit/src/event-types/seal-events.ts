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
