import { type AuditJson, knownMembers } from './audit-json-schema.js';
import { canonicalBytes } from './canonical.js';
import type { ChainReport } from './chain-report.js';
import { sha256, toHex } from './digest.js';
import { documentsIn, sealedFilesIn } from './document-facts.js';
import type { AuditEvent } from './event.js';
import { eventTypes } from './event-types/registry.js';
import { fromBase64 } from './runtime/bytes.js';
import { readSealCertificate } from './seal-key.js';
import { witnessDocument } from './witness-document.js';

export type AuditCheckId =
  | 'chain'
  | 'head'
  | 'decoded-events'
  | 'documents'
  | 'shown-documents'
  | 'seal-key'
  | 'original-file'
  | 'sealed-file'
  | 'personal-values'
  | 'unknown-members';

export type AuditCheck = { id: AuditCheckId; state: 'pass' | 'fail' | 'warn'; detail: string };

export function checkChain(chain: ChainReport): AuditCheck {
  if (chain.firstBad !== null) return { id: 'chain', state: 'fail', detail: chain.firstBad.sentence };
  const detail = `${chain.eventCount} events, none missing, none changed.`;
  const warning = chain.warnings[0];
  return warning === undefined
    ? { id: 'chain', state: 'pass', detail }
    : { id: 'chain', state: 'warn', detail: `${detail} ${warning.sentence}` };
}

export function checkHead({ head }: AuditJson, chain: ChainReport): AuditCheck {
  const fits = head.seq === chain.head.seq && head.chainHashHex === chain.head.chainHashHex;
  return fits
    ? { id: 'head', state: 'pass', detail: `The chain ends where the record says, with event ${head.seq}.` }
    : { id: 'head', state: 'fail', detail: 'The chain does not end where the record says it does.' };
}

/** Closes the trick of showing readers one event and hashing another. */
export function checkDecoded(record: AuditJson): AuditCheck {
  const wrong = record.events.find(
    (entry) => entry.event.seq !== entry.seq || canonicalText(entry.event) !== plainText(entry.bytesBase64),
  );
  return wrong === undefined
    ? { id: 'decoded-events', state: 'pass', detail: 'The readable events are the hashed ones.' }
    : {
        id: 'decoded-events',
        state: 'fail',
        detail: `Event ${wrong.seq} reads differently from the bytes that are hashed.`,
      };
}

export function checkDocuments(record: AuditJson, events: readonly AuditEvent[]): AuditCheck {
  const told = canonicalText(record.documents);
  return told === canonicalText(documentsIn(events))
    ? { id: 'documents', state: 'pass', detail: 'The documents are those of the events.' }
    : { id: 'documents', state: 'fail', detail: 'The documents listed are not those of the events.' };
}

/** What people were shown, agreed to and signed is what was frozen and sealed. Silent where nobody acted yet. */
export function checkShown(record: AuditJson, events: readonly AuditEvent[]): AuditCheck[] {
  const id = 'shown-documents';
  const told = record.documents.map((document) => witnessDocument(events, document));
  const contradictions = told.flatMap((one) => one.contradictions);
  const [first] = contradictions;
  if (first !== undefined) {
    const detail = `Event ${first} speaks of other bytes than those that were frozen when the envelope was sent.`;
    return [{ id, state: 'fail', detail }];
  }
  if (!told.some(({ shownTo, agreedBy, signedBy }) => shownTo + agreedBy + signedBy > 0)) return [];
  const sealed = told.every(({ isSealedAsShown }) => isSealedAsShown) ? ', agreed to and sealed' : '';
  return [
    { id, state: 'pass', detail: `Everybody who acted was shown the bytes that were frozen${sealed}.` },
  ];
}

export function checkSealKey({ sealKey }: AuditJson, events: readonly AuditEvent[]): AuditCheck[] {
  if (sealKey === null) return [];
  try {
    readSealCertificate(sealKey);
  } catch (error) {
    return [{ id: 'seal-key', state: 'fail', detail: error instanceof Error ? error.message : 'unreadable' }];
  }
  const seals = events
    .filter((event) => event.type === 'seal.signed')
    .flatMap((event) => eventTypes['seal.signed'].data.safeParse(event.data).data ?? []);
  if (seals.length === 0) {
    return [
      { id: 'seal-key', state: 'warn', detail: 'No document was sealed, so no event speaks about this key.' },
    ];
  }
  const fits = seals.some(
    (seal) =>
      seal.keyFingerprintSha256Hex === sealKey.keyFingerprintSha256Hex &&
      seal.algorithm === sealKey.algorithm &&
      seal.keyOrigin === sealKey.origin &&
      seal.softToken === sealKey.softToken,
  );
  return fits
    ? [{ id: 'seal-key', state: 'pass', detail: 'The key is the one the events name.' }]
    : [{ id: 'seal-key', state: 'fail', detail: 'The key described is not the one the events name.' }];
}

export function checkFile(
  id: 'original-file' | 'sealed-file',
  sha256Hex: string | undefined,
  known: readonly (string | null)[],
): AuditCheck[] {
  if (sha256Hex === undefined) return [];
  const what = id === 'sealed-file' ? 'sealed document' : 'original document';
  return known.includes(sha256Hex.toLowerCase())
    ? [{ id, state: 'pass', detail: `The file at hand is the ${what} of this envelope.` }]
    : [{ id, state: 'fail', detail: `The file at hand is not a ${what} of this envelope.` }];
}

/**
 * A sealed file may have grown since its completion: by the platform, which says so in the record, or in the hands of
 * whoever renewed it. Either way it begins with a file the record names.
 */
export function checkSealedFile(
  sealed: { readonly sha256Hex?: string; readonly bytes?: Uint8Array },
  events: readonly AuditEvent[],
): AuditCheck[] {
  const { bytes } = sealed;
  const known = sealedFilesIn(events);
  const sha256Hex = bytes === undefined ? sealed.sha256Hex : toHex(sha256(bytes));
  if (bytes === undefined || known.some((file) => file.sha256Hex === sha256Hex)) {
    const hashes = known.map((file) => file.sha256Hex);
    return checkFile('sealed-file', sha256Hex, hashes);
  }
  const start = known.findLast(
    ({ byteSize, sha256Hex: hash }) =>
      byteSize < bytes.length && toHex(sha256(bytes.subarray(0, byteSize))) === hash,
  );
  if (start === undefined) return checkFile('sealed-file', sha256Hex, []);
  const added = bytes.length - start.byteSize;
  const detail = `The file at hand begins with the sealed document of this envelope; ${added} bytes were added behind it.`;
  return [{ id: 'sealed-file', state: 'warn', detail }];
}

export function checkErased({ personal }: ChainReport): AuditCheck[] {
  if (personal.absent === 0)
    return [
      { id: 'personal-values', state: 'pass', detail: 'Every personal value is the one committed to.' },
    ];
  const detail = `${personal.absent} personal values were erased or left out; the proofs hold without them.`;
  return [{ id: 'personal-values', state: 'warn', detail }];
}

export function checkUnknown(record: AuditJson): AuditCheck[] {
  const unknown = Object.keys(record).filter((member) => !knownMembers.includes(member));
  if (unknown.length === 0) return [];
  return [
    { id: 'unknown-members', state: 'warn', detail: `Not checked by this version: ${unknown.join(', ')}.` },
  ];
}

/** Empty for a value that no commitment can be over; the chain check then names the event. */
export function canonicalText(value: unknown): string {
  try {
    return new TextDecoder().decode(canonicalBytes(value));
  } catch {
    return '';
  }
}

function plainText(base64: string): string | null {
  const bytes = fromBase64(base64);
  return bytes === null ? null : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
