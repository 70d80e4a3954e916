import { documentsIn, fieldCountsIn } from '../document-facts.js';
import { AuditError } from '../errors.js';
import type { AuditEvent } from '../event.js';
import { readSealCertificate, type SealKeyDescription } from '../seal-key.js';
import { type ChainRecord, type PersonalValue, verifyChain } from '../verify-chain.js';
import { formatVerifyLink } from '../verify-link.js';
import { witnessDocument } from '../witness-document.js';
import { decodeEvent, writeAuditJson } from '../write-audit-json.js';
import { isTimeZone } from '../zone-time.js';
import type { CertificateData, CertificateDocument, EnvelopeEnding } from './certificate-data.js';
import { attachEvidence } from './evidence/attach-evidence.js';
import { PersonalIndex } from './personal-index.js';
import { tellEvents } from './tell-events.js';
import { type CertificateLogInput, tellLog } from './tell-log.js';
import { type InputRecipient, tellParty } from './tell-party.js';
import { tellSeal } from './tell-seal.js';
import { secondLanguagesOf } from './words/choose-language.js';

export type CertificateInput = {
  envelope: { id: string; title: string; timeZone?: string | null };
  organisation: { name: string };
  sender: { id: string; name: string; email: string };
  /** In the order of the envelope. Hashes, sizes and page counts are taken from the record. */
  documents: readonly InputDocument[];
  recipients: readonly InputRecipient[];
  /** Display names of API keys that acted, by id. */
  apiKeyNames?: ReadonlyMap<string, string>;
  /** The whole stream `envelope:<id>`, from event 1. */
  records: readonly ChainRecord[];
  /** Personal values not yet erased. */
  personal: readonly PersonalValue[];
  /** The key that sealed the documents and will seal this certificate. */
  sealKey: SealKeyDescription;
  /** Where the last event stands in the transparency log; null or absent where none is kept. */
  log?: CertificateLogInput | null;
  /** Where the verifying page is, such as `https://sign.example.org`. */
  publicUrl?: string | null;
  issuedAtIso: string;
};

export type InputDocument = {
  id: string;
  name: string;
  /** A picture of page 1, JPEG or PNG. */
  thumbnail?: Uint8Array | null;
};

const endings: Record<string, EnvelopeEnding> = {
  'envelope.completed': 'completed',
  'envelope.declined': 'declined',
  'envelope.voided': 'voided',
  'envelope.expired': 'expired',
};

/**
 * Draws up the certificate's contents from the verified record. What the events say is taken from them; `input` adds
 * names only, and must speak of the same documents and recipients.
 * @throws AuditError `chain-broken`, `certificate-not-final` (the envelope has not ended), `certificate-input-mismatch`
 */
export function buildCertificate(input: CertificateInput): CertificateData {
  const stream = `envelope:${input.envelope.id}`;
  const report = verifyChain(stream, input.records, { personal: input.personal });
  if (report.firstBad !== null) throw new AuditError('chain-broken', report.firstBad.sentence);
  const events = input.records.map(({ bytes }) => decodeEvent(bytes));
  const end = events.findLast((event) => Object.hasOwn(endings, event.type));
  const ending = end === undefined ? undefined : endings[end.type];
  const sent = events.find((event) => event.type === 'envelope.sent');
  if (end === undefined || ending === undefined || sent === undefined) {
    throw new AuditError(
      'certificate-not-final',
      'A certificate is made once an envelope that was sent has ended.',
    );
  }
  assertSameRecipients(sent, input.recipients);
  const personal = new PersonalIndex(input.personal);
  const { envelope, publicUrl, records, sealKey } = input;
  const log = input.log ? tellLog(input.log, stream, records) : null;
  const auditJson = writeAuditJson({ stream, records, personal: input.personal, sealKey });
  const parties = input.recipients.map((recipient) => tellParty(recipient, events, personal));
  const link = { envelopeId: envelope.id, headHashHex: report.head.chainHashHex };
  return {
    envelope: {
      ...{ id: envelope.id, title: envelope.title, ending },
      endReason: reasonOf(end, events, personal),
    },
    organisationName: input.organisation.name,
    sender: { name: input.sender.name, email: input.sender.email },
    timeZone: envelope.timeZone && isTimeZone(envelope.timeZone) ? envelope.timeZone : null,
    createdAtIso: events[0]?.at ?? sent.at,
    sentAtIso: sent.at,
    endedAtIso: end.at,
    issuedAtIso: input.issuedAtIso,
    documents: nameDocuments(events, input.documents),
    parties,
    events: tellEvents(events, input, personal, secondLanguagesOf({ parties })),
    sealKey: { ...sealKey, ...readSealCertificate(sealKey) },
    stream,
    head: report.head,
    log,
    erasedCount: report.personal.absent,
    verifyUrl: publicUrl ? formatVerifyLink(publicUrl, link) : null,
    attachments: attachEvidence(auditJson, sealKey, input.log ?? null, {
      ...link,
      publicUrl: publicUrl ?? null,
    }),
  };
}

function reasonOf(end: AuditEvent, events: readonly AuditEvent[], personal: PersonalIndex): string | null {
  const declined = events.findLast((event) => event.type === 'recipient.declined');
  const source = end.type === 'envelope.declined' ? (declined ?? end) : end;
  for (const { subject } of source.personal) {
    const reason = personal.text(source.id, subject, 'reason');
    if (reason !== null) return reason;
  }
  return null;
}

function nameDocuments(
  events: readonly AuditEvent[],
  named: CertificateInput['documents'],
): CertificateDocument[] {
  const documents = new Map(documentsIn(events).map((document) => [document.documentId, document]));
  if (documents.size !== named.length) throw mismatch('documents');
  const fieldCounts = fieldCountsIn(events);
  return named.map(({ id, name, thumbnail }) => {
    const document = documents.get(id);
    if (document === undefined) throw mismatch('documents');
    const { pageCount, byteSize, originalSha256Hex, frozenSha256Hex, sealedSha256Hex } = document;
    const hashes = { originalSha256Hex, frozenSha256Hex, sealedSha256Hex };
    const seal = sealedSha256Hex === null ? null : tellSeal(events, id);
    const fieldCount = fieldCounts.get(id) ?? null;
    const witness = witnessDocument(events, document);
    return { name, pageCount, fieldCount, byteSize, ...hashes, witness, seal, thumbnail: thumbnail ?? null };
  });
}

function assertSameRecipients(sent: AuditEvent, recipients: readonly InputRecipient[]): void {
  const told = Array.isArray(sent.data.recipients) ? sent.data.recipients : [];
  const key = (id: unknown, role: unknown) => `${String(id)} ${String(role)}`;
  const known = new Set(
    told.map((entry) => {
      const { recipientId, role } = entry as { recipientId?: unknown; role?: unknown };
      return key(recipientId, role);
    }),
  );
  const same =
    known.size === recipients.length && recipients.every(({ id, role }) => known.has(key(id, role)));
  if (!same) throw mismatch('recipients');
}

function mismatch(what: string): AuditError {
  return new AuditError('certificate-input-mismatch', `The ${what} given are not those of the record.`);
}
