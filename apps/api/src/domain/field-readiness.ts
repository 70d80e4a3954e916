import { traitProblems } from './choice-readiness.js';
import { countCharacters } from './count-characters.js';
import type { DraftEnvelope } from './envelope.js';
import { type Field, isPrefillable, isSignatureType, isTickType } from './field.js';
import type { FindUndrawable } from './find-undrawable.js';
import { listCharacters } from './list-characters.js';
import type { Problem } from './problem.js';

/** Boxes come from pixels and travel as fractions: a box may overhang its page by a rounding error, not by more. */
const OVERHANG = 0.001;
const SMALLEST_FRACTION = 0.001;

export function fieldProblems(
  draft: DraftEnvelope,
  field: Field,
  index: number,
  findUndrawable: FindUndrawable,
): Problem[] {
  return [
    ...boxProblems(draft, field, index),
    ...roleProblems(draft, field, index),
    ...traitProblems(field, index, findUndrawable),
    ...prefilledProblems(field, index, findUndrawable),
  ];
}

function boxProblems(draft: DraftEnvelope, field: Field, index: number): Problem[] {
  const pages = draft.documents.find((document) => document.id === field.documentId)?.pages ?? [];
  const { x, y, width, height } = field.box;
  const problems: Problem[] = [];
  if (!Number.isInteger(field.pageNumber) || field.pageNumber < 1 || field.pageNumber > pages.length) {
    problems.push({
      code: 'field-page-unknown',
      sentence: `Field ${index + 1} is on page ${field.pageNumber}, but the document has ${pages.length}.`,
      pointer: `/fields/${index}/pageNumber`,
    });
  }
  const finite = [x, y, width, height].every(Number.isFinite);
  const inside = x >= -OVERHANG && y >= -OVERHANG && x + width <= 1 + OVERHANG && y + height <= 1 + OVERHANG;
  if (!finite || !inside || width < SMALLEST_FRACTION || height < SMALLEST_FRACTION) {
    problems.push({
      code: 'field-outside-page',
      sentence: `Field ${index + 1} must lie inside its page.`,
      pointer: `/fields/${index}`,
    });
  }
  return problems;
}

function roleProblems(draft: DraftEnvelope, field: Field, index: number): Problem[] {
  const role = draft.recipients.find((recipient) => recipient.id === field.recipientId)?.role;
  const pointer = `/fields/${index}/recipientKey`;
  if (role === 'copy') {
    const sentence = `Field ${index + 1} belongs to somebody who only gets a copy; give it to a signer.`;
    return [{ code: 'field-for-copy', sentence, pointer }];
  }
  if (role === 'approver' && isSignatureType(field.type)) {
    const sentence = `Field ${index + 1} asks an approver to sign; make that recipient a signer or remove the field.`;
    return [{ code: 'signature-for-approver', sentence, pointer }];
  }
  return [];
}

function prefilledProblems(field: Field, index: number, findUndrawable: FindUndrawable): Problem[] {
  const pointer = `/fields/${index}/value`;
  const text = field.prefilled;
  if (text === null) return [];
  if (!isPrefillable(field.type)) {
    const sentence = `Field ${index + 1} is filled by its recipient at signing and cannot be filled in beforehand.`;
    return [{ code: 'prefill-not-allowed', sentence, pointer }];
  }
  const misfit = misfitOf(field, text);
  if (misfit !== null)
    return [{ code: 'prefill-invalid', sentence: `Field ${index + 1} ${misfit}`, pointer }];
  if (isTickType(field.type) || field.type === 'dropdown') return [];
  const bad = findUndrawable(text, 'text');
  if (bad.length === 0) return [];
  const sentence = `Field ${index + 1} has characters that cannot be put on the page: ${listCharacters(bad)}`;
  return [{ code: 'text-undrawable', sentence, pointer }];
}

/** How what was filled in beforehand fails to fit its field; null when it fits. */
function misfitOf({ type, options, maxLength }: Field, text: string): string | null {
  if (isTickType(type)) return text === 'true' || text === 'false' ? null : 'takes true or false.';
  if (type === 'dropdown')
    return options.some(({ value }) => value === text)
      ? null
      : 'is filled in with something that is not one of its options.';
  const isTooLong = type === 'text' && maxLength !== null && countCharacters(text) > maxLength;
  return isTooLong ? `takes at most ${maxLength} characters; the text filled in is longer.` : null;
}
