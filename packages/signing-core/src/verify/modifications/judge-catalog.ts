import {
  PdfDict,
  PdfName,
  type PdfObject,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfValue,
} from '../../pdf/objects.js';
import { judgeForm } from './judge-form.js';
import { judgeSecurityStore } from './judge-security-store.js';
import { judgeStructure } from './judge-structure.js';
import { type Place, TRAILER } from './object-usages.js';
import type { Permissions, RevisionStep, Slot } from './revision-step.js';
import { changedKeys, sameValue } from './same-value.js';

const CATALOG_KEYS = new Set(['AcroForm', 'DSS', 'Extensions', 'Metadata', 'Version']);
const STREAM_KEYS = new Set(['Type', 'Subtype', 'Length', 'Filter', 'DecodeParms', 'DL']);

/** Trailer, catalogue, and what hangs on them. Answers the widgets that new fields may put on pages. */
export function judgeCatalog(step: RevisionStep, permissions: Permissions): Map<number, string> {
  judgeTrailer(step);
  const [rootBefore, rootAfter] = [step.before.trailer.get('Root'), step.after.trailer.get('Root')];
  const isNew = rootAfter instanceof PdfRef && step.objects.added.has(rootAfter.objectNumber);
  if (!(rootBefore instanceof PdfRef) || !(isNew || sameValue(rootBefore, rootAfter ?? null))) {
    step.refuse('The document got another catalogue.');
    return new Map();
  }
  const [before, after] = [step.before.catalog, step.after.catalog];
  for (const key of changedKeys(before, after)) {
    if (!CATALOG_KEYS.has(key) && step.sameMeaning(before.get(key) ?? null, after.get(key) ?? null)) {
      step.accountTree(after.get(key));
    } else if (key === 'Perms') step.refuse('The rights or the certification of the document were changed.');
    else if (!CATALOG_KEYS.has(key)) step.refuse(`The document's catalogue was changed (${key}).`);
  }
  step.account(rootBefore.objectNumber);
  if (rootAfter instanceof PdfRef) step.account(rootAfter.objectNumber);
  const place: Place = { owner: rootBefore.objectNumber, path: '' };
  judgeVersion(step, before, after);
  judgeStructure(step, before, after);
  judgeExtensions(step, step.slot(before, after, 'Extensions', place));
  judgeMetadata(step, before, after, place);
  judgeSecurityStore(step, before, after, place);
  return judgeForm(step, before, after, place, permissions);
}

function judgeTrailer(step: RevisionStep): void {
  const [before, after] = [step.before.trailer, step.after.trailer];
  if (after.has('Encrypt')) step.refuse('The document was encrypted.');
  const slot = step.slot(before, after, 'Info', TRAILER);
  const untouched = sameValue(slot.before, slot.after) || slot.after === null;
  if (untouched) return;
  const plain =
    slot.after instanceof PdfDict &&
    [...slot.after.values()].every((value) => isPlain(step.after.resolve(value)));
  if (!plain) {
    step.refuse("The document's properties carry something else.");
    return;
  }
  step.accountTree(slot.afterRaw);
  step.note('metadata', "The document's properties, such as its date of change, were updated.");
}

const isPlain = (value: PdfObject): boolean =>
  value === null || typeof value !== 'object' || value instanceof PdfString || value instanceof PdfName;

/** Readers take the higher of header and catalogue; a later revision may only announce newer features. */
function judgeVersion(step: RevisionStep, before: PdfDict, after: PdfDict): void {
  const [old, now] = [step.before.resolve(before.get('Version')), step.after.resolve(after.get('Version'))];
  if (sameValue(old, now)) return;
  const version = now instanceof PdfName && /^(1\.[3-7]|2\.0)$/.test(now.value) ? now.value : null;
  if (version === null || (old instanceof PdfName && version < old.value)) {
    step.refuse('The document says it is of another PDF version.');
  } else step.note('metadata', `The document says it uses features of PDF ${version}.`);
}

/** Developer extensions (§ 7.12) are names and numbers; nothing in them is shown or followed. */
function judgeExtensions(step: RevisionStep, { before, after, afterRaw }: Slot): void {
  if (sameValue(before, after)) return;
  const parts = step.accountTree(afterRaw);
  const keepsAll =
    !(before instanceof PdfDict) ||
    [...before.keys()].every((key) => after instanceof PdfDict && after.has(key));
  const harmless =
    keepsAll && parts.every((part) => part instanceof PdfDict || Array.isArray(part) || isPlain(part));
  if (!(after instanceof PdfDict) || !harmless) step.refuse("The document's extensions were changed.");
  else step.note('metadata', 'The document says which extensions of PDF it uses.');
}

function judgeMetadata(step: RevisionStep, before: PdfDict, after: PdfDict, place: Place): void {
  const slot = step.slot(before, after, 'Metadata', place);
  if (slot.after === null || sameValue(slot.before, slot.after)) {
    if (slot.after === null && slot.before !== null) step.refuse("The document's metadata was taken out.");
    return;
  }
  if (!isMetadata(slot.after) || (slot.before !== null && !isMetadata(slot.before))) {
    step.refuse("The document's metadata was replaced by something else.");
    return;
  }
  step.note('metadata', "The document's metadata was updated.");
}

function isMetadata(value: PdfObject): boolean {
  if (!(value instanceof PdfStream)) return false;
  const type: PdfValue | undefined = value.dict.get('Type');
  return (
    type instanceof PdfName &&
    type.value === 'Metadata' &&
    [...value.dict.keys()].every((key) => STREAM_KEYS.has(key))
  );
}
