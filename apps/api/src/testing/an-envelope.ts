import { randomUUID } from 'node:crypto';
import { createDraft } from '../domain/draft.js';
import type { DraftEnvelope, EnvelopeDocument, SentEnvelope } from '../domain/envelope.js';
import type { Field, FieldType } from '../domain/field.js';
import { plainTraits } from '../domain/field-traits.js';
import type { OrganisationId } from '../domain/ids.js';
import {
  asId,
  type DocumentId,
  type EnvelopeId,
  type FieldId,
  type RecipientId,
  type UserId,
} from '../domain/ids.js';
import type { PlatformFacts } from '../domain/platform-readiness.js';
import type { Recipient, RecipientRole } from '../domain/recipient.js';
import { REHEARSED_BEFORE } from '../domain/rehearsal.js';
import { send } from '../domain/send.js';

export const NOON = new Date('2026-06-01T12:00:00.000Z');

export const later = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);

/** A platform with a key for ten years and a sealer that has just reported. */
export function readyPlatform(now = NOON): PlatformFacts {
  return {
    sealKey: { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') },
    sealer: { state: 'ok', detail: null, checkedAt: now },
  };
}

export const drawable = (): readonly string[] => [];

function aDocument(position: number): EnvelopeDocument {
  const sha256Hex = (0xaa + position).toString(16).repeat(32);
  return {
    ...{ id: asId<DocumentId>(randomUUID()), position, byteSize: 1000, sealedSha256Hex: null },
    name: position === 0 ? 'contract.pdf' : `annex-${position}.pdf`,
    ...{ originalSha256Hex: sha256Hex, frozenSha256Hex: sha256Hex },
    pages: [{ widthPt: 595, heightPt: 842 }],
    ...{ report: { verdict: 'accept', reasons: [] }, warningsConfirmed: null },
  };
}

/** Builds envelopes for tests of the rules: `anEnvelope().with('signer', 1).with('approver', 2).sent()`. */
export function anEnvelope(): EnvelopeBuilder {
  return new EnvelopeBuilder();
}

export class EnvelopeBuilder {
  readonly document = aDocument(0);
  private readonly documents: EnvelopeDocument[] = [this.document];
  private readonly recipients: Recipient[] = [];
  private readonly fields: Field[] = [];

  /** Adds a second document, a third …; fields stay on the first unless they say otherwise. */
  withDocument(change: Partial<EnvelopeDocument> = {}): this {
    this.documents.push({ ...aDocument(this.documents.length), ...change });
    return this;
  }

  /** Adds a recipient; a signer gets a signature field. */
  with(role: RecipientRole, routingOrder = 1): this {
    const position = this.recipients.length;
    const id = asId<RecipientId>(randomUUID());
    this.recipients.push({
      ...{ id, position, role, routingOrder, status: 'waiting', key: `r${position}` },
      name: `Person ${position}`,
      email: `person${position}@example.test`,
      ...{ invitedAt: null, openedAt: null, consentedAt: null, completedAt: null, declinedAt: null },
      ...{ consentVersion: null, consentSha256Hex: null, declineReason: null },
    });
    return role === 'signer' ? this.field('signature') : this;
  }

  /** Adds a field to the recipient added last. */
  field(type: FieldType, change: Partial<Field> = {}): this {
    const recipientId = this.recipients.at(-1)?.id;
    if (recipientId === undefined) throw new Error('Add a recipient first.');
    this.fields.push({
      ...plainTraits,
      ...{ id: asId<FieldId>(randomUUID()), recipientId, documentId: this.document.id, type },
      ...{ position: this.fields.length, pageNumber: 1, required: true, label: '', prefilled: null },
      ...{ box: { x: 0.1, y: 0.1, width: 0.2, height: 0.05 }, value: null, filledAt: null },
      ...change,
    });
    return this;
  }

  draft(change: Partial<DraftEnvelope> = {}): DraftEnvelope {
    const { envelope } = createDraft(
      {
        ...{ id: asId<EnvelopeId>(randomUUID()), organisationId: asId<OrganisationId>(randomUUID()) },
        ...{ source: { kind: 'blank' }, title: 'Contract', message: '', expiresInDays: 30 },
        sender: { userId: asId<UserId>(randomUUID()), name: 'Ada', email: 'ada@example.test' },
        ...{ documents: this.documents, recipients: this.recipients, fields: this.fields },
      },
      NOON,
    );
    return { ...envelope, ...change };
  }

  sent(): SentEnvelope {
    return send(
      this.draft(),
      { platform: readyPlatform(), findUndrawable: drawable, rehearsed: REHEARSED_BEFORE },
      NOON,
    ).envelope;
  }
}
