import { PdfDict, PdfName } from '../../pdf/objects.js';
import type { RevisionStep } from './revision-step.js';

const MARKUP = new Set(['Highlight', 'Underline', 'Squiggly', 'StrikeOut']);
/** A note's icon, with some room. Anything larger could cover a line of text. */
const MAX_ICON_UNITS = 48;

/**
 * P=3 lets comments be added, and the attack called EAA covers content with them. What cannot cover any: notes and
 * their windows, and text marks that the reader draws itself. Free text, stamps and drawings can.
 */
export function isHarmlessComment(step: RevisionStep, annotation: PdfDict): boolean {
  const subtype = step.after.resolve(annotation.get('Subtype'));
  if (!(subtype instanceof PdfName) || annotation.has('A') || annotation.has('AA')) return false;
  if (subtype.value === 'Popup') return !annotation.has('AP');
  if (MARKUP.has(subtype.value)) return !annotation.has('AP');
  return subtype.value === 'Text' && isSmall(step, annotation);
}

function isSmall(step: RevisionStep, annotation: PdfDict): boolean {
  const sides = (step.after.arrayAt(annotation, 'Rect') ?? []).map((item) => step.after.resolve(item));
  const [left, bottom, right, top] = sides;
  if (typeof left !== 'number' || typeof bottom !== 'number') return false;
  if (typeof right !== 'number' || typeof top !== 'number') return false;
  return Math.abs(right - left) <= MAX_ICON_UNITS && Math.abs(top - bottom) <= MAX_ICON_UNITS;
}
