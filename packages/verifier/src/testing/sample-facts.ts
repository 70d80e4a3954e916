import type { EventFacts } from '@sealwright/audit';

export const sampleId = (number: number): string =>
  `01980000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

export const sampleEnvelopeId = sampleId(1);
const userId = sampleId(0x10);
const recipientId = sampleId(0x20);
const documentId = sampleId(0x30);

export interface SealedSample {
  readonly originalSha256Hex: string;
  readonly originalByteSize: number;
  readonly sealedSha256Hex: string;
  readonly sealedByteSize: number;
  readonly keyFingerprintSha256Hex: string;
}

export type SampleEnding = 'completed' | 'declined';

/** What happened to an invented envelope, with the hashes of real files. */
export function sampleFacts(sealed: SealedSample, ending: SampleEnding): EventFacts[] {
  const facts = [...opening(sealed), ...reading(sealed)];
  return [...facts, ...(ending === 'declined' ? declining() : [...signing(sealed), ...sealing(sealed)])];
}

const sender = { kind: 'user', id: userId } as const;
const platform = { kind: 'system', id: null } as const;
const recipient = { kind: 'recipient', id: recipientId } as const;
const ada = {
  subject: `recipient:${recipientId}`,
  value: { name: 'Ada Lovelace', email: 'ada@example.org', ip: '198.51.100.24' },
} as const;

function opening({ originalSha256Hex, originalByteSize }: SealedSample): EventFacts[] {
  const title = { subject: `envelope:${sampleEnvelopeId}`, value: { title: 'Service agreement' } } as const;
  const grace = {
    subject: `user:${userId}`,
    value: { name: 'Grace Hopper', email: 'grace@example.com' },
  } as const;
  const document = {
    documentId,
    originalSha256Hex,
    frozenSha256Hex: originalSha256Hex,
    byteSize: originalByteSize,
    pageCount: 1,
  };
  const data = {
    version: 3,
    documents: [document],
    recipients: [{ recipientId, role: 'signer' as const, routingOrder: 1 }],
    fieldCount: 1,
    expiresAt: null,
  };
  const name = { subject: `document:${documentId}`, value: { name: 'service-agreement.pdf' } } as const;
  const invited = { subject: ada.subject, value: { name: ada.value.name, email: ada.value.email } };
  return [
    { type: 'envelope.created', actor: sender, data: { source: 'blank' }, personal: [title, grace] },
    { type: 'envelope.sent', actor: sender, data, personal: [title, grace, name, invited] },
  ];
}

function reading({ originalSha256Hex }: SealedSample): EventFacts[] {
  const documents = [{ documentId, sha256Hex: originalSha256Hex }];
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

function signing({ originalSha256Hex }: SealedSample): EventFacts[] {
  const documents = [{ documentId, sha256Hex: originalSha256Hex }];
  const identification: ['mailed-link'] = ['mailed-link'];
  const data = { recipientId, identification, documents, fieldCount: 1 };
  return [{ type: 'recipient.signed', actor: recipient, data, personal: [ada] }];
}

function sealing({
  originalSha256Hex,
  sealedSha256Hex,
  sealedByteSize,
  keyFingerprintSha256Hex,
}: SealedSample): EventFacts[] {
  const seal = { sealId: sampleId(0x40), purpose: 'document', documentId, fence: 1 } as const;
  const intent = { ...seal, digestHex: 'cd'.repeat(32), keyFingerprintSha256Hex };
  const key = { algorithm: 'ecdsa-p256-sha256', keyOrigin: 'generated-in-token', softToken: false } as const;
  const done = { documentId, originalSha256Hex, sealedSha256Hex, sealedByteSize };
  return [
    { type: 'envelope.sealing-started', actor: platform, data: { documentIds: [documentId] }, personal: [] },
    { type: 'seal.intended', actor: platform, data: intent, personal: [] },
    { type: 'seal.signed', actor: platform, data: { ...intent, ...key, sealedSha256Hex }, personal: [] },
    {
      type: 'envelope.completed',
      actor: platform,
      data: { documents: [done], keyFingerprintSha256Hex },
      personal: [],
    },
  ];
}
