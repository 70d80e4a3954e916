import { shortFingerprint } from '@sealwright/audit';
import { isGroupLocked } from '../../domain/choice-group.js';
import { type Envelope, type EnvelopeDocument, fieldsOf } from '../../domain/envelope.js';
import { effectiveValue, type Field } from '../../domain/field.js';
import { traitsOf } from '../../domain/field-traits.js';
import type { Recipient } from '../../domain/recipient.js';
import { isTurnOf } from '../../domain/signing-order.js';
import { toTraitsView } from '../../http/field-traits-view.js';
import { consentTextFor } from './consent-text.js';
import { phaseOf, type SigningPhase } from './link-state.js';
import type { SigningStateView } from './signing.schema.js';

export interface SigningStateParts {
  readonly envelope: Envelope;
  readonly recipient: Recipient;
  readonly organisationName: string;
  readonly now: Date;
}

/** Phases in which the document itself is nobody's business any more, or not yet. */
const WITHOUT_DOCUMENT = new Set<SigningPhase>(['wait', 'declined', 'voided', 'expired']);

export function mayReadDocuments(parts: SigningStateParts): boolean {
  const phase = phaseIn(parts);
  // A copy reads the sealed result, not the draft of it.
  return !WITHOUT_DOCUMENT.has(phase) && (phase !== 'copy' || parts.envelope.status === 'completed');
}

export function phaseIn({
  envelope,
  recipient,
  now,
}: Pick<SigningStateParts, 'envelope' | 'recipient' | 'now'>): SigningPhase {
  return phaseOf(envelope, recipient, isTurnOf(envelope.recipients, recipient), now);
}

/**
 * What one recipient may know: their own data, the documents, and of the others only role and progress. Names, addresses,
 * values and whereabouts of others never enter it (T-LINK-7).
 */
export function toSigningState(parts: SigningStateParts): SigningStateView {
  const { envelope, recipient, organisationName } = parts;
  const phase = phaseIn(parts);
  const readable = mayReadDocuments(parts);
  const { version, text } = consentTextFor(envelope.documents.length);
  return {
    phase,
    envelope: {
      title: envelope.title,
      message: envelope.message,
      sender: { name: envelope.sender.name, organisation: organisationName },
      expiresAt: 'expiresAt' in envelope ? envelope.expiresAt.toISOString() : null,
    },
    recipient: { id: recipient.id, name: recipient.name, email: recipient.email, role: recipient.role },
    documents: envelope.documents.map((document) => toDocument(document, readable)),
    consent: { version, text, given: recipient.consentVersion !== null },
    fields: readable ? fieldsOf(envelope, recipient.id).map((field) => toField(field, parts)) : [],
    others: envelope.recipients
      .filter((one) => one.id !== recipient.id)
      .map(({ role, status }) => ({ role, status })),
    sealedAvailable: envelope.status === 'completed',
  };
}

/** Before it is their turn, and after an end without result, a person reads the names alone. */
function toDocument(document: EnvelopeDocument, readable: boolean): SigningStateView['documents'][number] {
  const sha256 = readable ? document.frozenSha256Hex : '';
  const pages = readable ? document.pages : [];
  return {
    id: document.id,
    name: document.name,
    pageCount: pages.length,
    pages: pages.map(({ widthPt, heightPt }) => ({ widthPt, heightPt })),
    sha256,
    fingerprint: shortFingerprint(sha256),
  };
}

type FieldView = SigningStateView['fields'][number];

function toField(field: Field, { envelope, recipient }: SigningStateParts): FieldView {
  const { id, documentId, type, pageNumber, box, required, label } = field;
  const suggestion = type === 'name' ? recipient.name : null;
  const value = (effectiveValue(field) ?? suggestion) as FieldView['value'];
  const locked = isGroupLocked(field, envelope.fields) || type === 'date';
  const traits = toTraitsView(traitsOf(field));
  return { id, documentId, type, pageNumber, ...box, required, label, ...traits, locked, value };
}
