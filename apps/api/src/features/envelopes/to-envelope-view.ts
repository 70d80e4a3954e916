import type { Envelope } from '../../domain/envelope.js';
import type { ObstacleCode } from '../../domain/erased.js';
import { effectiveValue, type Field, type FieldValue } from '../../domain/field.js';
import { traitsOf } from '../../domain/field-traits.js';
import type { Problem } from '../../domain/problem.js';
import type { Recipient } from '../../domain/recipient.js';
import { WARNING_DAYS } from '../../domain/retention-rule.js';
import { progressOf } from '../../domain/signing-order.js';
import { toDocumentView } from '../../http/document-view.js';
import { toTraitsView } from '../../http/field-traits-view.js';
import type { StoredDocument } from '../../ports/document-repository.js';
import type { DeliveryStatus, EnvelopeListItem } from '../../ports/envelope-repository.js';
import type { ErasedState, PlannedErasure } from '../../ports/retention-repository.js';
import type { EnvelopeSummaryView, EnvelopeView } from './envelope-view.schema.js';
import { type SealFacts, toSealView } from './seal-view.js';

export interface EnvelopeParts {
  readonly envelope: Envelope;
  readonly item: EnvelopeListItem;
  readonly documents: readonly StoredDocument[];
  readonly deliveries: ReadonlyMap<string, DeliveryStatus>;
  /** Whose links were shown to a member, and when last. */
  readonly revealedAt: ReadonlyMap<string, Date>;
  /** Null when it is not a draft: then there is nothing left to get ready. */
  readonly problems: readonly Problem[] | null;
  /** One for each document; none before everybody has signed. */
  readonly seals: readonly SealFacts[];
  readonly erased: ErasedState;
  readonly planned: readonly (PlannedErasure & { readonly obstacles: readonly ObstacleCode[] })[];
}

export function toSummary(item: EnvelopeListItem): EnvelopeSummaryView {
  const { attention, recipients, createdAt, updatedAt, sentAt, completedAt, expiresAt, ...rest } = item;
  return {
    ...rest,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    sentAt: iso(sentAt),
    completedAt: iso(completedAt),
    expiresAt: iso(expiresAt),
    recipients: recipients.map((one) => ({ ...one })),
    progress: progressOf(recipients),
    attention: attention && {
      ...attention,
      since: attention.since.toISOString(),
      nextAttemptAt: iso(attention.nextAttemptAt),
    },
  };
}

export function toView(parts: EnvelopeParts): EnvelopeView {
  const { envelope, problems } = parts;
  return {
    ...toSummary(parts.item),
    message: envelope.message,
    expiresInDays: envelope.expiresInDays,
    timeZone: envelope.timeZone,
    documents: parts.documents.map(toDocumentView),
    recipients: envelope.recipients.map((one) => ({
      ...toRecipientView(one, parts.deliveries.get(one.id)),
      linkRevealedAt: iso(parts.revealedAt.get(one.id) ?? null),
    })),
    fields: envelope.fields.map((field) => toFieldView(envelope, field)),
    readiness: { ready: problems?.length === 0, problems: problems?.map((one) => ({ ...one })) ?? [] },
    voidReason: envelope.status === 'voided' ? envelope.endReason : null,
    certificateAvailable:
      parts.erased.documentsErasedAt === null &&
      'certificateSha256Hex' in envelope &&
      envelope.certificateSha256Hex !== null,
    seals: parts.seals.map(toSealView),
    erasure: toErasureView(parts),
  };
}

function toErasureView({ erased, planned }: EnvelopeParts): EnvelopeView['erasure'] {
  const { documentsErasedAt, personalErasedAt, cause } = erased;
  return {
    documentsErasedAt: iso(documentsErasedAt),
    personalErasedAt: iso(personalErasedAt),
    cause,
    planned: planned.map(({ scope, dueAt, warnedAt, obstacles }) => ({
      scope,
      eraseAt: notBefore(dueAt, warnedAt).toISOString(),
      announcedAt: iso(warnedAt),
      stoppedBy: obstacles[0] ?? null,
    })),
  };
}

/** Never sooner than fourteen days after it was announced. */
function notBefore(dueAt: Date, warnedAt: Date | null): Date {
  const earliestMs = (warnedAt?.getTime() ?? 0) + WARNING_DAYS * 86_400_000;
  return warnedAt !== null && earliestMs > dueAt.getTime() ? new Date(earliestMs) : dueAt;
}

function toRecipientView(
  recipient: Recipient,
  delivery: DeliveryStatus | undefined,
): Omit<EnvelopeView['recipients'][number], 'linkRevealedAt'> {
  const { id, key, name, email, role, status, routingOrder, declineReason } = recipient;
  return {
    ...{ id, key, name, email, role, status, routingOrder, declineReason },
    delivery: {
      state: delivery?.state ?? (recipient.invitedAt === null ? 'none' : 'queued'),
      detail: delivery?.detail ?? null,
      at: iso(delivery?.at ?? null),
    },
    openedAt: iso(recipient.openedAt),
    consentedAt: iso(recipient.consentedAt),
    completedAt: iso(recipient.completedAt),
    declinedAt: iso(recipient.declinedAt),
  };
}

function toFieldView(envelope: Envelope, field: Field): EnvelopeView['fields'][number] {
  const { id, recipientId, documentId, type, pageNumber, box, required, label } = field;
  const value = envelope.status === 'draft' ? field.prefilled : effectiveValue(field);
  const traits = toTraitsView(traitsOf(field));
  const place = { id, recipientId, documentId, type, pageNumber, ...box, required, label };
  return { ...place, ...traits, value: asJson(value) };
}

type Json = EnvelopeView['fields'][number]['value'];

/** Values were JSON when they came in; only their readonly arrays keep TypeScript from seeing it. */
function asJson(value: FieldValue | null): Json {
  return value as Json;
}

function iso(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
