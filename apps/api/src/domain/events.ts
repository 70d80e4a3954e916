import type { EventData, EventPersonal, EventTypeName, EventTypeNameIn } from '@sealwright/audit';
import type { DraftChanges } from './draft-changes.js';
import type { Field, FieldValue } from './field.js';
import type { Identification } from './identification.js';
import type { DocumentId, EnvelopeId, RecipientId, SealId } from './ids.js';
import type { Recipient } from './recipient.js';

/** Who did it. The platform itself and strangers have no id. */
export type Actor =
  | { readonly kind: 'user' | 'api-key' | 'recipient'; readonly id: string }
  | { readonly kind: 'system' | 'visitor'; readonly id: null };

/** The bytes that were on the screen when somebody acted. */
export interface ShownDocument {
  readonly documentId: DocumentId;
  readonly sha256Hex: string;
}

export interface FrozenDocument {
  readonly documentId: DocumentId;
  readonly name: string;
  readonly originalSha256Hex: string;
  readonly frozenSha256Hex: string;
  readonly byteSize: number;
  readonly pageCount: number;
  /** Fields placed on it. */
  readonly fieldCount: number;
}

export interface SealedDocument {
  readonly documentId: DocumentId;
  readonly originalSha256Hex: string;
  readonly sealedSha256Hex: string;
  readonly sealedByteSize: number;
}

/** The seal a document is to get. */
export interface OpenedSeal {
  readonly sealId: SealId;
  readonly documentId: DocumentId;
}

export type DraftSource =
  | { readonly kind: 'blank' }
  | { readonly kind: 'template'; readonly templateId: string }
  | {
      readonly kind: 'bulk';
      readonly templateId: string;
      readonly bulkId: string;
      readonly rowNumber: number;
    };

interface OfEnvelope {
  readonly envelopeId: EnvelopeId;
}
interface OfRecipient extends OfEnvelope {
  readonly recipientId: RecipientId;
}
interface ActOfRecipient extends OfRecipient {
  readonly identification: readonly Identification[];
  readonly documents: readonly ShownDocument[];
  readonly valuesSha256Hex: string;
  readonly fieldCount: number;
}

/** What the transitions of an envelope say happened. */
export type EnvelopeEvent =
  | (OfEnvelope & {
      readonly type: 'envelope.created';
      readonly source: DraftSource;
      readonly title: string;
      readonly message: string;
    })
  | (OfEnvelope & {
      readonly type: 'envelope.edited';
      readonly version: number;
      readonly changes: DraftChanges;
      readonly title: string;
      readonly message: string;
      readonly documentCount: number;
      readonly recipientCount: number;
      readonly fieldCount: number;
    })
  | (OfEnvelope & { readonly type: 'envelope.deleted-draft'; readonly version: number })
  | (OfEnvelope & {
      readonly type: 'envelope.sent';
      readonly version: number;
      readonly title: string;
      readonly message: string;
      readonly documents: readonly FrozenDocument[];
      readonly recipients: readonly Recipient[];
      readonly fields: readonly Field[];
      readonly expiresAt: Date;
    })
  | (OfEnvelope & FactEvent<'document.warnings-confirmed'>)
  | (OfEnvelope & {
      readonly type: 'envelope.voided';
      readonly reason: string;
      /** Who had been told of the envelope and must now hear of its end. */
      readonly toldRecipientIds: readonly RecipientId[];
    })
  | (OfRecipient & { readonly type: 'envelope.declined' })
  | (OfEnvelope & {
      readonly type: 'envelope.expired';
      readonly expiresAt: Date;
      /** Who had been asked and was still waited for. */
      readonly toldRecipientIds: readonly RecipientId[];
    })
  | (OfEnvelope & {
      readonly type: 'envelope.sealing-started';
      /** One for each document, in the order of the documents. */
      readonly seals: readonly OpenedSeal[];
    })
  | (OfEnvelope & {
      readonly type: 'envelope.completed';
      readonly documents: readonly SealedDocument[];
      readonly keyFingerprintSha256Hex: string;
      /** Everyone who gets the result, copies included. */
      readonly recipientIds: readonly RecipientId[];
    })
  /** Not in the audit record: the mail's acceptance is (`recipient.invited`). */
  | (OfRecipient & { readonly type: 'recipient.turn-came' })
  | (OfRecipient & { readonly type: 'recipient.reminder-asked' })
  | (OfRecipient & {
      readonly type: 'recipient.opened';
      readonly documents: readonly ShownDocument[];
      /** What their browser asks for first, as in BCP 47; null when it does not say. */
      readonly language: string | null;
    })
  | (OfRecipient & {
      readonly type: 'recipient.consented';
      readonly documents: readonly ShownDocument[];
      readonly textVersion: string;
      readonly textSha256Hex: string;
    })
  | (OfRecipient & {
      readonly type: 'recipient.filled';
      readonly field: Field;
      /** Null when the recipient cleared the field. */
      readonly value: FieldValue | null;
    })
  | (ActOfRecipient & { readonly type: 'recipient.signed' })
  | (ActOfRecipient & { readonly type: 'recipient.approved' })
  | (OfRecipient & { readonly type: 'recipient.declined'; readonly reason: string });

/** A personal value committed to beside an event: `subject` is `<kind>:<uuid>`, `value` a non-empty JSON object. */
export interface PersonalFact {
  readonly subject: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** An event whose facts are exactly what the audit registry wants; the use case states them. */
interface FactEvent<Name extends EventTypeName> {
  readonly type: Name;
  readonly data: EventData<Name>;
  readonly personal?: readonly EventPersonal<Name>[];
}
type EachFact<Name extends EventTypeName> = Name extends EventTypeName ? FactEvent<Name> : never;

/** What only the rules of the envelope may say, by a transition. */
type SaidByTransitions = EnvelopeEvent['type'];

/** Written by mail, links, downloads, the sealer and whoever works around an envelope, into the envelope's stream. */
export type EnvelopeFact = OfEnvelope & EachFact<Exclude<EventTypeNameIn<'envelope'>, SaidByTransitions>>;

/** Written into the organisation's stream. */
export type OrganisationFact = EachFact<EventTypeNameIn<'organisation'>>;

/** Everything the product records. `events/to-audit-event.ts` and `events/to-jobs.ts` say what follows from each. */
export type DomainEvent = EnvelopeEvent | EnvelopeFact | OrganisationFact;

/** A changed envelope and what happened on the way. */
export interface Transition<E> {
  readonly envelope: E;
  readonly events: readonly EnvelopeEvent[];
}
