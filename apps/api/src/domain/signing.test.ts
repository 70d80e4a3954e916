import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { anEnvelope, later, NOON } from '../testing/an-envelope.js';
import { consent } from './consent.js';
import { decline } from './decline.js';
import { editDraft } from './draft.js';
import { type Envelope, fieldsOf, type SentEnvelope } from './envelope.js';
import { expire } from './expire.js';
import { fill } from './fill.js';
import { asId, type RecipientId, type SealId } from './ids.js';
import { markSealed } from './mark-sealed.js';
import { open } from './open.js';
import { remind } from './remind.js';
import { shownDocuments } from './shown-documents.js';
import { sign } from './sign.js';
import { voidEnvelope } from './void.js';

const agreedTo = (envelope: Envelope) => ({
  ...{ textVersion: '1', textSha256Hex: 'bb'.repeat(32) },
  documents: shownDocuments(envelope),
});
const typed = { kind: 'typed', text: 'Ada' } as const;
const commandFor = (envelope: Envelope) => ({
  documents: shownDocuments(envelope),
  identification: ['revealed-link'] as const,
  newSealId: () => asId<SealId>(randomUUID()),
  hashValues: () => 'cc'.repeat(32),
});

const idOf = (envelope: Envelope, index: number): RecipientId => {
  const id = envelope.recipients[index]?.id;
  if (id === undefined) throw new Error('No such recipient.');
  return id;
};

/** Consents, fills in every signature and signs. */
function signAs(envelope: Envelope, index: number, at = NOON) {
  const id = idOf(envelope, index);
  let next: SentEnvelope = consent(envelope, id, agreedTo(envelope), at).envelope;
  for (const field of fieldsOf(next, id)) {
    if (field.type === 'signature') next = fill(next, id, { fieldId: field.id, value: typed }, at).envelope;
  }
  return sign(next, id, commandFor(next), at);
}

/** The seal of one document, after those of the documents before it. */
function sealOf(envelope: Envelope, index: number) {
  const sealed = envelope.documents.map(({ id, originalSha256Hex }) => ({
    ...{ documentId: id, originalSha256Hex },
    ...{ sealedSha256Hex: 'dd'.repeat(32), sealedByteSize: 7 },
  }));
  const document = sealed[index];
  if (document === undefined) throw new Error('No such document.');
  const sealedBefore = sealed.filter((_, at) => envelope.documents[at]?.sealedSha256Hex !== null);
  return { document, sealedBefore, keyFingerprintSha256Hex: 'ee'.repeat(32) };
}

const code = (name: string) => expect.objectContaining({ code: name });

describe('sending', () => {
  it('invites the first group alone, all of it at once', () => {
    const sent = anEnvelope().with('signer', 2).with('signer', 1).with('approver', 1).with('copy', 1).sent();
    expect(sent.recipients.map((one) => one.status)).toEqual(['waiting', 'invited', 'invited', 'waiting']);
    expect(sent.expiresAt).toEqual(new Date('2026-07-01T12:00:00.000Z'));
  });
});

describe('a recipient', () => {
  it('acts only in turn, and the next group gets the turn when the one before is done', () => {
    const sent = anEnvelope().with('signer', 1).with('signer', 2).sent();
    expect(() => open(sent, idOf(sent, 1), NOON)).toThrow(code('not-your-turn'));
    expect(() => consent(sent, idOf(sent, 1), agreedTo(sent), NOON)).toThrow(code('not-your-turn'));
    const { envelope, events } = signAs(sent, 0);
    expect(events.map((event) => event.type)).toEqual(['recipient.signed', 'recipient.turn-came']);
    expect(envelope.recipients[1]).toMatchObject({ status: 'invited', invitedAt: NOON });
  });

  it('waits for everyone of a parallel group', () => {
    const sent = anEnvelope().with('signer', 1).with('signer', 1).with('signer', 2).sent();
    const first = signAs(sent, 0);
    expect(first.events.map((event) => event.type)).toEqual(['recipient.signed']);
    expect(signAs(first.envelope, 1).events.map((event) => event.type)).toContain('recipient.turn-came');
  });

  it('must consent before filling and fill before signing', () => {
    const sent = anEnvelope().with('signer').sent();
    const id = idOf(sent, 0);
    const fieldId = sent.fields[0]?.id ?? asId('00000000-0000-7000-8000-000000000009');
    expect(() => fill(sent, id, { fieldId, value: typed }, NOON)).toThrow(code('consent-required'));
    expect(() => sign(sent, id, commandFor(sent), NOON)).toThrow(code('consent-required'));
    const consented = consent(sent, id, agreedTo(sent), NOON).envelope;
    expect(() => sign(consented, id, commandFor(sent), NOON)).toThrow(code('fields-missing'));
  });

  it('consents once per text, and consent implies opening', () => {
    const sent = anEnvelope().with('signer').sent();
    const first = consent(sent, idOf(sent, 0), agreedTo(sent), NOON);
    expect(first.events.map((event) => event.type)).toEqual(['recipient.opened', 'recipient.consented']);
    expect(consent(first.envelope, idOf(sent, 0), agreedTo(sent), NOON).events).toEqual([]);
    expect(open(first.envelope, idOf(sent, 0), NOON).events).toEqual([]);
  });

  it('cannot touch the fields of others, dates, or what the sender wrote', () => {
    const sent = anEnvelope()
      .with('signer')
      .field('date')
      .field('text', { prefilled: '5,000' })
      .with('signer')
      .sent();
    const id = idOf(sent, 0);
    const consented = consent(sent, id, agreedTo(sent), NOON).envelope;
    const [, date, locked, foreign] = consented.fields.map((field) => field.id);
    for (const [fieldId, wanted] of [
      [date, 'field-locked'],
      [locked, 'field-locked'],
      [foreign, 'field-unknown'],
    ] as const) {
      if (fieldId === undefined) throw new Error('No such field.');
      expect(() => fill(consented, id, { fieldId, value: 'x' }, NOON)).toThrow(code(wanted));
    }
    if (locked === undefined) throw new Error('No such field.');
    expect(fill(consented, id, { fieldId: locked, value: '5,000' }, NOON).events).toEqual([]);
  });

  it('signs the document that was shown, with date and name written by the platform', () => {
    const sent = anEnvelope().with('signer').field('date').field('name').sent();
    const [shown] = shownDocuments(sent);
    if (shown === undefined) throw new Error('No document.');
    const id = idOf(sent, 0);
    const other = {
      ...commandFor(sent),
      documents: [{ documentId: shown.documentId, sha256Hex: 'ff'.repeat(32) }],
    };
    expect(() => sign(consent(sent, id, agreedTo(sent), NOON).envelope, id, other, NOON)).toThrow(
      code('document-hash-mismatch'),
    );
    const { envelope } = signAs(sent, 0);
    expect(envelope.fields.map((field) => field.value)).toEqual([typed, '2026-06-01 12:00 UTC', 'Person 0']);
  });

  it('must tick a required checkbox', () => {
    const sent = anEnvelope().with('signer').field('checkbox').sent();
    expect(() => signAs(sent, 0)).toThrow(code('fields-missing'));
  });

  it('approves without fields; a copy has nothing to do', () => {
    const sent = anEnvelope().with('approver').with('copy').sent();
    expect(() => open(sent, idOf(sent, 1), NOON)).toThrow(code('copy-only'));
    const done = signAs(sent, 0);
    expect(done.events.map((event) => event.type)).toEqual([
      'recipient.approved',
      'envelope.sealing-started',
    ]);
    expect(done.envelope.status).toBe('sealing');
  });

  it('acts once', () => {
    const sent = anEnvelope().with('signer').with('signer').sent();
    const { envelope } = signAs(sent, 0);
    expect(() => sign(envelope, idOf(sent, 0), commandFor(sent), NOON)).toThrow(code('already-completed'));
    expect(() => decline(envelope, idOf(sent, 0), { reason: 'no' }, NOON)).toThrow(code('already-completed'));
  });

  it('ends the envelope for everyone by declining', () => {
    const sent = anEnvelope().with('signer').with('signer').sent();
    const { envelope, events } = decline(sent, idOf(sent, 0), { reason: 'wrong price' }, NOON);
    expect(events.map((event) => event.type)).toEqual(['recipient.declined', 'envelope.declined']);
    expect(envelope).toMatchObject({ status: 'declined', endReason: 'wrong price' });
    expect(() => open(envelope, idOf(sent, 1), NOON)).toThrow(code('link-declined'));
  });
});

describe('the end', () => {
  const lateDay = later(31 * 24 * 60);

  it('comes with the expiry by the rule, also when the sweep is late', () => {
    const sent = anEnvelope().with('signer').sent();
    expect(expire(sent, NOON)).toBeNull();
    expect(() => signAs(sent, 0, lateDay)).toThrow(code('link-expired'));
    expect(expire(sent, lateDay)?.envelope.status).toBe('expired');
    expect(expire(sent, lateDay)?.events).toMatchObject([
      { type: 'envelope.expired', toldRecipientIds: [sent.recipients[0]?.id] },
    ]);
    expect(expire(anEnvelope().with('signer').draft(), lateDay)).toBeNull();
  });

  it('comes with voiding, which tells those who know of it, and not once everyone has signed', () => {
    const sent = anEnvelope().with('signer', 1).with('signer', 2).sent();
    const { envelope, events } = voidEnvelope(sent, { reason: 'mistake' }, NOON);
    expect(events).toMatchObject([{ type: 'envelope.voided', toldRecipientIds: [idOf(sent, 0)] }]);
    expect(() => signAs(envelope, 0)).toThrow(code('link-voided'));
    const sealing = signAs(anEnvelope().with('signer').sent(), 0).envelope;
    expect(() => voidEnvelope(sealing, { reason: 'late' }, NOON)).toThrow(code('envelope-not-sent'));
    expect(() => voidEnvelope(envelope, { reason: 'again' }, NOON)).toThrow(code('envelope-not-sent'));
  });

  it('is reached once: completed only from sealing', () => {
    const sent = anEnvelope().with('signer').sent();
    const sealed = sealOf(sent, 0);
    expect(() => markSealed(sent, sealed, NOON)).toThrow(code('envelope-not-sealing'));
    const { envelope } = markSealed(signAs(sent, 0).envelope, sealed, NOON);
    expect(envelope.status).toBe('completed');
    expect(() => markSealed(envelope, sealed, NOON)).toThrow(code('envelope-not-sealing'));
  });
});

describe('an envelope of three documents', () => {
  const three = () =>
    anEnvelope().withDocument({ name: 'terms.pdf' }).withDocument().with('signer').with('signer').sent();

  it('is consented to and signed as a whole, in any order, and never in part', () => {
    const sent = three();
    const id = idOf(sent, 0);
    const all = shownDocuments(sent);
    const other = (index: number) =>
      all.map((one, at) => (at === index ? { ...one, sha256Hex: 'ff'.repeat(32) } : one));
    for (const documents of [[], all.slice(1), [...all, ...all.slice(0, 1)], other(1)]) {
      expect(() => consent(sent, id, { ...agreedTo(sent), documents }, NOON)).toThrow(
        code('document-hash-mismatch'),
      );
    }
    expect(() => consent(sent, id, { ...agreedTo(sent), documents: other(1) }, NOON)).toThrow('“terms.pdf”');
    const consented = consent(sent, id, { ...agreedTo(sent), documents: all.toReversed() }, NOON);
    expect(consented.events.at(-1)).toMatchObject({ type: 'recipient.consented', documents: all });
    const act = signAs(sent, 0);
    expect(act.act.documents).toEqual(all);
    expect(act.events).toMatchObject([{ type: 'recipient.signed', documents: all }]);
    const filled = { ...consented.envelope, fields: act.envelope.fields };
    const part = { ...commandFor(sent), documents: all.slice(0, 2) };
    expect(() => sign(filled, id, part, NOON)).toThrow(code('document-hash-mismatch'));
  });

  it('names the document of a field that is empty', () => {
    const builder = anEnvelope().withDocument({ name: 'terms.pdf' }).with('signer');
    const second = builder.draft().documents[1];
    if (second === undefined) throw new Error('No second document.');
    const sent = builder.field('text', { documentId: second.id, pageNumber: 1, label: 'City' }).sent();
    const consented = consent(sent, idOf(sent, 0), agreedTo(sent), NOON).envelope;
    try {
      sign(consented, idOf(sent, 0), commandFor(sent), NOON);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        code: 'fields-missing',
        errors: [{}, { detail: 'terms.pdf, page 1: City is still empty.' }],
      });
    }
  });

  it('gets one seal each with the last act, and is completed by the last of them, in any order', () => {
    const last = signAs(signAs(three(), 0).envelope, 1);
    const started = last.events.at(-1);
    if (started?.type !== 'envelope.sealing-started') throw new Error('Sealing did not begin.');
    expect(started.seals.map((one) => one.documentId)).toEqual(last.envelope.documents.map((one) => one.id));
    expect(new Set(started.seals.map((one) => one.sealId)).size).toBe(3);
    const first = markSealed(last.envelope, sealOf(last.envelope, 2), NOON);
    expect(first).toMatchObject({ envelope: { status: 'sealing' }, events: [] });
    expect(first.envelope.version).toBe(last.envelope.version + 1);
    expect(() => markSealed(first.envelope, sealOf(first.envelope, 2), NOON)).toThrow(
      code('envelope-not-sealing'),
    );
    const second = markSealed(first.envelope, sealOf(first.envelope, 0), NOON);
    expect(second.envelope.status).toBe('sealing');
    const done = markSealed(second.envelope, sealOf(second.envelope, 1), NOON);
    expect(done.envelope.status).toBe('completed');
    expect(done.events).toMatchObject([
      {
        type: 'envelope.completed',
        documents: last.envelope.documents.map((one) => ({ documentId: one.id, sealedByteSize: 7 })),
      },
    ]);
  });
});

describe('drafts and reminders', () => {
  it('refuses fields of recipients or documents the draft does not have, and doubled keys', () => {
    const draft = anEnvelope().with('signer').with('signer').draft();
    expect(() => editDraft(draft, { recipients: [] }, NOON)).toThrow(code('validation-failed'));
    expect(() => editDraft(draft, { documents: [] }, NOON)).toThrow(code('validation-failed'));
    const doubled = draft.recipients.map((one) => ({ ...one, key: 'same' }));
    expect(() => editDraft(draft, { recipients: doubled }, NOON)).toThrow(code('recipient-key-duplicate'));
  });

  it('reminds whose turn it is, once an hour', () => {
    const sent = anEnvelope().with('signer', 1).with('signer', 2).sent();
    expect(remind(sent, idOf(sent, 0), null, NOON)).toHaveLength(1);
    expect(remind(sent, idOf(sent, 0), later(-61), NOON)).toHaveLength(1);
    expect(() => remind(sent, idOf(sent, 0), later(-59), NOON)).toThrow(code('reminded-recently'));
    expect(() => remind(sent, idOf(sent, 1), null, NOON)).toThrow(code('recipient-not-invited'));
  });
});
