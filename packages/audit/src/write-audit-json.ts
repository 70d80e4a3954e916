import { AUDIT_JSON_FORMAT, AUDIT_JSON_VERSION, type AuditJson } from './audit-json-schema.js';
import { parseCanonical } from './canonical.js';
import { toHex } from './digest.js';
import { documentsIn } from './document-facts.js';
import { AuditError } from './errors.js';
import { type AuditEvent, auditEvent } from './event.js';
import { toBase64 } from './runtime/bytes.js';
import type { SealKeyDescription } from './seal-key.js';
import { type ChainRecord, type PersonalValue, verifyChain } from './verify-chain.js';

export type AuditJsonInput = {
  stream: string;
  records: readonly ChainRecord[];
  /** Values not yet erased. */
  personal: readonly PersonalValue[];
  /** Null where nothing is sealed. */
  sealKey: SealKeyDescription | null;
};

/**
 * The machine-readable record of one stream: UTF-8 JSON, indented, the same bytes for the same input.
 * @throws AuditError `chain-broken`: a record that does not hold is never exported as if it did
 */
export function writeAuditJson(input: AuditJsonInput): Uint8Array {
  const report = verifyChain(input.stream, input.records, { personal: input.personal });
  if (report.firstBad !== null) throw new AuditError('chain-broken', report.firstBad.sentence);
  const values = new Map(input.personal.map((value) => [valueKey(value.eventId, value.subject), value]));
  const entries = input.records.map((record) => writeEntry(record, decodeEvent(record.bytes), values));
  const document: AuditJson = {
    format: AUDIT_JSON_FORMAT,
    version: AUDIT_JSON_VERSION,
    stream: input.stream,
    head: report.head,
    documents: documentsIn(input.records.map(({ bytes }) => decodeEvent(bytes))),
    sealKey: input.sealKey,
    events: entries,
  };
  return new TextEncoder().encode(`${JSON.stringify(document, null, 2)}\n`);
}

/** An event of a chain that was verified before. */
export function decodeEvent(bytes: Uint8Array): AuditEvent {
  return auditEvent.parse(parseCanonical(bytes));
}

function writeEntry(
  record: ChainRecord,
  event: AuditEvent,
  values: ReadonlyMap<string, PersonalValue>,
): AuditJson['events'][number] {
  return {
    seq: event.seq,
    bytesBase64: toBase64(record.bytes),
    chainHashHex: toHex(record.chainHash),
    event,
    personal: event.personal.flatMap(({ subject }) => {
      const value = values.get(valueKey(event.id, subject));
      if (value === undefined) return [];
      const plain = JSON.parse(value.valueJson) as AuditJson['events'][number]['personal'][number]['value'];
      return [{ subject, saltBase64: toBase64(value.salt), value: plain }];
    }),
  };
}

function valueKey(eventId: string, subject: string): string {
  return `${eventId} ${subject}`;
}
