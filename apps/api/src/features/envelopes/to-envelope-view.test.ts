import { describe, expect, it } from 'vitest';
import { decline } from '../../domain/decline.js';
import type { Envelope } from '../../domain/envelope.js';
import { expire } from '../../domain/expire.js';
import { voidEnvelope } from '../../domain/void.js';
import { anEnvelope, later } from '../../testing/an-envelope.js';
import { toView } from './to-envelope-view.js';

const sent = () => anEnvelope().with('signer').sent();

function declined(): Envelope {
  const envelope = sent();
  const [recipient] = envelope.recipients;
  if (!recipient) throw new Error('The builder gave no recipient.');
  return decline(envelope, recipient.id, { reason: 'No.' }, later(1)).envelope;
}

function expired(): Envelope {
  const envelope = sent();
  const ended = expire(envelope, envelope.expiresAt);
  if (!ended) throw new Error('The envelope did not expire.');
  return ended.envelope;
}

const ended: Record<string, () => Envelope> = {
  declined,
  voided: () => voidEnvelope(sent(), { reason: 'A mistake.' }, later(1)).envelope,
  expired,
};

function certificateAvailable(envelope: Envelope): boolean {
  const { id, title, status, version, createdAt, updatedAt, sender } = envelope;
  const dates = { createdAt, updatedAt, sentAt: null, completedAt: null, expiresAt: null };
  const item = { id, title, status, version, ...dates, recipients: [], attention: null };
  const named = { ...item, sender: { id: sender.userId, name: sender.name } };
  const none = {
    documents: [],
    deliveries: new Map(),
    revealedAt: new Map(),
    problems: null,
    seals: [],
    planned: [],
    erased: { documentsErasedAt: null, personalErasedAt: null, cause: null },
  };
  return toView({ envelope, item: named, ...none }).certificateAvailable;
}

describe('the certificate of an envelope that ended unsigned', () => {
  it.each(Object.keys(ended))('is offered once it is made: %s', (status) => {
    const envelope = ended[status]?.() ?? sent();
    expect(envelope.status).toBe(status);
    expect(certificateAvailable(envelope)).toBe(false);
    expect(certificateAvailable({ ...envelope, certificateSha256Hex: 'ab'.repeat(32) } as Envelope)).toBe(
      true,
    );
  });

  it('is never offered while it is out', () => {
    expect(certificateAvailable(sent())).toBe(false);
  });
});
