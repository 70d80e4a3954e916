import { isName, PdfDict, PdfName, type PdfObject, PdfRef, PdfStream } from '../../pdf/objects.js';
import { type Place, placeAt } from './object-usages.js';
import type { RevisionStep } from './revision-step.js';

const APPEARANCE_KEYS = new Set(['N', 'R', 'D']);
/** Drawn or not by the reader's layer settings, taken from outside, or run: never part of a signer's appearance. */
const REFUSED_KEYS = new Set(['OC', 'Ref', 'OPI', 'JS', 'PS', 'Alternates']);

/**
 * The appearance of one widget (ISO 32000-2 § 12.5.5) may be drawn anew: by new objects, or by a stream that nothing
 * else draws. What it draws stays inside the widget's rectangle.
 */
export function judgeAppearance(
  step: RevisionStep,
  before: PdfDict | null,
  after: PdfDict,
  place: Place,
  fieldName: string,
): void {
  const slot = step.slot(before, after, 'AP', place);
  if (slot.after === null && slot.before === null) return;
  const raw = before?.get('AP');
  // Prepared to be drawn somewhere else too.
  const isShared = raw instanceof PdfRef && !step.usages.isOnlyUsedAt(raw.objectNumber, placeAt(place, 'AP'));
  const refuse = (): void =>
    step.refuse(`The appearance of the field "${fieldName}" was changed in an unusual way.`, { fieldName });
  if (isShared || !(slot.after instanceof PdfDict)) {
    refuse();
    return;
  }
  const known = slot.before instanceof PdfDict ? slot.before : null;
  for (const key of new Set([...slot.after.keys(), ...(known?.keys() ?? [])])) {
    if (!APPEARANCE_KEYS.has(key)) {
      refuse();
      return;
    }
    const drawing = step.slot(known, slot.after, key, slot.place);
    if (!isDrawing(step, drawing.after, drawing.before, drawing.place)) {
      refuse();
      return;
    }
    for (const part of step.accountTree(slot.after.get(key)))
      if (isRefused(part)) {
        refuse();
        return;
      }
  }
}

/** A form XObject with its box, or a dictionary of them by state. */
function isDrawing(step: RevisionStep, after: PdfObject, before: PdfObject, place: Place): boolean {
  if (after instanceof PdfStream) {
    return isName(step.after.resolve(after.dict.get('Subtype')), 'Form') && after.dict.has('BBox');
  }
  if (!(after instanceof PdfDict)) return false;
  const known = before instanceof PdfDict ? before : null;
  return [...after.keys()].every((state) => {
    const one = step.slot(known, after, state, place);
    return one.after instanceof PdfStream && isDrawing(step, one.after, one.before, one.place);
  });
}

function isRefused(part: PdfObject): boolean {
  const entries = part instanceof PdfStream ? part.dict : part;
  if (!(entries instanceof PdfDict)) return false;
  if ([...entries.keys()].some((key) => REFUSED_KEYS.has(key))) return true;
  const subtype = entries.get('Subtype');
  // The data of a stream may not come from another file (§ 7.3.8.2).
  return (
    (subtype instanceof PdfName && subtype.value === 'PS') || (part instanceof PdfStream && entries.has('F'))
  );
}
