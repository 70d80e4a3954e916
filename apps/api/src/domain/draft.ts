import { AppError } from './app-error.js';
import { draftChanges } from './draft-changes.js';
import type { DraftEnvelope, EnvelopeDocument, Sender } from './envelope.js';
import type { DraftSource, Transition } from './events.js';
import type { Field } from './field.js';
import type { BulkRowId, EnvelopeId, OrganisationId, TemplateId } from './ids.js';
import type { Recipient } from './recipient.js';

export interface CreateDraft {
  readonly id: EnvelopeId;
  readonly organisationId: OrganisationId;
  readonly source: DraftSource;
  readonly title: string;
  readonly message: string;
  readonly sender: Sender;
  readonly expiresInDays: number;
  readonly timeZone?: string | null;
  readonly documents: readonly EnvelopeDocument[];
  readonly recipients: readonly Recipient[];
  readonly fields: readonly Field[];
  readonly templateId?: TemplateId;
  readonly bulkRowId?: BulkRowId;
}

/** A new draft. It may be incomplete in any way except that its parts must belong together. */
export function createDraft(command: CreateDraft, now: Date): Transition<DraftEnvelope> {
  const { source, templateId, bulkRowId, ...content } = command;
  const envelope: DraftEnvelope = {
    ...content,
    timeZone: content.timeZone ?? null,
    status: 'draft',
    version: 1,
    createdAt: now,
    updatedAt: now,
    templateId: templateId ?? null,
    bulkRowId: bulkRowId ?? null,
  };
  assertBelongsTogether(envelope);
  const { id: envelopeId, title, message } = envelope;
  return { envelope, events: [{ type: 'envelope.created', envelopeId, source, title, message }] };
}

/** What may change in a draft; a list that is given replaces the old one as a whole. */
export type EditDraft = Partial<
  Pick<DraftEnvelope, 'title' | 'message' | 'expiresInDays' | 'documents' | 'recipients' | 'fields'>
>;

export function editDraft(draft: DraftEnvelope, change: EditDraft, now: Date): Transition<DraftEnvelope> {
  const envelope = { ...draft, ...change, version: draft.version + 1, updatedAt: now };
  assertBelongsTogether(envelope);
  return {
    envelope,
    events: [
      {
        type: 'envelope.edited',
        envelopeId: draft.id,
        version: envelope.version,
        changes: draftChanges(draft, envelope),
        title: envelope.title,
        message: envelope.message,
        documentCount: envelope.documents.length,
        recipientCount: envelope.recipients.length,
        fieldCount: envelope.fields.length,
      },
    ],
  };
}

/** The draft disappears; its record stays. */
export function deleteDraft(draft: DraftEnvelope): Transition<null> {
  return {
    envelope: null,
    events: [{ type: 'envelope.deleted-draft', envelopeId: draft.id, version: draft.version }],
  };
}

function assertBelongsTogether(draft: DraftEnvelope): void {
  const keys = new Set<string>();
  draft.recipients.forEach((recipient, index) => {
    if (keys.has(recipient.key)) {
      throw new AppError('recipient-key-duplicate', `Two recipients share the key “${recipient.key}”.`, {
        pointer: `/recipients/${index}/key`,
      });
    }
    keys.add(recipient.key);
  });
  assertOnce(draft.documents);
  draft.fields.forEach((field, index) => {
    assertKnown(draft.recipients, field.recipientId, `/fields/${index}/recipientKey`, 'recipient');
    assertKnown(draft.documents, field.documentId, `/fields/${index}/documentId`, 'document');
  });
}

function assertOnce(documents: readonly EnvelopeDocument[]): void {
  const again = documents.findIndex(({ id }, index) => documents.findIndex((one) => one.id === id) < index);
  if (again === -1) return;
  throw new AppError('validation-failed', 'The envelope has this document already.', {
    pointer: `/documentIds/${again}`,
  });
}

function assertKnown(list: readonly { id: string }[], id: string, pointer: string, what: string): void {
  if (list.some((one) => one.id === id)) return;
  throw new AppError('validation-failed', `This field names a ${what} the envelope does not have.`, {
    pointer,
  });
}
