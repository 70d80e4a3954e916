import { isName, PdfDict, PdfRef, PdfString } from '../../pdf/objects.js';
import type { RevisionStep } from './revision-step.js';
import { changedKeys } from './same-value.js';

/** An object of the signed document that no rule accounted for: only a copy that says the same may take its place. */
export function judgeReplaced(step: RevisionStep, objectNumber: number): void {
  const reference = new PdfRef(objectNumber, 0);
  const [before, after] = [step.before.resolve(reference), step.after.resolve(reference)];
  if (before instanceof PdfDict && after instanceof PdfDict && isMarkedByWriter(step, before, after)) return;
  if (step.sameMeaning(before, after)) {
    for (const part of after instanceof PdfDict ? after.values() : []) step.accountTree(part);
  } else step.refuse(`Object ${objectNumber} of the document was replaced.`, { objectNumber });
}

/** iText 5 leaves its version in the root of the page tree. */
function isMarkedByWriter(step: RevisionStep, before: PdfDict, after: PdfDict): boolean {
  return (
    isName(step.before.resolve(before.get('Type')), 'Pages') &&
    changedKeys(before, after).every((key) => key === 'ITXT' && after.get(key) instanceof PdfString)
  );
}
