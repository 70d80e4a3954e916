import type { EventData, EventPersonal } from '@sealwright/audit';
import type { Change, DraftChanges } from '../domain/draft-changes.js';
import type { EnvelopeEvent, PersonalFact } from '../domain/events.js';
import type { Field } from '../domain/field.js';
import type { Recipient } from '../domain/recipient.js';

type Edited = Extract<EnvelopeEvent, { type: 'envelope.edited' }>;
type Data = EventData<'envelope.edited'>;
type Personal = EventPersonal<'envelope.edited'>;

/** An event has room for so many; how many there were is said too. */
const MAX_LISTED = 60;

/** A corrected draft with old and new value: facts as data, names, addresses and typed text beside the chain. */
export function editedFacts(event: Edited) {
  const { version, documentCount, recipientCount, fieldCount, changes } = event;
  const recipients = changes.recipients.slice(0, MAX_LISTED);
  const fields = changes.fields.slice(0, MAX_LISTED);
  const data: Data = {
    version,
    changed: [...changes.parts],
    ...{ documentCount, recipientCount, fieldCount },
    ...(changes.expiresInDays && { expiresInDays: changes.expiresInDays }),
    ...(changes.documents.length > 0 && { documentChanges: changes.documents.map(toDocumentChange) }),
    ...(recipients.length > 0 && {
      recipientChanges: recipients.map(toRecipientChange),
      recipientChangeCount: changes.recipients.length,
    }),
    ...(fields.length > 0 && {
      fieldChanges: fields.map(toFieldChange),
      fieldChangeCount: changes.fields.length,
    }),
  };
  const personal: Personal[] = [
    { subject: `envelope:${event.envelopeId}`, value: textsOf(event, changes) },
    ...recipients.flatMap(namesOf),
    ...fields.flatMap(labelsOf),
    ...changes.documents.flatMap(documentNamesOf),
  ];
  // Each subject was checked against the type above; the record merges them without looking inside.
  return { type: event.type, data, personal: personal as readonly PersonalFact[] };
}

function textsOf({ title, message }: Edited, changes: DraftChanges) {
  return {
    ...{ title, message },
    ...(changes.title?.before != null && { previousTitle: changes.title.before }),
    ...(changes.message?.before != null && { previousMessage: changes.message.before }),
  };
}

function kindOf({ before, after }: Change<unknown>): 'added' | 'removed' | 'changed' {
  if (before === null) return 'added';
  return after === null ? 'removed' : 'changed';
}

/** Both sides through one function; a side that is not there is left out. */
function sides<T, Told>(
  { before, after }: Change<T>,
  tell: (one: T) => Told,
): { before?: Told; after?: Told } {
  return { ...(before !== null && { before: tell(before) }), ...(after !== null && { after: tell(after) }) };
}

function idOf({ before, after }: Change<{ readonly id: string }>): string {
  return after?.id ?? before?.id ?? '';
}

function toDocumentChange(change: DraftChanges['documents'][number]) {
  const { frozenSha256Hex = '' } = change.after ?? change.before ?? {};
  const documentId = idOf(change);
  return { documentId, change: kindOf(change), frozenSha256Hex };
}

function toRecipientChange(change: Change<Recipient>) {
  const party = ({ role, routingOrder }: Recipient) => ({ role, routingOrder });
  return { recipientId: idOf(change), change: kindOf(change), ...sides(change, party) };
}

function toFieldChange(change: Change<Field>) {
  const place = ({ recipientId, type: fieldType, pageNumber, box, required }: Field) => ({
    ...{ recipientId, fieldType, pageNumber, required },
    boxMillionths: [box.x, box.y, box.width, box.height].map((side) => Math.round(side * 1_000_000)),
  });
  return { fieldId: idOf(change), change: kindOf(change), ...sides(change, place) };
}

function namesOf(change: Change<Recipient>): Personal[] {
  const { before, after } = change;
  const value = {
    ...(after !== null && { name: after.name, email: after.email }),
    ...(before !== null && before.name !== after?.name && { previousName: before.name }),
    ...(before !== null && before.email !== after?.email && { previousEmail: before.email }),
  };
  return Object.keys(value).length === 0 ? [] : [{ subject: `recipient:${idOf(change)}`, value }];
}

function documentNamesOf({ before, after }: DraftChanges['documents'][number]): Personal[] {
  if (before === null || after === null || before.name === after.name) return [];
  return [{ subject: `document:${after.id}`, value: { name: after.name, previousName: before.name } }];
}

function labelsOf(change: Change<Field>): Personal[] {
  const { before, after } = change;
  const value = {
    ...(after?.label && { label: after.label }),
    ...(before !== null && before.label !== (after?.label ?? '') && { previousLabel: before.label }),
    ...(after?.prefilled != null && { prefilled: after.prefilled }),
    ...(before?.prefilled != null &&
      before.prefilled !== after?.prefilled && { previousPrefilled: before.prefilled }),
  };
  return Object.keys(value).length === 0 ? [] : [{ subject: `field:${idOf(change)}`, value }];
}
