import {
  type AuditCheck,
  canonicalText,
  checkChain,
  checkDecoded,
  checkDocuments,
  checkErased,
  checkFile,
  checkHead,
  checkSealedFile,
  checkSealKey,
  checkShown,
  checkUnknown,
} from './audit-json-checks.js';
import type { AuditJson } from './audit-json-schema.js';
import type { ChainReport } from './chain-report.js';
import { type AuditEvent, auditEvent } from './event.js';
import { readAuditJson } from './read-audit-json.js';
import { fromBase64, fromHex } from './runtime/bytes.js';
import { type ChainRecord, type PersonalValue, verifyChain } from './verify-chain.js';

export type AuditReport = {
  verdict: 'valid' | 'invalid';
  checks: AuditCheck[];
  chain: ChainReport;
  events: AuditEvent[];
};

export type VerifyAuditJsonOptions = {
  /** SHA-256 of a sealed PDF at hand: it must be one of this envelope's, as completed or as extended later. */
  sealedSha256Hex?: string;
  /** The sealed PDF itself: one that was extended elsewhere is recognised by what it begins with. */
  sealedBytes?: Uint8Array;
  /** SHA-256 of the uploaded PDF at hand. */
  originalSha256Hex?: string;
  /** A head known from elsewhere, such as an earlier certificate. */
  expectedHead?: { seq: number; chainHashHex: string };
};

/**
 * Checks an audit.json by itself, offline: chain, head, commitments, decoded copies, document hashes, seal key. It proves
 * that the record is whole and unaltered since its head; who vouches for the head is proven by the seal of the PDF it is
 * attached to.
 * @throws AuditError `audit-json-unreadable`, `audit-json-version-unknown` when there is nothing to check
 */
export function verifyAuditJson(
  json: Uint8Array | string | AuditJson,
  options: VerifyAuditJsonOptions = {},
): AuditReport {
  const record = typeof json === 'string' || json instanceof Uint8Array ? readAuditJson(json) : json;
  const { expectedHead } = options;
  const chain = verifyChain(record.stream, readRecords(record), {
    personal: readPersonal(record),
    ...(expectedHead === undefined ? {} : { expectedHead }),
  });
  const events = readEvents(record);
  const checks = [
    checkChain(chain),
    checkHead(record, chain),
    checkDecoded(record),
    checkDocuments(record, events),
    ...checkShown(record, events),
    ...checkSealKey(record, events),
    ...checkFile(
      'original-file',
      options.originalSha256Hex,
      record.documents.map((one) => one.originalSha256Hex),
    ),
    ...checkSealedFile(
      {
        ...(options.sealedSha256Hex !== undefined && { sha256Hex: options.sealedSha256Hex }),
        ...(options.sealedBytes !== undefined && { bytes: options.sealedBytes }),
      },
      events,
    ),
    ...checkErased(chain),
    ...checkUnknown(record),
  ];
  return {
    verdict: checks.some((check) => check.state === 'fail') ? 'invalid' : 'valid',
    checks,
    chain,
    events,
  };
}

// A second spelling of Base64 gives no bytes, which no hash fits.
function readRecords(record: AuditJson): ChainRecord[] {
  return record.events.map((entry) => ({
    bytes: fromBase64(entry.bytesBase64) ?? new Uint8Array(),
    chainHash: fromHex(entry.chainHashHex) ?? new Uint8Array(),
  }));
}

function readPersonal(record: AuditJson): PersonalValue[] {
  return record.events.flatMap((entry) =>
    entry.personal.map(({ subject, saltBase64, value }) => ({
      eventId: String(entry.event.id),
      subject,
      salt: fromBase64(saltBase64) ?? new Uint8Array(),
      valueJson: canonicalText(value),
    })),
  );
}

function readEvents(record: AuditJson): AuditEvent[] {
  return record.events.flatMap((entry) => {
    const event = auditEvent.safeParse(entry.event);
    return event.success ? [event.data] : [];
  });
}
