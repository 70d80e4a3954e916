import { PdfRef } from '../../pdf/objects.js';
import { listChangedObjects } from './changed-objects.js';
import { judgeCatalog } from './judge-catalog.js';
import { judgePages } from './judge-pages.js';
import { judgeReplaced } from './judge-replaced.js';
import { judgeUnused } from './judge-unused.js';
import { insideObject, type ObjectUsages, TRAILER } from './object-usages.js';
import type { Revision } from './revision-chain.js';
import { type Permissions, RevisionStep, type StepChange } from './revision-step.js';
import { isLocked, readPermissions } from './signed-permissions.js';

export interface JudgedChange extends StepChange {
  readonly breaks?: 'docMdp' | 'fieldMdp';
}

/**
 * What one revision changed, as far as the one before it and the signatures in it permit. `usages` knows the document
 * before the revision, and after the call also the revision. Throws {@link Doubt} and `pdf-damaged`.
 */
export function judgeRevision(revision: Revision, usages: ObjectUsages): JudgedChange[] {
  const { before, after } = revision;
  const objects = listChangedObjects(revision);
  const step = new RevisionStep(before, after, objects, usages);
  const permissions = readPermissions(before);
  for (const objectNumber of objects.added) {
    if (!objects.packaging.has(objectNumber) && usages.isUsed(objectNumber))
      step.refuse(`Object ${objectNumber} was already used before it existed.`, { objectNumber });
  }
  judgePages(step, judgeCatalog(step, permissions));
  for (const objectNumber of step.unaccounted(objects.replaced)) judgeReplaced(step, objectNumber);
  for (const objectNumber of step.unaccounted(objects.added)) judgeUnused(step, objectNumber);
  if (step.changes.length === 0) step.note('metadata', 'A revision without any change was added.');
  learnUsages(revision, usages, [...objects.added, ...objects.replaced]);
  return step.changes.map((change) => applyPermissions(change, permissions));
}

function learnUsages({ after }: Revision, usages: ObjectUsages, changed: readonly number[]): void {
  for (const owner of [TRAILER.owner, ...changed]) usages.forget(owner);
  for (const objectNumber of changed) {
    usages.walk(after, after.resolve(new PdfRef(objectNumber, 0)), insideObject(objectNumber));
  }
  usages.walk(after, after.trailer, TRAILER);
}

/** Whether those who signed before allow what a rule understood. */
function applyPermissions(change: StepChange, { permission, locks }: Permissions): JudgedChange {
  const { fieldName, level } = change;
  if (!change.permitted) return change;
  if ((level === 'form' && permission === 1) || (level === 'comment' && permission !== 3)) {
    const sentence = `${change.sentence} The signatures before it do not permit that.`;
    return { ...change, permitted: false, sentence, breaks: 'docMdp' };
  }
  if (level === 'form' && fieldName !== undefined && isLocked(fieldName, locks)) {
    const sentence = `${change.sentence} A signature before it had locked this field.`;
    return { ...change, permitted: false, sentence, breaks: 'fieldMdp' };
  }
  return change;
}
