import { isName, PdfDict, PdfRef, type PdfValue } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import type { RevisionStep } from './revision-step.js';
import { changedKeys, sameValue } from './same-value.js';

const ELEMENT_KEYS = new Set(['Type', 'S', 'P', 'Pg', 'K', 'A', 'C', 'ID', 'NS']);
const STRUCTURE_USES = new Set(['K', 'P', 'StructTreeRoot', 'Nums', 'Kids', 'ParentTree', 'D', 'SD', 'Ref']);

/**
 * In a tagged document a new signature field gets a place in the structure tree (ISO 32000-2 § 14.7): elements are
 * appended, nothing that is read aloud may change.
 */
export function judgeStructure(step: RevisionStep, before: PdfDict, after: PdfDict): void {
  const [root, now] = [
    step.before.dictAt(before, 'StructTreeRoot'),
    step.after.dictAt(after, 'StructTreeRoot'),
  ];
  if (!root || !now) return;
  for (const objectNumber of step.objects.replaced) judgeElement(step, objectNumber);
  judgeParents(step, root, now);
}

function judgeElement(step: RevisionStep, objectNumber: number): void {
  const reference = new PdfRef(objectNumber, 0);
  const [before, after] = [step.before.resolve(reference), step.after.resolve(reference)];
  if (!(before instanceof PdfDict) || !(after instanceof PdfDict)) return;
  const type = before.get('Type') ?? null;
  const isRoot = isName(type, 'StructTreeRoot');
  if (!isRoot && !isName(type, 'StructElem')) return;
  const allowed = isRoot ? ['K', 'ParentTree', 'ParentTreeNextKey'] : ['K'];
  const onlyGrows =
    changedKeys(before, after).every((key) => allowed.includes(key)) &&
    appendsElements(step, before.get('K'), after.get('K'));
  if (onlyGrows && step.usages.isOnlyUsedUnder(objectNumber, STRUCTURE_USES)) step.account(objectNumber);
}

function appendsElements(
  step: RevisionStep,
  before: PdfValue | undefined,
  after: PdfValue | undefined,
): boolean {
  const [old, now] = [asList(step.before.resolve(before)), asList(step.after.resolve(after))];
  if (before instanceof PdfRef || after instanceof PdfRef) return sameValue(before ?? null, after ?? null);
  const kept = now.slice(0, old.length);
  if (!sameValue(old, kept)) return false;
  return now.slice(old.length).every((item) => isNewElement(step, item));
}

const asList = (value: unknown): PdfValue[] =>
  Array.isArray(value) ? value : value instanceof PdfDict || value instanceof PdfRef ? [value] : [];

/** An element that holds nothing but new annotations. */
function isNewElement(step: RevisionStep, item: PdfValue): boolean {
  if (!(item instanceof PdfRef) || !step.objects.added.has(item.objectNumber)) return false;
  const element = step.after.resolve(item);
  if (!(element instanceof PdfDict) || [...element.keys()].some((key) => !ELEMENT_KEYS.has(key)))
    return false;
  const holdsOnlyNew = asList(step.after.resolve(element.get('K'))).every((kid) => {
    const content = step.after.resolve(kid);
    const target = content instanceof PdfDict ? content.get('Obj') : null;
    return target instanceof PdfRef && step.objects.added.has(target.objectNumber);
  });
  if (holdsOnlyNew) step.accountTree(item);
  return holdsOnlyNew;
}

/** The number tree from content to elements may gain entries; the tree may be built anew round the old ones. */
function judgeParents(step: RevisionStep, before: PdfDict, after: PdfDict): void {
  const [tree, now] = [before.get('ParentTree'), after.get('ParentTree')];
  const nodes = new Set<number>();
  const old = flatten(step.before, tree, new Set());
  const fresh = flatten(step.after, now, nodes);
  const isTouched = [...nodes].some((node) => step.touches(new PdfRef(node, 0)));
  if (!isTouched && sameValue(tree ?? null, now ?? null)) return;
  const keeps = [...old].every(([key, value]) => sameValue(value, fresh.get(key) ?? null));
  if (!keeps) {
    step.refuse('The structure of the document was changed.');
    return;
  }
  step.accountTree(now);
  for (const node of nodes) if (step.usages.isOnlyUsedUnder(node, STRUCTURE_USES)) step.account(node);
  for (const [key, value] of fresh) if (!old.has(key)) step.accountTree(value);
}

/** A number tree (§ 7.9.7) as a map; `nodes` receives the numbers of the objects it is made of. */
function flatten(reader: PdfReader, tree: PdfValue | undefined, nodes: Set<number>): Map<number, PdfValue> {
  const found = new Map<number, PdfValue>();
  const pending: PdfValue[] = [tree ?? null];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    if (item instanceof PdfRef) {
      if (nodes.has(item.objectNumber)) continue;
      nodes.add(item.objectNumber);
    }
    const node = reader.resolve(item);
    if (!(node instanceof PdfDict)) continue;
    const own = node.get('Nums');
    if (own instanceof PdfRef) nodes.add(own.objectNumber);
    const numbers = reader.arrayAt(node, 'Nums') ?? [];
    for (let pair = 0; pair + 1 < numbers.length; pair += 2) {
      const key = numbers[pair];
      const value = numbers[pair + 1] ?? null;
      const list = reader.resolve(value);
      // A list of elements may be an object of its own or stand in the tree.
      if (typeof key === 'number') found.set(key, Array.isArray(list) ? list : value);
    }
    for (const kid of reader.arrayAt(node, 'Kids') ?? []) pending.push(kid);
  }
  return found;
}
