import { z } from 'zod';
import { count, ordinal, sha256Hex, streamName, subjectName, uuid } from './event-types/event-values.js';

/** The one format version this library writes and reads. */
export const AUDIT_JSON_VERSION = 1;
export const AUDIT_JSON_FORMAT = 'sealwright-audit';

const base64 = z.base64();

const documentEntry = z.strictObject({
  documentId: uuid,
  originalSha256Hex: sha256Hex,
  frozenSha256Hex: sha256Hex,
  sealedSha256Hex: sha256Hex.nullable(),
  byteSize: count,
  pageCount: ordinal,
});

const sealKeyEntry = z.strictObject({
  algorithm: z.string().max(64),
  keyFingerprintSha256Hex: sha256Hex,
  origin: z.enum(['generated-in-token', 'imported', 'unknown']),
  softToken: z.boolean(),
  certificateChainPem: z.string().max(65_536),
});

const eventEntry = z.strictObject({
  seq: ordinal,
  /** The canonical bytes: what the hashes are over. */
  bytesBase64: base64,
  chainHashHex: sha256Hex,
  /** The same event decoded, for readers; checked against the bytes. */
  event: z.record(z.string(), z.json()),
  /** The values behind the event's commitments, where nobody asked for their erasure. */
  personal: z.array(
    z.strictObject({ subject: subjectName, saltBase64: base64, value: z.record(z.string(), z.json()) }),
  ),
});

/** Members this version does not know (such as proofs and checkpoints of a later one) are kept and reported. */
export const auditJson = z.looseObject({
  format: z.literal(AUDIT_JSON_FORMAT),
  version: z.literal(AUDIT_JSON_VERSION),
  stream: streamName,
  head: z.strictObject({ seq: count, chainHashHex: sha256Hex }),
  documents: z.array(documentEntry).max(50),
  sealKey: sealKeyEntry.nullable(),
  events: z.array(eventEntry).max(100_000),
});

export type AuditJson = z.infer<typeof auditJson>;
export type AuditJsonDocument = z.infer<typeof documentEntry>;
export const knownMembers: readonly string[] = Object.keys(auditJson.shape);
