import { isMailAddress, isPersonName } from './address.js';
import { groupProblems } from './choice-readiness.js';
import { documentProblems } from './document-limits.js';
import { warningProblems } from './document-warnings.js';
import type { DraftEnvelope } from './envelope.js';
import { fieldProblems } from './field-readiness.js';
import type { FindUndrawable } from './find-undrawable.js';
import { listCharacters } from './list-characters.js';
import { type PlatformFacts, platformProblems } from './platform-readiness.js';
import type { Problem } from './problem.js';
import { mustAct, type Recipient } from './recipient.js';

const MAX_RECIPIENTS = 100;
export const MAX_FIELDS = 2_000;
const MAX_EXPIRY_DAYS = 730;

/**
 * Everything that stands between this draft and being sent: an empty list means it can be sent, and that what is sent
 * can be sealed (promise 8). Pointers lead into the body of `PATCH /envelopes/:id`.
 */
export function readiness(
  draft: DraftEnvelope,
  platform: PlatformFacts,
  findUndrawable: FindUndrawable,
  now: Date,
): readonly Problem[] {
  return [
    ...contentProblems(draft),
    ...warningProblems(draft.documents),
    ...recipientProblems(draft.recipients),
    ...draft.fields.flatMap((field, index) => fieldProblems(draft, field, index, findUndrawable)),
    ...groupProblems(draft),
    ...missingSignatureFields(draft),
    ...nameProblems(draft, findUndrawable),
    ...platformProblems(platform, draft.expiresInDays, now),
  ];
}

function contentProblems(draft: DraftEnvelope): Problem[] {
  const problems: Problem[] = [];
  const add = (code: string, sentence: string, pointer: string) => problems.push({ code, sentence, pointer });
  if (draft.title.trim() === '') add('title-missing', 'Give the envelope a title.', '/title');
  problems.push(...documentProblems(draft));
  const days = draft.expiresInDays;
  if (!Number.isInteger(days) || days < 1 || days > MAX_EXPIRY_DAYS) {
    add('expiry-invalid', `Choose between 1 and ${MAX_EXPIRY_DAYS} days until it expires.`, '/expiresInDays');
  }
  if (draft.fields.length > MAX_FIELDS)
    add('fields-too-many', `At most ${MAX_FIELDS} fields fit.`, '/fields');
  return problems;
}

function recipientProblems(recipients: readonly Recipient[]): Problem[] {
  const problems: Problem[] = [];
  if (!recipients.some(mustAct)) {
    problems.push({
      code: 'signer-missing',
      sentence: 'Add at least one recipient who signs or approves.',
      pointer: '/recipients',
    });
  }
  if (recipients.length > MAX_RECIPIENTS) {
    problems.push({
      code: 'recipients-too-many',
      sentence: `At most ${MAX_RECIPIENTS} recipients fit.`,
      pointer: '/recipients',
    });
  }
  return [...problems, ...recipients.flatMap(oneRecipientProblems)];
}

function oneRecipientProblems(recipient: Recipient, index: number): Problem[] {
  const at = `/recipients/${index}`;
  const problems: Problem[] = [];
  const add = (code: string, sentence: string, part: string) =>
    problems.push({ code, sentence, pointer: `${at}/${part}` });
  if (!isPersonName(recipient.name)) {
    add('recipient-name-invalid', `Recipient ${index + 1} needs a name on one line.`, 'name');
  }
  if (!isMailAddress(recipient.email)) {
    add(
      'recipient-email-invalid',
      `Recipient ${index + 1} needs an e-mail address like name@example.com.`,
      'email',
    );
  }
  if (!Number.isInteger(recipient.routingOrder) || recipient.routingOrder < 1) {
    add(
      'routing-order-invalid',
      `Recipient ${index + 1} needs a routing order of 1 or more.`,
      'routingOrder',
    );
  }
  return problems;
}

function missingSignatureFields(draft: DraftEnvelope): Problem[] {
  return draft.recipients.flatMap((recipient, index) => {
    if (recipient.role !== 'signer') return [];
    const signs = draft.fields.some((one) => one.recipientId === recipient.id && one.type === 'signature');
    if (signs) return [];
    const sentence = `Place a signature field for ${recipient.name || `recipient ${index + 1}`}.`;
    return [{ code: 'signature-field-missing', sentence, pointer: `/recipients/${index}` }];
  });
}

/** A name goes under the signature and into name fields, so it must be drawable before anybody is invited. */
function nameProblems(draft: DraftEnvelope, findUndrawable: FindUndrawable): Problem[] {
  return draft.recipients.flatMap((recipient, index) => {
    const bad = mustAct(recipient) ? findUndrawable(recipient.name, 'text') : [];
    if (bad.length === 0) return [];
    const sentence = `The name of recipient ${index + 1} has characters that cannot be put on the page: ${listCharacters(bad)}`;
    return [{ code: 'text-undrawable', sentence, pointer: `/recipients/${index}/name` }];
  });
}
