import { consent } from '../domain/consent.js';
import { createDraft } from '../domain/draft.js';
import type { Envelope, EnvelopeDocument } from '../domain/envelope.js';
import type { EnvelopeEvent } from '../domain/events.js';
import type { Field } from '../domain/field.js';
import { plainTraits } from '../domain/field-traits.js';
import { fill } from '../domain/fill.js';
import type { DocumentId, EnvelopeId, FieldId, RecipientId, SealId, UserId } from '../domain/ids.js';
import type { PlatformFacts } from '../domain/platform-readiness.js';
import type { Recipient } from '../domain/recipient.js';
import { send } from '../domain/send.js';
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

/** An envelope with one signer and one signature field, sent; its invitation waits in the outbox. */
export async function sentEnvelope(
  instance: TestInstance,
  name: string,
  email = 'ben@example.test',
  timeZone: string | null = null,
): Promise<EnvelopeId> {
  const { ids, organisationId, unitOfWork } = instance;
  const document = await storeDocument(instance, name);
  return await unitOfWork.transact(organisationId, async (tx) => {
    const recipient = signer(ids.uuid<RecipientId>(), email);
    const field = signatureField(ids.uuid<FieldId>(), recipient.id, document.id);
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
        documents: [document],
        recipients: [recipient],
        fields: [field],
      },
      tx.now,
    );
    await tx.envelopes.insert(draft.envelope);
    const sent = send(draft.envelope, { platform: ready(tx.now), findUndrawable: () => [] }, tx.now);
    await tx.envelopes.save(draft.envelope, sent.envelope);
    await record(tx, [...draft.events, ...sent.events], bySystem);
    return draft.envelope.id;
  });
}

/**
 * The same, signed by everybody: the seal is due.
 * @param before called with the hash of the frozen document just before the seal becomes due.
 */
export async function envelopeInSealing(
  instance: TestInstance,
  name: string,
  before: (frozenSha256Hex: string) => void = () => {},
): Promise<{ id: EnvelopeId; sealId: SealId }> {
  const id = await sentEnvelope(instance, name);
  const { unitOfWork, organisationId, ids } = instance;
  return await unitOfWork.transact(organisationId, async (tx) => {
    const sealId = ids.uuid<SealId>();
    before((await tx.documents.ofEnvelope(id))[0]?.frozenSha256Hex ?? '');
    await signAll(tx, id, sealId);
    return { id, sealId };
  });
}

async function signAll(tx: Transaction, id: EnvelopeId, sealId: SealId): Promise<void> {
  const sent = await tx.envelopes.lock(id);
  const [recipient] = sent?.recipients ?? [];
  const [field] = sent?.fields ?? [];
  const [document] = sent?.documents ?? [];
  if (!sent || !recipient || !field || !document) throw new Error('Nothing to sign.');
  const agreed = consent(sent, recipient.id, { textVersion: '1', textSha256Hex: 'ab'.repeat(32) }, tx.now);
  const value = { kind: 'typed' as const, text: recipient.name };
  const filled = fill(agreed.envelope, recipient.id, { fieldId: field.id, value }, tx.now);
  await saveStep(tx, sent, filled.envelope, [...agreed.events, ...filled.events]);
  const identification = ['mailed-link'] as const;
  const hashValues = () => 'cd'.repeat(32);
  const command = { documentSha256Hex: document.frozenSha256Hex, identification, sealId, hashValues };
  const signed = sign(filled.envelope, recipient.id, command, tx.now);
  await tx.envelopes.insertSignature(id, signed.act, {});
  const stored = await tx.envelopes.find(id);
  if (!stored) throw new Error('The envelope is gone.');
  await tx.envelopes.save(stored, signed.envelope);
  await tx.seals.open({ id: sealId, envelopeId: id, documentId: document.id, kind: 'document' });
  await record(tx, signed.events, { actor: { kind: 'recipient', id: recipient.id }, ip: '192.0.2.7' });
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

async function storeDocument(instance: TestInstance, name: string): Promise<EnvelopeDocument> {
  const blob = await instance.blobs.put(instance.organisationId, smallPdf(name));
  const { sha256Hex, byteSize } = blob;
  const document = {
    id: instance.ids.uuid<DocumentId>(),
    position: 0,
    name: `${name}.pdf`,
    originalSha256Hex: sha256Hex,
    frozenSha256Hex: sha256Hex,
    sealedSha256Hex: null,
    byteSize,
    pages: [{ widthPt: 595, heightPt: 842 }],
  };
  const stored = { envelopeId: null, templateId: null, uploadedBy: instance.userId };
  await instance.unitOfWork.transact(instance.organisationId, async (tx) => {
    await tx.blobs.register(blob);
    const report = { verdict: 'accept' as const, reasons: [] };
    await tx.documents.insert({ ...document, ...stored, report, foundFields: [], createdAt: tx.now });
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
