import type { EnvelopeDocument } from '@/api/documents';
import { type FoundField, traitsOf } from '@/api/field-traits';
import { type Draft, type DraftField, type DraftRecipient, newKey } from './draft';
import { addPerson } from './people';

/** What one person fills in as one: a found field, or all buttons of a found choice. */
export interface FoundItem {
  readonly key: string;
  readonly documentId: string;
  readonly fields: readonly FoundField[];
  readonly role: string | null;
}

type Source = Pick<EnvelopeDocument, 'id' | 'foundFields'>;

/** What was found in the documents and is not in the draft. What was taken over stays so, wherever it was moved to. */
export function unusedItems(draft: Draft, documents: readonly Source[]): readonly FoundItem[] {
  const used = new Set(draft.fields.flatMap(marksOf));
  return documents.flatMap(({ id, foundFields }) => {
    const free = foundFields.filter(
      (found) => !marksOf({ ...placed(found), documentId: id }).some((one) => used.has(one)),
    );
    const groups = new Map<string, FoundField[]>();
    for (const found of free) {
      const name = found.type === 'radio' ? `choice ${found.group}` : `field ${found.name}`;
      groups.set(name, [...(groups.get(name) ?? []), found]);
    }
    return [...groups].map(([name, fields]): FoundItem => {
      return { key: `${id} ${name}`, documentId: id, fields, role: fields[0]?.role ?? null };
    });
  });
}

type Marked = Pick<DraftField, 'documentId' | 'type' | 'pageNumber' | 'box' | 'name'>;

/** By name, which is unique in its file, and by place, for fields whose name was changed. */
function marksOf({ documentId, type, pageNumber, box, name }: Marked): string[] {
  const sides = [box.x, box.y, box.width, box.height].map((side) => side.toFixed(4));
  const place = JSON.stringify([documentId, type, pageNumber, sides]);
  return name === '' ? [place] : [place, JSON.stringify([documentId, name])];
}

function placed(found: FoundField) {
  const { type, pageNumber, x, y, width, height, name } = found;
  return { type, pageNumber, name, box: { x, y, width, height } };
}

/** The roles the authors named, in the order they come; null for what names nobody. */
export function rolesOf(items: readonly FoundItem[]): readonly (string | null)[] {
  return [...new Set(items.map(({ role }) => role))];
}

const NUMBERED = /^(?:signer|recipient|person|party|role)[ _-]?(\d+)$/;
const folded = (text: string) => text.normalize('NFKC').trim().toLowerCase();

/** Whom a role means: by key or name, by what they do, by number; undefined when it could be anybody. */
export function personFor(
  role: string | null,
  people: readonly DraftRecipient[],
): DraftRecipient | undefined {
  const acting = people.filter((person) => person.role !== 'copy');
  if (role === null) return acting.length === 1 ? acting[0] : undefined;
  const said = folded(role);
  const number = Number(NUMBERED.exec(said)?.[1] ?? Number.NaN);
  return (
    acting.find(({ key, name }) => folded(key) === said || folded(name) === said) ??
    acting.find((person) => person.role === said) ??
    acting[number - 1]
  );
}

/** To be added with the fields. The same word means the same person. */
export const newPerson = (role: string | null): string => `new ${role ?? ''}`;
export const nobody = '';

/** Whom each role's fields go to at first: those meant, else one person after the other, else somebody new. */
export function firstTargets(
  roles: readonly (string | null)[],
  people: readonly DraftRecipient[],
): ReadonlyMap<string | null, string> {
  const acting = people.filter((person) => person.role !== 'copy');
  const meant = roles.map((role) => personFor(role, people));
  const free = acting.filter((person) => !meant.includes(person));
  return new Map(
    roles.map((role, at) => [role, (meant[at] ?? free.shift() ?? acting[0])?.key ?? newPerson(role)]),
  );
}

/** All chosen items at once; `targetOf` names a person, somebody new, or nobody. */
export function takeOver(
  draft: Draft,
  items: readonly FoundItem[],
  targetOf: (item: FoundItem) => string,
): { draft: Draft; added: readonly DraftField[] } {
  const people = new Map<string, string>();
  let next = draft;
  const added = items.flatMap((item) => {
    const target = targetOf(item);
    if (target === nobody) return [];
    let recipientKey = next.recipients.some(({ key }) => key === target) ? target : people.get(target);
    if (recipientKey === undefined) {
      const made = addPerson(next);
      next = made.draft;
      recipientKey = made.key;
      people.set(target, made.key);
    }
    return item.fields.map((found) => fieldFrom(found, item.documentId, recipientKey));
  });
  return { draft: added.length === 0 ? draft : { ...next, fields: [...next.fields, ...added] }, added };
}

function fieldFrom(found: FoundField, documentId: string, recipientKey: string): DraftField {
  const { required, label } = found;
  const whose = { localId: newKey('field'), recipientKey, documentId };
  return { ...whose, ...placed(found), required, label, ...traitsOf(found), value: '' };
}
