import { isName, PdfDict, PdfRef, type PdfValue } from '../../pdf/objects.js';
import { type Page, walkPages } from '../../pdf/page-tree.js';
import { areaOf, pageArea } from './covered-area.js';
import { isHarmlessComment } from './judge-comment.js';
import { compareLists } from './list-difference.js';
import type { RevisionStep } from './revision-step.js';
import { changedKeys } from './same-value.js';

/** A signature that is larger hides what the earlier signers saw (SSA); those that people draw are far smaller. */
const MAX_PAGE_SHARE = 1 / 3;

/**
 * A page may only gain annotations: the widgets of new signature fields, and comments where they are permitted.
 * The page tree itself is not named here: a changed node is an object nobody accounts for.
 */
export function judgePages(step: RevisionStep, newWidgets: ReadonlyMap<number, string>): void {
  const placed = new Map<number, number>();
  let pageNumber = 0;
  if (!mayTouchPages(step)) return;
  for (const page of walkPages(step.before)) {
    pageNumber++;
    const annotations = page.dict.get('Annots');
    const indirect = annotations instanceof PdfRef && step.touches(annotations);
    if (step.touches(page.reference) || indirect) judgePage(step, page, pageNumber, newWidgets, placed);
  }
  for (const [widget, fieldName] of newWidgets) {
    const dict = step.after.resolve(new PdfRef(widget, 0));
    const page = dict instanceof PdfDict ? dict.get('P') : undefined;
    const shown = placed.get(widget);
    // A widget that says another page than the one it is on is drawn here by one reader and there by another.
    if (shown !== undefined && page instanceof PdfRef && page.objectNumber !== shown) {
      step.refuse(`The new field "${fieldName}" is on another page than it says.`, { fieldName });
    }
  }
}

/** Pages and lists of annotations; without one of them changed there is no need to walk a thousand pages. */
function mayTouchPages({ before, objects }: RevisionStep): boolean {
  return [...objects.replaced].some((objectNumber) => {
    const known = before.resolve(new PdfRef(objectNumber, 0));
    return (
      Array.isArray(known) || (known instanceof PdfDict && isName(before.resolve(known.get('Type')), 'Page'))
    );
  });
}

function judgePage(
  step: RevisionStep,
  page: Page,
  pageNumber: number,
  newWidgets: ReadonlyMap<number, string>,
  placed: Map<number, number>,
): void {
  const { objectNumber } = page.reference;
  const now = step.after.resolve(page.reference);
  const odd =
    now instanceof PdfDict ? step.changedMeaning(page.dict, now).find((key) => key !== 'Annots') : 'Type';
  if (odd !== undefined || !(now instanceof PdfDict)) {
    step.refuse(`Page ${pageNumber} was changed (${odd}).`, { pageNumber, objectNumber });
    return;
  }
  step.account(objectNumber);
  for (const key of changedKeys(page.dict, now)) if (key !== 'Annots') step.accountTree(now.get(key));
  const slot = step.slot(page.dict, now, 'Annots', { owner: objectNumber, path: '' });
  const before = Array.isArray(slot.before) ? slot.before : [];
  const after = Array.isArray(slot.after) ? slot.after : [];
  const { keepsOrder, fresh } = compareLists(before, after);
  if (!keepsOrder) step.refuse(`Annotations of page ${pageNumber} were taken out.`, { pageNumber });
  for (const item of fresh) judgeNewAnnotation(step, item, { pageNumber, page }, newWidgets, placed);
}

function judgeNewAnnotation(
  step: RevisionStep,
  item: PdfValue,
  { pageNumber, page }: { readonly pageNumber: number; readonly page: Page },
  newWidgets: ReadonlyMap<number, string>,
  placed: Map<number, number>,
): void {
  const annotation = step.after.resolve(item);
  if (item instanceof PdfRef && newWidgets.has(item.objectNumber) && !placed.has(item.objectNumber)) {
    placed.set(item.objectNumber, page.reference.objectNumber);
    if (annotation instanceof PdfDict && areaOf(step.after, annotation) > MAX_PAGE_SHARE * pageArea(page)) {
      step.refuse(`A signature covers much of page ${pageNumber}.`, { pageNumber });
    }
    return;
  }
  const fresh = item instanceof PdfRef ? step.objects.added.has(item.objectNumber) : true;
  if (fresh && annotation instanceof PdfDict && !isName(annotation.get('Subtype') ?? null, 'Widget')) {
    if (isHarmlessComment(step, annotation)) {
      step.accountTree(item);
      step.note('comment', `A comment was added to page ${pageNumber}.`, { pageNumber });
      return;
    }
  }
  step.refuse(`Something was put over the content of page ${pageNumber}.`, { pageNumber });
}
