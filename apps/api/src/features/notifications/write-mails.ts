import { createHash } from 'node:crypto';
import { shortFingerprint } from '@sealwright/audit';
import type { Envelope } from '../../domain/envelope.js';
import type { RecipientLinkId } from '../../domain/ids.js';
import { hasActed, mustAct, type Recipient } from '../../domain/recipient.js';
import type { Ids } from '../../ports/ids.js';
import type { Organisations } from '../../ports/organisations.js';
import type { Transaction } from '../../ports/transaction.js';
import type { WrittenMail } from './deliver-mail.js';
import { composeExpired } from './mail/compose-expired.js';
import {
  type Addressee,
  composeCompleted,
  composeDeclined,
  composeInvitation,
  composeVoided,
  type EnvelopeFacts,
  type SealedFacts,
} from './mail/compose-mail.js';

/** A finished document can be fetched with the mailed link for this long. */
const resultLinkDays = 90;
const dayMs = 86_400_000;

/** Writes each kind of mail from the envelope as it is now; links are made here and leave nowhere else (promise 7). */
export class WriteMails {
  constructor(
    private readonly ids: Ids,
    private readonly organisations: Organisations,
    private readonly publicUrl: string,
  ) {}

  /** Null when there is nothing left to ask of this person. */
  async invitation(
    tx: Transaction,
    envelope: Envelope,
    recipient: Recipient,
    reminder: boolean,
  ): Promise<WrittenMail | null> {
    if (envelope.status !== 'sent' || envelope.expiresAt <= tx.now) return null;
    if (recipient.role === 'copy' || recipient.status === 'waiting' || hasActed(recipient)) return null;
    const url = await this.newLink(tx, recipient, null);
    const facts = await this.facts(tx, envelope);
    const to = { name: recipient.name, email: recipient.email, role: recipient.role };
    return fromSender(envelope, to, composeInvitation(facts, to, { url, reminder }));
  }

  async completed(
    tx: Transaction,
    envelope: Envelope,
    recipient: Recipient | null,
  ): Promise<WrittenMail | null> {
    if (envelope.status !== 'completed') return null;
    const to = recipient ?? senderOf(envelope);
    const until = new Date(tx.now.getTime() + resultLinkDays * dayMs);
    const url = recipient ? await this.newLink(tx, recipient, until) : this.envelopeUrl(envelope);
    const { completedAt } = envelope;
    const facts = {
      ...(await this.facts(tx, envelope)),
      completedAt,
      sealed: await sealedFiles(tx, envelope),
    };
    return fromSender(envelope, to, composeCompleted(facts, to, url));
  }

  /** To the sender, or to another recipient who was already asked. */
  async declined(
    tx: Transaction,
    envelope: Envelope,
    recipient: Recipient | null,
  ): Promise<WrittenMail | null> {
    const refuser = envelope.recipients.find(({ status }) => status === 'declined');
    if (envelope.status !== 'declined' || !refuser) return null;
    const to = recipient ?? senderOf(envelope);
    const refusal = {
      by: refuser.name,
      reason: refuser.declineReason ?? '',
      at: envelope.endedAt,
      url: recipient ? null : this.envelopeUrl(envelope),
    };
    return fromSender(envelope, to, composeDeclined(await this.facts(tx, envelope), to, refusal));
  }

  async voided(tx: Transaction, envelope: Envelope, recipient: Recipient): Promise<WrittenMail | null> {
    if (envelope.status !== 'voided') return null;
    const end = { reason: envelope.endReason, at: envelope.endedAt };
    return fromSender(envelope, recipient, composeVoided(await this.facts(tx, envelope), recipient, end));
  }

  /** To the sender, or to a recipient who was still waited for. A mail held up until after the end says the same. */
  async expired(
    tx: Transaction,
    envelope: Envelope,
    recipient: Recipient | null,
  ): Promise<WrittenMail | null> {
    if (envelope.status !== 'expired') return null;
    const to = recipient ?? senderOf(envelope);
    const waitedFor = envelope.recipients.filter((one) => mustAct(one) && !hasActed(one));
    const end = {
      at: envelope.expiresAt,
      waitedFor: recipient ? [] : waitedFor.map(({ name }) => name),
      url: recipient ? null : this.envelopeUrl(envelope),
    };
    return fromSender(envelope, to, composeExpired(await this.facts(tx, envelope), to, end));
  }

  /** Every mail carries a link of its own: the token is forgotten here, so a second try needs a second one. */
  private async newLink(tx: Transaction, recipient: Recipient, expiresAt: Date | null): Promise<string> {
    const token = this.ids.token();
    await tx.links.insertLink({
      id: this.ids.uuid<RecipientLinkId>(),
      recipientId: recipient.id,
      tokenHash: createHash('sha256').update(token).digest(),
      expiresAt,
      origin: 'mailed',
    });
    return new URL(`/s/${token}`, this.publicUrl).href;
  }

  private envelopeUrl(envelope: Envelope): string {
    return new URL(`/envelopes/${envelope.id}`, this.publicUrl).href;
  }

  private async facts(tx: Transaction, envelope: Envelope): Promise<EnvelopeFacts> {
    return {
      title: envelope.title,
      message: envelope.message,
      senderName: envelope.sender.name,
      senderEmail: envelope.sender.email,
      organisationName: await this.organisations.nameOf(tx.organisationId),
      expiresAt: envelope.status === 'draft' ? null : envelope.expiresAt,
      documents: envelope.documents.map(({ name, frozenSha256Hex }) => ({
        name,
        fingerprint: shortFingerprint(frozenSha256Hex),
      })),
    };
  }
}

function senderOf({ sender }: Envelope): Addressee {
  return { name: sender.name, email: sender.email, role: 'sender' };
}

function fromSender(envelope: Envelope, to: Addressee, content: WrittenMail['content']): WrittenMail {
  const { name, email } = envelope.sender;
  return {
    to: { name: to.name, address: to.email },
    replyTo: to.role === 'sender' ? null : { name, address: email },
    fromName: to.role === 'sender' ? 'Sealwright' : `${name} via Sealwright`,
    content,
  };
}

/** The files as they were completed, and whether increments may follow: then a fingerprint is that of a beginning. */
async function sealedFiles(tx: Transaction, { id, documents }: Envelope): Promise<readonly SealedFacts[]> {
  const seals = await tx.seals.ofEnvelope(id);
  const growing = new Set((await tx.sealExtensions.ofEnvelope(id)).map(({ sealId }) => sealId));
  const facts: SealedFacts[] = [];
  for (const { id: documentId, name, frozenSha256Hex, sealedSha256Hex: sha256Hex } of documents) {
    if (sha256Hex === null) continue;
    const seal = seals.find((one) => one.kind === 'document' && one.documentId === documentId);
    const [file] = seal && growing.has(seal.id) ? await tx.seals.files(seal.id) : [];
    const fingerprint = shortFingerprint(frozenSha256Hex);
    facts.push({ name, fingerprint, sha256Hex, growsBehind: file?.byteSize ?? null });
  }
  return facts;
}
