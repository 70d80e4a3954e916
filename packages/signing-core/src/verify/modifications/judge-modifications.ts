import { SigningError } from '../../errors.js';
import { PdfRef } from '../../pdf/objects.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { listChangedObjects } from './changed-objects.js';
import { Doubt } from './doubt.js';
import { isUnfilled, readFormFields } from './form-tree.js';
import { judgeCatalog } from './judge-catalog.js';
import { judgePages } from './judge-pages.js';
import { judgeReplaced } from './judge-replaced.js';
import { judgeUnused } from './judge-unused.js';
import type { ModificationReport } from './modification-report.js';
import { insideObject, ObjectUsages, TRAILER } from './object-usages.js';
import { type Revision, readRevisionsAfter } from './revision-chain.js';
import { type Permissions, RevisionStep, type StepChange } from './revision-step.js';
import { isLocked, readPermissions } from './signed-permissions.js';

/**
 * Compares the document a signature covers, `bytes` up to `signedEnd`, with what later revisions made of it, object by
 * object and revision by revision. Allowed is what is known to be harmless (validation data, timestamps, further
 * signatures, values for fields that were empty), as far as DocMDP and FieldMDP permit; everything else is forbidden,
 * and so is what cannot be read. Never throws.
 */
export function judgeModifications(bytes: Uint8Array, signedEnd: number): ModificationReport {
  const nothing: Permissions = { permission: null, locks: [] };
  try {
    const signed = new PdfReader(bytes.subarray(0, signedEnd));
    const permissions = readPermissions(signed);
    if (signedEnd === bytes.length) return report([], permissions);
    return report(compare(bytes, signed, signedEnd), permissions);
  } catch (error) {
    const sentence =
      error instanceof Doubt || error instanceof SigningError
        ? `A later revision cannot be judged. ${error.message}`
        : 'A later revision cannot be judged.';
    return report([{ permitted: false, level: null, sentence }], nothing);
  }
}

interface JudgedChange extends StepChange {
  readonly breaks?: 'docMdp' | 'fieldMdp';
}

function report(changes: readonly JudgedChange[], { permission, locks }: Permissions): ModificationReport {
  const permitted = changes.every((change) => change.permitted);
  const obeyed = (rule: 'docMdp' | 'fieldMdp'): boolean => !changes.some(({ breaks }) => breaks === rule);
  return {
    state: changes.length === 0 ? 'none' : permitted ? 'permitted' : 'forbidden',
    changes: changes.map(({ overwrites: _overwrites, breaks: _breaks, ...change }) => change),
    docMdp: { permission, obeyed: permission === null || (permitted && obeyed('docMdp')) },
    fieldMdp: { locks, obeyed: obeyed('fieldMdp') },
  };
}

function compare(bytes: Uint8Array, signed: PdfReader, signedEnd: number): JudgedChange[] {
  const revisions = readRevisionsAfter(new PdfReader(bytes), signedEnd);
  const usages = new ObjectUsages();
  usages.walk(signed, signed.trailer, TRAILER);
  const seenEmpty = new Set(
    [...readFormFields(signed).values()]
      .filter((field) => isUnfilled(signed, field))
      .map(({ fieldName }) => fieldName),
  );
  return revisions.flatMap((revision) => judgeRevision(revision, usages, seenEmpty));
}

function judgeRevision(
  revision: Revision,
  usages: ObjectUsages,
  seenEmpty: ReadonlySet<string>,
): JudgedChange[] {
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
  for (const objectNumber of step.unaccounted(objects.added)) {
    judgeUnused(step, objectNumber);
  }
  if (step.changes.length === 0) step.note('archive', 'A revision without any change was added.');
  for (const objectNumber of [...objects.added, ...objects.replaced]) {
    usages.walk(after, after.resolve(new PdfRef(objectNumber, 0)), insideObject(objectNumber));
  }
  usages.walk(after, after.trailer, TRAILER);
  return step.changes.map((change) => applyPermissions(change, permissions, seenEmpty));
}

/** Whether those who signed before allow what a rule understood. */
function applyPermissions(
  change: StepChange,
  { permission, locks }: Permissions,
  seenEmpty: ReadonlySet<string>,
): JudgedChange {
  const { fieldName, level } = change;
  if (!change.permitted) return change;
  if (change.overwrites && fieldName !== undefined && !seenEmpty.has(fieldName)) {
    return { ...change, permitted: false, sentence: `The field "${fieldName}" was filled in differently.` };
  }
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
