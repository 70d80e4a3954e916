import { consent } from '../domain/consent.js';
import { createDraft } from '../domain/draft.js';
import type { SentEnvelope } from '../domain/envelope.js';
import { fill } from '../domain/fill.js';
import {
  asId,
  type DocumentId,
  type EnvelopeId,
  type FieldId,
  type RecipientId,
  type UserId,
} from '../domain/ids.js';
import { REHEARSED_BEFORE } from '../domain/rehearsal.js';
import { send } from '../domain/send.js';
import { shownDocuments } from '../domain/shown-documents.js';
import { bySystem, type RecordContext, record } from '../events/record.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { drawable, EnvelopeBuilder, readyPlatform } from './an-envelope.js';
import type { ApiInstance, TestUser } from './api-instance.js';

export interface ReadyPerson {
  readonly organisationId: TestUser['organisationId'];
  readonly envelopeId: EnvelopeId;
  readonly recipientId: RecipientId;
  readonly context: RecordContext;
}

/** An envelope where every one of `signers` parallel signers has only the act itself left; made without HTTP. */
export async function readyToSign(
  api: ApiInstance,
  user: TestUser,
  likeDocumentId: string,
  signers: number,
): Promise<{ envelope: SentEnvelope; people: ReadyPerson[] }> {
  const { organisationId } = user;
  const unitOfWork = api.app.get(UnitOfWork, { strict: false });
  const envelope = await unitOfWork.transact(organisationId, async (tx) => {
    const like = await tx.documents.find(asId<DocumentId>(likeDocumentId));
    if (like === null) throw new Error('There is no such document.');
    const document = { ...like, id: api.ids.uuid<DocumentId>(), envelopeId: null };
    await tx.documents.insert(document);
    const builder = new EnvelopeBuilder();
    for (let i = 0; i < signers; i += 1) builder.with('signer');
    const shape = builder.draft();
    const created = createDraft(
      {
        ...shape,
        id: api.ids.uuid<EnvelopeId>(),
        organisationId,
        source: { kind: 'blank' },
        sender: { userId: user.userId as UserId, name: 'Ada', email: user.email },
        documents: [document],
        fields: shape.fields.map((one) => ({ ...one, id: api.ids.uuid<FieldId>(), documentId: document.id })),
      } as Parameters<typeof createDraft>[0],
      tx.now,
    );
    await tx.envelopes.insert(created.envelope);
    const sent = send(
      created.envelope,
      { platform: readyPlatform(tx.now), findUndrawable: drawable, rehearsed: REHEARSED_BEFORE },
      tx.now,
    );
    await tx.envelopes.save(created.envelope, sent.envelope);
    let filled: SentEnvelope = sent.envelope;
    for (const { id, recipientId } of sent.envelope.fields) {
      const agreed = {
        ...{ textVersion: '1', textSha256Hex: 'bb'.repeat(32) },
        documents: shownDocuments(filled),
      };
      const value = { kind: 'typed', text: 'Ada' } as const;
      const consented = consent(filled, recipientId, agreed, tx.now).envelope;
      filled = fill(consented, recipientId, { fieldId: id, value }, tx.now).envelope;
    }
    await tx.envelopes.save(sent.envelope, filled);
    await record(tx, [...created.events, ...sent.events], bySystem);
    return filled;
  });
  const people = envelope.recipients.map(({ id: recipientId }) => {
    const context = { actor: { kind: 'recipient', id: recipientId } } as const;
    return { organisationId, envelopeId: envelope.id, recipientId, context };
  });
  return { envelope, people };
}
