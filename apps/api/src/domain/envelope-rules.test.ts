import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anEnvelope, drawable, NOON, readyPlatform } from '../testing/an-envelope.js';
import { AppError } from './app-error.js';
import { consent } from './consent.js';
import { decline } from './decline.js';
import { editDraft } from './draft.js';
import type { Envelope } from './envelope.js';
import type { EnvelopeEvent, Transition } from './events.js';
import { expire } from './expire.js';
import { fill } from './fill.js';
import { asId, type SealId } from './ids.js';
import { markSealed } from './mark-sealed.js';
import { open } from './open.js';
import { hasActed, mustAct, type Recipient } from './recipient.js';
import { REHEARSED_BEFORE } from './rehearsal.js';
import { send } from './send.js';
import { shownDocuments } from './shown-documents.js';
import { sign } from './sign.js';
import { currentGroup } from './signing-order.js';
import { voidEnvelope } from './void.js';

/**
 * Random commands in random order, by random people, at random times. Whatever is tried: what is allowed keeps every
 * rule below, and what is not is refused with an AppError and changes nothing.
 */
type Step = (envelope: Envelope, now: Date) => Transition<Envelope> | null;

const newSealId = () => asId<SealId>(randomUUID());
const identification = ['mailed-link'] as const;
const agreedTo = (envelope: Envelope) => ({
  ...{ textVersion: '1', textSha256Hex: 'bb'.repeat(32) },
  documents: shownDocuments(envelope),
});
/** Now and then other bytes than those of the envelope. */
const shownTo = (envelope: Envelope, n: number) =>
  shownDocuments(envelope).map((one, index) =>
    n % 7 === 0 && index === n % envelope.documents.length ? { ...one, sha256Hex: 'ff'.repeat(32) } : one,
  );
const person = (envelope: Envelope, n: number): Recipient => {
  const one = envelope.recipients[n % envelope.recipients.length];
  if (one === undefined) throw new Error('An envelope without recipients.');
  return one;
};

const steps: Record<string, (n: number) => Step> = {
  edit: () => (e, now) => (e.status === 'draft' ? editDraft(e, { title: 'New' }, now) : null),
  send: () => (e, now) =>
    e.status === 'draft'
      ? send(e, { platform: readyPlatform(now), findUndrawable: drawable, rehearsed: REHEARSED_BEFORE }, now)
      : null,
  open: (n) => (e, now) => open(e, person(e, n).id, now),
  consent: (n) => (e, now) => consent(e, person(e, n).id, agreedTo(e), now),
  fill: (n) => (e, now) => {
    const field = e.fields[n % Math.max(e.fields.length, 1)];
    const value = n % 5 === 0 ? null : ({ kind: 'typed', text: 'Ada' } as const);
    return field === undefined ? null : fill(e, person(e, n).id, { fieldId: field.id, value }, now);
  },
  fillOwn: (n) => (e, now) => {
    const { id } = person(e, n);
    const field = e.fields.find((one) => one.recipientId === id && one.value === null);
    const value = { kind: 'typed', text: 'Ada' } as const;
    return field === undefined ? null : fill(e, id, { fieldId: field.id, value }, now);
  },
  sign: (n) => (e, now) => {
    const documents = shownTo(e, n);
    return sign(
      e,
      person(e, n).id,
      { documents, identification, newSealId, hashValues: () => 'cc'.repeat(32) },
      now,
    );
  },
  /** What a willing person whose turn it is would do next; without it few random stories ever end well. */
  advance: (n) => (e, now) => {
    const [current] = currentGroup(e.recipients);
    if (current === undefined) return null;
    if (current.consentVersion === null) return consent(e, current.id, agreedTo(e), now);
    const empty = e.fields.find((one) => one.recipientId === current.id && one.value === null);
    const value = { kind: 'typed', text: 'Ada' } as const;
    if (empty !== undefined) return fill(e, current.id, { fieldId: empty.id, value }, now);
    const documents = shownTo(e, n);
    return sign(
      e,
      current.id,
      { documents, identification, newSealId, hashValues: () => 'cc'.repeat(32) },
      now,
    );
  },
  decline: (n) => (e, now) => (n % 29 === 0 ? decline(e, person(e, n).id, { reason: 'no' }, now) : null),
  void: (n) => (e, now) => (n % 29 === 0 ? voidEnvelope(e, { reason: 'no' }, now) : null),
  expire: () => (e, now) => expire(e, now),
  seal: (n) => (e, now) => {
    const sealed = e.documents.map(({ id, originalSha256Hex }) => ({
      ...{ documentId: id, originalSha256Hex },
      ...{ sealedSha256Hex: 'dd'.repeat(32), sealedByteSize: 1 },
    }));
    const document = sealed[n % sealed.length];
    const sealedBefore = sealed.filter((_, index) => e.documents[index]?.sealedSha256Hex !== null);
    if (document === undefined) return null;
    return markSealed(e, { document, sealedBefore, keyFingerprintSha256Hex: 'ee'.repeat(32) }, now);
  },
};

const allowed: Record<Envelope['status'], readonly Envelope['status'][]> = {
  draft: ['draft', 'sent'],
  sent: ['sent', 'sealing', 'declined', 'voided', 'expired'],
  sealing: ['sealing', 'completed'],
  completed: ['completed'],
  declined: ['declined'],
  voided: ['voided'],
  expired: ['expired'],
};

const plan = fc.record({
  people: fc.array(
    fc.record({ role: fc.constantFrom('signer', 'approver', 'copy'), order: fc.integer({ min: 1, max: 3 }) }),
    { minLength: 1, maxLength: 5 },
  ),
  documentCount: fc.integer({ min: 1, max: 3 }),
  commands: fc.array(
    fc.record({
      name: fc.constantFrom('send', 'advance', 'advance', 'advance', 'seal', ...Object.keys(steps)),
      n: fc.nat(59),
      minutes: fc.oneof({ weight: 30, arbitrary: fc.nat(60) }, { weight: 1, arbitrary: fc.nat(40_000) }),
    }),
    { minLength: 5, maxLength: 60, size: 'max' },
  ),
});

function assertRules(before: Envelope, after: Envelope, events: readonly EnvelopeEvent[]): void {
  expect(allowed[before.status]).toContain(after.status);
  if (events.length > 0) expect(after.version).toBe(before.version + 1);
  // Frozen once sent.
  if (before.status !== 'draft') {
    const frozen = (e: Envelope) => [
      ...[e.title, e.message, e.documents.map((one) => one.frozenSha256Hex)],
      e.recipients.map(({ id, key, name, email, role, routingOrder }) => [
        id,
        key,
        name,
        email,
        role,
        routingOrder,
      ]),
      e.fields.map(({ id, type, box, required, prefilled }) => [id, type, box, required, prefilled]),
    ];
    expect(frozen(after)).toEqual(frozen(before));
  }
  for (const [index, recipient] of after.recipients.entries()) {
    const was = before.recipients[index];
    if (was === undefined) throw new Error('A recipient appeared.');
    if (hasActed(was)) expect(recipient).toEqual(was);
    if (recipient.role === 'copy') expect(recipient.status).toBe('waiting');
    // Nobody acts before everyone of a lower order is done.
    if (recipient.status !== 'waiting') {
      const earlier = after.recipients.filter(
        (one) => mustAct(one) && one.routingOrder < recipient.routingOrder,
      );
      expect(earlier.every((one) => one.status === 'completed')).toBe(true);
    }
    if (recipient.status === 'completed' && !hasActed(was)) {
      expect(before.status).toBe('sent');
      expect(was.consentVersion).not.toBeNull();
      const own = after.fields.filter((one) => one.recipientId === recipient.id && one.required);
      expect(own.every((one) => one.value !== null)).toBe(true);
    }
  }
  const acting = after.recipients.filter(mustAct);
  const allDone = acting.length > 0 && acting.every((one) => one.status === 'completed');
  if (after.status === 'sealing' || after.status === 'completed') expect(allDone).toBe(true);
  if (after.status === 'sent') expect(allDone).toBe(false);
  const isSealed = after.documents.map((one) => one.sealedSha256Hex !== null);
  if (after.status === 'completed') expect(isSealed).not.toContain(false);
  if (after.status === 'sealing') expect(isSealed).toContain(false);
  for (const event of events) {
    if (event.type !== 'envelope.completed' && event.type !== 'recipient.signed') continue;
    expect(event.documents.map((one) => one.documentId)).toEqual(after.documents.map((one) => one.id));
  }
  if (after.status === 'declined') {
    expect(after.recipients.filter((one) => one.status === 'declined')).toHaveLength(1);
  }
}

type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;

function play({ people, documentCount, commands }: Plan): { seen: EnvelopeEvent[]; last: Envelope } {
  const builder = anEnvelope();
  for (const { role, order } of people) builder.with(role, order);
  for (let i = 1; i < documentCount; i += 1) builder.withDocument();
  let envelope: Envelope = builder.draft();
  let nowMs = NOON.getTime();
  const seen: EnvelopeEvent[] = [];
  for (const { name, n, minutes } of commands) {
    nowMs += minutes * 60_000;
    const step = steps[name]?.(n);
    const snapshot = JSON.stringify(envelope);
    try {
      const result: Transition<Envelope> | null = step?.(envelope, new Date(nowMs)) ?? null;
      if (result === null) continue;
      assertRules(envelope, result.envelope, result.events);
      expect(JSON.stringify(envelope)).toBe(snapshot);
      seen.push(...result.events);
      envelope = result.envelope;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      expect(JSON.stringify(envelope)).toBe(snapshot);
    }
  }
  return { seen, last: envelope };
}

describe('no sequence of commands', () => {
  it('reaches a forbidden state, or says twice what happens once', () => {
    const reached = new Map<string, number>();
    fc.assert(
      fc.property(plan, (sequence) => {
        const { seen, last } = play(sequence);
        reached.set(last.status, (reached.get(last.status) ?? 0) + 1);
        const count = (type: EnvelopeEvent['type']) => seen.filter((event) => event.type === type).length;
        expect(count('envelope.sent')).toBeLessThanOrEqual(1);
        expect(count('envelope.sealing-started')).toBeLessThanOrEqual(1);
        expect(count('envelope.completed')).toBeLessThanOrEqual(count('envelope.sealing-started'));
        const ends = [
          'envelope.voided',
          'envelope.declined',
          'envelope.expired',
          'envelope.sealing-started',
        ] as const;
        expect(ends.reduce((sum, type) => sum + count(type), 0)).toBeLessThanOrEqual(1);
        for (const { id } of last.recipients) {
          const acts = seen.filter(
            (event) =>
              (event.type === 'recipient.signed' || event.type === 'recipient.approved') &&
              event.recipientId === id,
          );
          const turns = seen.filter(
            (event) => event.type === 'recipient.turn-came' && event.recipientId === id,
          );
          expect(acts.length).toBeLessThanOrEqual(1);
          expect(turns.length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 2_000, seed: 20_261_122 },
    );
    // A test of rules that never gets anywhere proves nothing.
    for (const status of ['draft', 'sent', 'sealing', 'completed', 'declined', 'voided', 'expired']) {
      expect(reached.get(status) ?? 0, `${status} was hardly reached`).toBeGreaterThan(10);
    }
  }, 60_000);
});
