import type { EventFacts } from '../build-event.js';
import { type SampleRecord, sampleId, writeSampleRecord } from './sample-record.js';
import { sampleSealKey } from './sample-seal-key.js';

export type SamplePerson = {
  name: string;
  email: string;
  role: 'signer' | 'approver' | 'copy';
  /** What the browser asks for. */
  language?: string;
  identification?: readonly ('mailed-link' | 'revealed-link')[];
  drawn?: { strokes: number[][]; aspect: number; sha256Hex?: string };
  userAgent?: string;
};

export type SampleEnvelopeOptions = {
  people?: readonly SamplePerson[];
  title?: string;
  documentName?: string;
  /** Names of further documents. */
  annexes?: readonly string[];
  ending?: 'completed' | 'declined' | 'voided' | 'expired';
  /** Extra recipient.filled events, for long records. */
  filledCount?: number;
};

export const sampleIds = {
  envelope: sampleId(1),
  organisation: sampleId(2),
  user: sampleId(0x10),
  document: sampleId(0x30),
  annex: (index: number) => sampleId(0x31 + index),
  seal: sampleId(0x40),
  recipient: (index: number) => sampleId(0x20 + index),
  field: (personIndex: number, index: number) => sampleId(0x5000 + personIndex * 1000 + index),
};

export const sampleHashes = {
  original: '3f8a5c1e0b7d4962a1c3e5f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b',
  sealed: 'b1946ac92492d2347c6235b4d2611184f9c0d1e2a3b4c5d6e7f8091a2b3c4d5e',
  consentText: '9b74c9897bac770ffc029102a200c5de1f2e3d4c5b6a79880716253443526170',
  key: sampleSealKey.keyFingerprintSha256Hex,
  digest: '0a1b2c3d4e5f60718293a4b5c6d7e8f9012345678abcdef0fedcba9876543210',
};

const ada: SamplePerson = { name: 'Ada Lovelace', email: 'ada@example.org', role: 'signer' };
const userAgent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1';
const sender = { kind: 'user', id: sampleIds.user } as const;
const platform = { kind: 'system', id: null } as const;
const shown = [{ documentId: sampleIds.document, sha256Hex: sampleHashes.original }];
const sealOf = {
  sealId: sampleIds.seal,
  purpose: 'document',
  documentId: sampleIds.document,
  fence: 1,
} as const;

/** The record of a whole envelope, from draft to its end, with invented people. */
export function sampleEnvelope(options: SampleEnvelopeOptions = {}): SampleRecord {
  const people = options.people ?? [ada];
  const acting = people.filter((person) => person.role !== 'copy');
  const ending = options.ending ?? 'completed';
  const facts = [
    ...opening(options, people),
    ...acting.flatMap((person, index) => invitation(person, people.indexOf(person), index)),
    ...acting.flatMap((person, index) => {
      const stops = ending !== 'completed' && index === acting.length - 1;
      return stops ? [] : signing(person, people.indexOf(person), options.filledCount ?? 2);
    }),
    ...closing(ending, options.annexes ?? [], people.indexOf(acting.at(-1) ?? ada), acting.at(-1) ?? ada),
  ];
  return writeSampleRecord(`envelope:${sampleIds.envelope}`, facts);
}

function opening(options: SampleEnvelopeOptions, people: readonly SamplePerson[]): EventFacts[] {
  const title = options.title ?? 'Service agreement';
  const self = { name: 'Grace Hopper', email: 'grace@example.com', ip: '192.0.2.1', userAgent };
  return [
    {
      type: 'envelope.created',
      actor: sender,
      data: { source: 'blank' },
      personal: [
        { subject: `envelope:${sampleIds.envelope}`, value: { title } },
        { subject: `user:${sampleIds.user}`, value: self },
      ],
    },
    {
      type: 'envelope.sent',
      actor: sender,
      data: {
        version: 4,
        documents: [
          {
            documentId: sampleIds.document,
            originalSha256Hex: sampleHashes.original,
            frozenSha256Hex: sampleHashes.original,
            byteSize: 48_213,
            pageCount: 3,
          },
          ...(options.annexes ?? []).map((_, index) => ({
            documentId: sampleIds.annex(index),
            originalSha256Hex: annexHash(index),
            frozenSha256Hex: annexHash(index),
            ...{ byteSize: 1_024, pageCount: 1, fieldCount: 2 },
          })),
        ],
        recipients: people.map((person, index) => ({
          recipientId: sampleIds.recipient(index),
          role: person.role,
          routingOrder: 1,
        })),
        fieldCount: people.length * 2,
        expiresAt: '2026-04-13T09:00:00.000Z',
      },
      personal: [
        { subject: `envelope:${sampleIds.envelope}`, value: { title } },
        { subject: `user:${sampleIds.user}`, value: self },
        {
          subject: `document:${sampleIds.document}`,
          value: { name: options.documentName ?? 'service-agreement.pdf' },
        },
        ...(options.annexes ?? []).map((name, index) => ({
          subject: `document:${sampleIds.annex(index)}` as const,
          value: { name },
        })),
        ...people.map(({ name, email }, index) => {
          return { subject: `recipient:${sampleIds.recipient(index)}` as const, value: { name, email } };
        }),
      ],
    },
  ];
}

function invitation(person: SamplePerson, index: number, order: number): EventFacts[] {
  const recipientId = sampleIds.recipient(index);
  const subject = `recipient:${recipientId}` as const;
  const mail = { recipientId, kind: 'invitation', generation: 1 };
  const messageId = `<invitation.1.${recipientId}@sealwright.example>`;
  const deferred: EventFacts = {
    type: 'recipient.delivery-deferred',
    actor: platform,
    data: { ...mail, attempt: 1, code: 'mailbox-busy', smtpCode: 451, enhancedCode: '4.2.1' },
    personal: [{ subject, value: { email: person.email, reply: '451 4.2.1 Try again later' } }],
  };
  const invited: EventFacts = {
    type: 'recipient.invited',
    actor: platform,
    data: { ...mail, messageId },
    personal: [{ subject, value: { email: person.email } }],
  };
  return order === 1 ? [deferred, invited] : [invited];
}

function signing(person: SamplePerson, index: number, filledCount: number): EventFacts[] {
  const recipientId = sampleIds.recipient(index);
  const actor = { kind: 'recipient', id: recipientId } as const;
  const subject = `recipient:${recipientId}` as const;
  const who = {
    name: person.name,
    email: person.email,
    ip: index === 0 ? '2001:db8:85a3::8a2e:370:7334' : '198.51.100.24',
    userAgent: person.userAgent ?? userAgent,
  };
  const personal = [{ subject, value: who }] as const;
  const { language, identification = ['mailed-link'] } = person;
  const act = {
    ...{ recipientId, documents: shown, fieldCount: filledCount },
    identification: [...identification],
  };
  return [
    {
      type: 'recipient.opened',
      actor,
      data: { recipientId, documents: shown },
      personal: [{ subject, value: { ...who, ...(language !== undefined && { language }) } }],
    },
    {
      type: 'recipient.consented',
      actor,
      data: { recipientId, textVersion: '2026-01', textSha256Hex: sampleHashes.consentText, language: 'en' },
      personal,
    },
    ...Array.from(
      { length: filledCount },
      (_, field): EventFacts => filled(recipientId, person, sampleIds.field(index, field), field),
    ),
    person.role === 'approver'
      ? { type: 'recipient.approved', actor, data: act, personal }
      : { type: 'recipient.signed', actor, data: act, personal },
  ];
}

function filled(recipientId: string, person: SamplePerson, fieldId: string, field: number): EventFacts {
  const { drawn, name: text } = person;
  const signature = drawn
    ? ({ kind: 'drawn-signature', strokesSha256Hex: drawn.sha256Hex ?? sampleHashes.digest } as const)
    : ({ kind: 'typed-signature', text } as const);
  const value = field % 2 === 0 ? signature : ({ kind: 'text', text } as const);
  return {
    type: 'recipient.filled',
    actor: { kind: 'recipient', id: recipientId },
    data: { recipientId, fieldId, fieldType: field % 2 === 0 ? 'signature' : 'text' },
    personal: [{ subject: `recipient:${recipientId}`, value: { value } }],
  };
}

function closing(
  ending: string,
  annexes: readonly string[],
  lastIndex: number,
  last: SamplePerson,
): EventFacts[] {
  const recipientId = sampleIds.recipient(lastIndex);
  const why = { reason: 'The price in clause 4 is not what we agreed on the telephone.' };
  if (ending === 'declined') {
    const actor = { kind: 'recipient', id: recipientId } as const;
    const who = { name: last.name, ip: '198.51.100.24', userAgent };
    const personal = [{ subject: `recipient:${recipientId}`, value: { ...who, ...why } }] as const;
    return [
      {
        type: 'recipient.opened',
        actor,
        data: { recipientId, documents: shown },
        personal: [{ ...personal[0], value: who }],
      },
      { type: 'recipient.declined', actor, data: { recipientId }, personal },
      { type: 'envelope.declined', actor: platform, data: { recipientId }, personal: [] },
    ];
  }
  if (ending === 'voided') {
    const personal = [{ subject: `envelope:${sampleIds.envelope}`, value: why }] as const;
    return [{ type: 'envelope.voided', actor: sender, data: { previousStatus: 'sent' }, personal }];
  }
  if (ending === 'expired') {
    return [
      {
        type: 'envelope.expired',
        actor: platform,
        data: { expiresAt: '2026-04-13T09:00:00.000Z' },
        personal: [],
      },
    ];
  }
  return sealing(annexes);
}

const annexHash = (index: number) => (0xa0 + index).toString(16).repeat(32);

function sealing(annexes: readonly string[]): EventFacts[] {
  const keyFingerprintSha256Hex = sampleHashes.key;
  const intent = { ...sealOf, digestHex: sampleHashes.digest, keyFingerprintSha256Hex };
  return [
    {
      type: 'envelope.sealing-started',
      actor: platform,
      data: { documentIds: [sampleIds.document, ...annexes.map((_, index) => sampleIds.annex(index))] },
      personal: [],
    },
    { type: 'seal.intended', actor: platform, data: intent, personal: [] },
    {
      type: 'seal.signed',
      actor: platform,
      data: {
        ...intent,
        sealedSha256Hex: sampleHashes.sealed,
        algorithm: 'ecdsa-p256-sha256',
        keyOrigin: 'generated-in-token',
        softToken: true,
      },
      personal: [],
    },
    {
      type: 'envelope.completed',
      actor: platform,
      data: {
        documents: [
          {
            documentId: sampleIds.document,
            originalSha256Hex: sampleHashes.original,
            sealedSha256Hex: sampleHashes.sealed,
            sealedByteSize: 71_402,
          },
          ...annexes.map((_, index) => ({
            documentId: sampleIds.annex(index),
            originalSha256Hex: annexHash(index),
            sealedSha256Hex: (0xb0 + index).toString(16).repeat(32),
            sealedByteSize: 2_048,
          })),
        ],
        keyFingerprintSha256Hex,
      },
      personal: [],
    },
  ];
}
