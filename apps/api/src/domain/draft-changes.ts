import type { DraftEnvelope } from './envelope.js';
import type { Field } from './field.js';
import { traitsOf } from './field-traits.js';
import type { Recipient } from './recipient.js';

export type DraftPart = 'title' | 'message' | 'expiry' | 'documents' | 'recipients' | 'fields';

/** One thing of a list: `before` null where it was added, `after` null where it was removed. */
export interface Change<T> {
  readonly before: T | null;
  readonly after: T | null;
}

/** What is different between two versions of a draft, with the old value and the new one. */
export interface DraftChanges {
  readonly parts: readonly DraftPart[];
  readonly title: Change<string> | null;
  readonly message: Change<string> | null;
  readonly expiresInDays: { readonly before: number; readonly after: number } | null;
  readonly documents: readonly Change<DraftEnvelope['documents'][number]>[];
  readonly recipients: readonly Change<Recipient>[];
  readonly fields: readonly Change<Field>[];
}

export function draftChanges(before: DraftEnvelope, after: DraftEnvelope): DraftChanges {
  const title = changeOf(before.title, after.title);
  const message = changeOf(before.message, after.message);
  const days = changeOf(before.expiresInDays, after.expiresInDays);
  const expiresInDays = days && { before: before.expiresInDays, after: after.expiresInDays };
  const documents = changesIn(before.documents, after.documents, ({ position, name }) => ({
    position,
    name,
  }));
  const recipients = changesIn(before.recipients, after.recipients, partyOf);
  const fields = changesIn(before.fields, after.fields, placeOf);
  const isDifferent: Record<DraftPart, boolean> = {
    title: title !== null,
    message: message !== null,
    expiry: expiresInDays !== null,
    documents: documents.length > 0,
    recipients: recipients.length > 0,
    fields: fields.length > 0,
  };
  const parts = (Object.keys(isDifferent) as DraftPart[]).filter((part) => isDifferent[part]);
  return { parts, title, message, expiresInDays, documents, recipients, fields };
}

function changeOf<T>(before: T, after: T): Change<T> | null {
  return before === after ? null : { before, after };
}

/** Matched by id; `facts` says what counts as a difference. */
function changesIn<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
  facts: (one: T) => unknown,
): Change<T>[] {
  const old = new Map(before.map((one) => [one.id, one]));
  const kept = new Set(after.map((one) => one.id));
  const removed = before.filter((one) => !kept.has(one.id)).map((one) => ({ before: one, after: null }));
  const others = after
    .map((one) => ({ before: old.get(one.id) ?? null, after: one }))
    .filter((change) => change.before === null || !isSame(facts(change.before), facts(change.after)));
  return [...removed, ...others];
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function partyOf({ name, email, role, routingOrder }: Recipient) {
  return { name, email, role, routingOrder };
}

function placeOf(field: Field) {
  const { recipientId, documentId, type, pageNumber, box, required, label, prefilled } = field;
  const { x, y, width, height } = box;
  return {
    recipientId,
    documentId,
    type,
    pageNumber,
    box: [x, y, width, height],
    required,
    label,
    prefilled,
    traits: traitsOf(field),
  };
}
