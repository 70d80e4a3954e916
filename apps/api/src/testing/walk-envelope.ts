import { consent } from '../domain/consent.js';
import { createDraft } from '../domain/draft.js';
import type { Envelope, EnvelopeDocument, SentEnvelope } from '../domain/envelope.js';
import type { EnvelopeEvent, Transition } from '../domain/events.js';
import type { Field } from '../domain/field.js';
import { plainTraits } from '../domain/field-traits.js';
import { fill } from '../domain/fill.js';
import type { DocumentId, EnvelopeId, FieldId, RecipientId, SealId, UserId } from '../domain/ids.js';
import type { PlatformFacts } from '../domain/platform-readiness.js';
import type { Recipient } from '../domain/recipient.js';
import { REHEARSED_BEFORE } from '../domain/rehearsal.js';
import { send } from '../domain/send.js';
import { shownDocuments } from '../domain/shown-documents.js';
import { sign } from '../domain/sign.js';
import { bySystem, record } from '../events/record.js';
import type { Transaction } from '../ports/transaction.js';
import { smallPdf } from './small-pdf.js';
import type { TestInstance } from './test-instance.js';

/** The platform is taken for ready: these walks prepare what is tested, they do not test readiness. */
function ready(now: Date): PlatformFacts {
  const far = new Date(now.getTime() + 1_000 * 86_400_000);
  return {
    sealKey: { notBefore: new Date(0), notAfter: far },
    sealer: { state: 'ok', detail: null, checkedAt: now },
  };
}

/** An envelope with one signer and one signature field on each document, sent; its invitation waits in the outbox. */
export async function sentEnvelope(
  instance: TestInstance,
  name: string,
  email = 'ben@example.test',
  timeZone: string | null = null,
  documentCount = 1,
): Promise<EnvelopeId> {
  const { ids, organisationId, unitOfWork } = instance;
  const documents: EnvelopeDocument[] = [];
  for (let position = 0; position < documentCount; position += 1) {
    documents.push(
      await storeDocument(instance, position === 0 ? name : `${name} ${position + 1}`, position),
    );
  }
  return await unitOfWork.transact(organisationId, async (tx) => {
    const recipient = signer(ids.uuid<RecipientId>(), email);
    const fields = documents.map(({ id, position }) => ({
      ...signatureField(ids.uuid<FieldId>(), recipient.id, id),
      position,
    }));
    const sender = { userId: instance.userId as UserId, name: 'Ada Lovelace', email: 'ada@example.test' };
    const draft = createDraft(
      {
        id: ids.uuid<EnvelopeId>(),
        organisationId,
        source: { kind: 'blank' },
        title: name,
        message: 'Hello',
        sender,
        expiresInDays: 30,
        timeZone,
        documents,
        recipients: [recipient],
        fields,
      },
      tx.now,
    );
    await tx.envelopes.insert(draft.envelope);
    const sent = send(
      draft.envelope,
      { platform: ready(tx.now), findUndrawable: () => [], rehearsed: REHEARSED_BEFORE },
      tx.now,
    );
    await tx.envelopes.save(draft.envelope, sent.envelope);
    await record(tx, [...draft.events, ...sent.events], bySystem);
    return draft.envelope.id;
  });
}

export interface SealingWalk {
  readonly id: EnvelopeId;
  /** Of the first document. */
  readonly sealId: SealId;
  readonly sealIds: readonly SealId[];
}

/**
 * The same, signed by everybody: the seals are due.
 * @param before called with the hash of the frozen document just before the seal becomes due.
 */
export async function envelopeInSealing(
  instance: TestInstance,
  name: string,
  before: (frozenSha256Hex: string) => void = () => {},
  documentCount = 1,
): Promise<SealingWalk> {
  const id = await sentEnvelope(instance, name, undefined, undefined, documentCount);
  const { unitOfWork, organisationId, ids } = instance;
  return await unitOfWork.transact(organisationId, async (tx) => {
    before((await tx.documents.ofEnvelope(id))[0]?.frozenSha256Hex ?? '');
    const sealIds = await signAll(tx, id, () => ids.uuid<SealId>());
    const [sealId] = sealIds;
    if (sealId === undefined) throw new Error('Nothing to seal.');
    return { id, sealId, sealIds };
  });
}

/** @returns the ids of the seals, in the order of the documents. */
async function signAll(tx: Transaction, id: EnvelopeId, newSealId: () => SealId): Promise<SealId[]> {
  const sent = await tx.envelopes.lock(id);
  const [recipient] = sent?.recipients ?? [];
  if (!sent || !recipient) throw new Error('Nothing to sign.');
  const documents = shownDocuments(sent);
  const agreed = consent(
    sent,
    recipient.id,
    { textVersion: '1', textSha256Hex: 'ab'.repeat(32), documents },
    tx.now,
  );
  const value = { kind: 'typed' as const, text: recipient.name };
  const filled = sent.fields.reduce<Transition<SentEnvelope>>(({ envelope, events }, { id: fieldId }) => {
    const next = fill(envelope, recipient.id, { fieldId, value }, tx.now);
    // Saved as one step, so it counts as one.
    return { envelope: { ...next.envelope, version: sent.version + 1 }, events: [...events, ...next.events] };
  }, agreed);
  await saveStep(tx, sent, filled.envelope, filled.events);
  const identification = ['mailed-link'] as const;
  const hashValues = () => 'cd'.repeat(32);
  const command = { documents, identification, newSealId, hashValues };
  const signed = sign(filled.envelope, recipient.id, command, tx.now);
  await tx.envelopes.insertSignature(id, signed.act, {});
  const stored = await tx.envelopes.find(id);
  if (!stored) throw new Error('The envelope is gone.');
  await tx.envelopes.save(stored, signed.envelope);
  const sealing = signed.events.find((event) => event.type === 'envelope.sealing-started');
  for (const { sealId, documentId } of sealing?.seals ?? []) {
    await tx.seals.open({ id: sealId, envelopeId: id, documentId, kind: 'document' });
  }
  await record(tx, signed.events, { actor: { kind: 'recipient', id: recipient.id }, ip: '192.0.2.7' });
  return (sealing?.seals ?? []).map((one) => one.sealId);
}

async function saveStep(
  tx: Transaction,
  from: Envelope,
  to: Envelope,
  events: readonly EnvelopeEvent[],
): Promise<void> {
  await tx.envelopes.save(from, to);
  await record(tx, events, bySystem);
}

async function storeDocument(
  instance: TestInstance,
  name: string,
  position: number,
): Promise<EnvelopeDocument> {
  const blob = await instance.blobs.put(instance.organisationId, smallPdf(name));
  const { sha256Hex, byteSize } = blob;
  const document = {
    id: instance.ids.uuid<DocumentId>(),
    position,
    name: `${name}.pdf`,
    originalSha256Hex: sha256Hex,
    frozenSha256Hex: sha256Hex,
    sealedSha256Hex: null,
    byteSize,
    pages: [{ widthPt: 595, heightPt: 842 }],
    report: { verdict: 'accept' as const, reasons: [] },
    warningsConfirmed: null,
  };
  const stored = { envelopeId: null, templateId: null, uploadedBy: instance.userId };
  await instance.unitOfWork.transact(instance.organisationId, async (tx) => {
    await tx.blobs.register(blob);
    await tx.documents.insert({ ...document, ...stored, foundFields: [], createdAt: tx.now });
  });
  return document;
}

function signer(id: RecipientId, email: string): Recipient {
  return {
    ...{
      id,
      email,
      key: 'signer',
      position: 0,
      name: 'Ben Okri',
      role: 'signer',
      routingOrder: 1,
      status: 'waiting',
    },
    ...{ invitedAt: null, openedAt: null, consentedAt: null, consentVersion: null, consentSha256Hex: null },
    ...{ completedAt: null, declinedAt: null, declineReason: null },
  };
}

function signatureField(id: FieldId, recipientId: RecipientId, documentId: DocumentId): Field {
  return {
    ...{
      id,
      recipientId,
      documentId,
      position: 0,
      type: 'signature',
      pageNumber: 1,
      required: true,
      label: '',
    },
    ...plainTraits,
    ...{ box: { x: 0.1, y: 0.7, width: 0.3, height: 0.08 }, prefilled: null, value: null, filledAt: null },
  };
}
