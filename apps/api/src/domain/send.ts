import { AppError } from './app-error.js';
import { confirmedFact } from './document-warnings.js';
import type { DraftEnvelope, SentEnvelope } from './envelope.js';
import type { EnvelopeEvent, Transition } from './events.js';
import type { FindUndrawable } from './find-undrawable.js';
import type { PlatformFacts } from './platform-readiness.js';
import type { Problem } from './problem.js';
import { readiness } from './readiness.js';
import type { Recipient } from './recipient.js';
import { NOT_REHEARSED, type RehearsalVerdict } from './rehearsal.js';
import { currentGroup } from './signing-order.js';

const DAY_MS = 86_400_000;

export interface Send {
  readonly platform: PlatformFacts;
  readonly findUndrawable: FindUndrawable;
  /** How filling in and sealing went when it was tried with these documents and fields. */
  readonly rehearsed: RehearsalVerdict;
  /** Where the sender is now, when their browser says so. */
  readonly timeZone?: string | undefined;
}

/**
 * Freezes the draft and gives the turn to the first routing group.
 *
 * @throws AppError `envelope-not-ready` with every problem; or the platform's own code when only the platform is in the way.
 */
export function send(draft: DraftEnvelope, command: Send, now: Date): Transition<SentEnvelope> {
  const problems = problemsOf(draft, command, now);
  const first = problems[0];
  if (first !== undefined) {
    const code = ownCode(first.code) ?? 'envelope-not-ready';
    const sentence =
      problems.length === 1 ? first.sentence : `The envelope cannot be sent yet: ${first.sentence}`;
    const errors = problems.map((one) => ({ pointer: one.pointer, detail: one.sentence, code: one.code }));
    throw new AppError(code, sentence, { errors });
  }
  const { recipients, events } = giveTurn(draft.recipients, draft, now);
  const envelope: SentEnvelope = {
    ...draft,
    status: 'sent',
    timeZone: command.timeZone ?? draft.timeZone,
    version: draft.version + 1,
    updatedAt: now,
    sentAt: now,
    expiresAt: new Date(now.getTime() + draft.expiresInDays * DAY_MS),
    recipients,
  };
  const read = envelope.documents.flatMap((one) => confirmedFact(one) ?? []);
  const confirmed = read.map((fact) => ({ ...fact, envelopeId: envelope.id }));
  return { envelope, events: [...confirmed, sentEvent(envelope), ...events] };
}

function problemsOf(draft: DraftEnvelope, command: Send, now: Date): readonly Problem[] {
  const { platform, findUndrawable, rehearsed } = command;
  const problems = [...readiness(draft, platform, findUndrawable, now), ...rehearsed.problems];
  // Something else was in the way when a rehearsal was asked for, and has gone since.
  return problems.length === 0 && !rehearsed.isComplete ? [NOT_REHEARSED] : problems;
}

/** Invites everyone whose turn it has become. */
export function giveTurn(
  recipients: readonly Recipient[],
  envelope: Pick<SentEnvelope, 'id'>,
  now: Date,
): { recipients: readonly Recipient[]; events: readonly EnvelopeEvent[] } {
  const due = new Set(
    currentGroup(recipients)
      .filter((one) => one.status === 'waiting')
      .map((one) => one.id),
  );
  return {
    recipients: recipients.map((one) =>
      due.has(one.id) ? { ...one, status: 'invited', invitedAt: now } : one,
    ),
    events: [...due].map((recipientId) => ({
      type: 'recipient.turn-came',
      envelopeId: envelope.id,
      recipientId,
    })),
  };
}

function sentEvent(envelope: SentEnvelope): EnvelopeEvent {
  const { id: envelopeId, version, title, message, recipients, fields, expiresAt } = envelope;
  const documents = envelope.documents.map((document) => ({
    documentId: document.id,
    name: document.name,
    originalSha256Hex: document.originalSha256Hex,
    frozenSha256Hex: document.frozenSha256Hex,
    byteSize: document.byteSize,
    pageCount: document.pages.length,
    fieldCount: fields.filter(({ documentId }) => documentId === document.id).length,
  }));
  return {
    type: 'envelope.sent',
    envelopeId,
    version,
    title,
    message,
    documents,
    recipients,
    fields,
    expiresAt,
  };
}

/** Said by their own codes when they alone are in the way. */
const ownCodes = [
  'seal-key-missing',
  'seal-key-expired',
  'seal-key-expires-too-soon',
  'sealing-not-ready',
  'rehearsal-failed',
] as const;

function ownCode(code: string): (typeof ownCodes)[number] | undefined {
  return ownCodes.find((one) => one === code);
}
