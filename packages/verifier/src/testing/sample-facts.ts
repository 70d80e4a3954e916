import type { EventFacts } from '@sealwright/audit';

export const sampleId = (number: number): string =>
  `01980000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

export const sampleEnvelopeId = sampleId(1);
const userId = sampleId(0x10);
const recipientId = sampleId(0x20);

export interface SealedSample {
  readonly originalSha256Hex: string;
  readonly originalByteSize: number;
  readonly sealedSha256Hex: string;
  readonly sealedByteSize: number;
  readonly keyFingerprintSha256Hex: string;
}

export type SampleEnding = 'completed' | 'declined';

/** What happened to an invented envelope, with the hashes of real files. */
export function sampleFacts(sealed: readonly SealedSample[], ending: SampleEnding): EventFacts[] {
  const facts = [...opening(sealed), ...reading(sealed)];
  return [...facts, ...(ending === 'declined' ? declining() : [...signing(sealed), ...sealing(sealed)])];
}

const documentIdOf = (index: number) => sampleId(0x30 + index);

function shown(sealed: readonly SealedSample[]) {
  return sealed.map((one, index) => ({ documentId: documentIdOf(index), sha256Hex: one.originalSha256Hex }));
}

const sender = { kind: 'user', id: userId } as const;
const platform = { kind: 'system', id: null } as const;
const recipient = { kind: 'recipient', id: recipientId } as const;
const ada = {
  subject: `recipient:${recipientId}`,
  value: { name: 'Ada Lovelace', email: 'ada@example.org', ip: '198.51.100.24' },
} as const;

function opening(sealed: readonly SealedSample[]): EventFacts[] {
  const title = { subject: `envelope:${sampleEnvelopeId}`, value: { title: 'Service agreement' } } as const;
  const grace = {
    subject: `user:${userId}`,
    value: { name: 'Grace Hopper', email: 'grace@example.com' },
  } as const;
  const documents = sealed.map(({ originalSha256Hex, originalByteSize }, index) => ({
    documentId: documentIdOf(index),
    originalSha256Hex,
    frozenSha256Hex: originalSha256Hex,
    byteSize: originalByteSize,
    pageCount: 1,
  }));
  const data = {
    version: 3,
    documents,
    recipients: [{ recipientId, role: 'signer' as const, routingOrder: 1 }],
    fieldCount: 1,
    expiresAt: null,
  };
  const names = sealed.map((_, index) => ({
    subject: `document:${documentIdOf(index)}` as const,
    value: { name: index === 0 ? 'service-agreement.pdf' : `annex-${index}.pdf` },
  }));
  const invited = { subject: ada.subject, value: { name: ada.value.name, email: ada.value.email } };
  return [
    { type: 'envelope.created', actor: sender, data: { source: 'blank' }, personal: [title, grace] },
    { type: 'envelope.sent', actor: sender, data, personal: [title, grace, ...names, invited] },
  ];
}

function reading(sealed: readonly SealedSample[]): EventFacts[] {
  const documents = shown(sealed);
  const consent = { recipientId, textVersion: '2026-01', textSha256Hex: 'ab'.repeat(32), language: 'en' };
  return [
    { type: 'recipient.opened', actor: recipient, data: { recipientId, documents }, personal: [ada] },
    { type: 'recipient.consented', actor: recipient, data: consent, personal: [ada] },
  ];
}

function declining(): EventFacts[] {
  const why = {
    subject: ada.subject,
    value: { ...ada.value, reason: 'The price in clause 4 is not what we agreed.' },
  };
  return [
    { type: 'recipient.declined', actor: recipient, data: { recipientId }, personal: [why] },
    { type: 'envelope.declined', actor: platform, data: { recipientId }, personal: [] },
  ];
}

function signing(sealed: readonly SealedSample[]): EventFacts[] {
  const documents = shown(sealed);
  const identification: ['mailed-link'] = ['mailed-link'];
  const data = { recipientId, identification, documents, fieldCount: 1 };
  return [{ type: 'recipient.signed', actor: recipient, data, personal: [ada] }];
}

function sealing(sealed: readonly SealedSample[]): EventFacts[] {
  const documentIds = sealed.map((_, index) => documentIdOf(index));
  const documents = sealed.map(({ originalSha256Hex, sealedSha256Hex, sealedByteSize }, index) => ({
    ...{ documentId: documentIdOf(index), originalSha256Hex, sealedSha256Hex, sealedByteSize },
  }));
  const { keyFingerprintSha256Hex = '' } = sealed[0] ?? {};
  return [
    { type: 'envelope.sealing-started', actor: platform, data: { documentIds }, personal: [] },
    ...sealed.flatMap(sealingOne),
    {
      type: 'envelope.completed',
      actor: platform,
      data: { documents, keyFingerprintSha256Hex },
      personal: [],
    },
  ];
}

function sealingOne({ sealedSha256Hex, keyFingerprintSha256Hex }: SealedSample, index: number): EventFacts[] {
  const about = { sealId: sampleId(0x40 + index), documentId: documentIdOf(index), fence: 1 };
  const seal = { ...about, purpose: 'document' } as const;
  const intent = { ...seal, digestHex: 'cd'.repeat(32), keyFingerprintSha256Hex };
  const key = { algorithm: 'ecdsa-p256-sha256', keyOrigin: 'generated-in-token', softToken: false } as const;
  return [
    { type: 'seal.intended', actor: platform, data: intent, personal: [] },
    { type: 'seal.signed', actor: platform, data: { ...intent, ...key, sealedSha256Hex }, personal: [] },
  ];
}
