import type { EnvelopeDocument } from '@/api/documents';
import type {
  DraftFieldInput,
  DraftInput,
  DraftRecipientInput,
  Envelope,
  FieldBox,
  FieldType,
  RecipientRole,
} from '@/api/envelopes';
import { type FieldTraits, traitsOf } from '@/api/field-traits';

export interface DraftRecipient {
  /** Our own name for the person inside the envelope; fields refer to it. */
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly role: RecipientRole;
  /** Steps count from 1 without gaps; the same step means at the same time. */
  readonly routingOrder: number;
}

export interface DraftField extends FieldTraits {
  /** Lives in this browser only: the server gives fields new ids when their list is replaced. */
  readonly localId: string;
  readonly recipientKey: string;
  readonly documentId: string;
  readonly type: FieldType;
  readonly pageNumber: number;
  readonly box: FieldBox;
  readonly required: boolean;
  readonly label: string;
  /** What the sender fills in; '' means the recipient does. */
  readonly value: string;
}

/** What the editor edits. Immutable: each change is a new object, and untouched parts keep their identity. */
export interface Draft {
  readonly title: string;
  readonly message: string;
  readonly expiresInDays: number;
  /** In the order in which they are shown and signed. */
  readonly documents: readonly EnvelopeDocument[];
  readonly recipients: readonly DraftRecipient[];
  readonly fields: readonly DraftField[];
}

const usualExpiryDays = 30;
let counter = 0;

/** A name that is new in this browser tab and unlikely to meet one the server knows. */
export function newKey(prefix: string): string {
  counter += 1;
  return `${prefix}-${Date.now().toString(36)}-${counter.toString(36)}`;
}

export function draftFrom(envelope: Envelope): Draft {
  const keyById = new Map(envelope.recipients.map((recipient) => [recipient.id, recipient.key]));
  return {
    title: envelope.title,
    message: envelope.message,
    expiresInDays: envelope.expiresInDays ?? usualExpiryDays,
    documents: envelope.documents,
    recipients: [...envelope.recipients]
      .sort((a, b) => a.routingOrder - b.routingOrder)
      .map(({ key, name, email, role, routingOrder }) => ({ key, name, email, role, routingOrder })),
    fields: envelope.fields.map((field) => ({
      localId: field.id,
      recipientKey: keyById.get(field.recipientId) ?? '',
      documentId: field.documentId,
      type: field.type,
      pageNumber: field.pageNumber,
      box: { x: field.x, y: field.y, width: field.width, height: field.height },
      required: field.required,
      label: field.label ?? '',
      ...traitsOf(field),
      value: valueText(field.value),
    })),
  };
}

function valueText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return typeof value === 'string' ? value : '';
}

/** The parts of `draft` that differ from what was saved, all of them when that is unknown; null when nothing does. */
export function changedParts(saved: Draft | null, draft: Draft): DraftInput | null {
  const peopleChanged = saved?.recipients !== draft.recipients;
  const input: DraftInput = {
    ...(saved?.title === draft.title ? {} : { title: draft.title }),
    ...(saved?.message === draft.message ? {} : { message: draft.message }),
    ...(saved?.expiresInDays === draft.expiresInDays ? {} : { expiresInDays: draft.expiresInDays }),
    ...documentParts(saved?.documents ?? null, draft.documents),
    ...(peopleChanged ? { recipients: draft.recipients.map(recipientInput) } : {}),
    // Fields hang on people, so a new list of people always brings its fields along.
    ...(peopleChanged || saved?.fields !== draft.fields ? { fields: draft.fields.map(fieldInput) } : {}),
  };
  return Object.keys(input).length === 0 ? null : input;
}

function documentParts(
  saved: Draft['documents'] | null,
  documents: Draft['documents'],
): Pick<DraftInput, 'documentIds' | 'documentNames'> {
  const names = new Map(saved?.map(({ id, name }) => [id, name]));
  const isSameOrder =
    saved?.length === documents.length && documents.every(({ id }, index) => saved[index]?.id === id);
  // A name that is just being typed anew may be empty for a moment; the old one stays until there is a new one.
  const renamed = documents.filter(
    ({ id, name }) => name.trim() !== '' && names.has(id) && names.get(id) !== name,
  );
  return {
    ...(isSameOrder ? {} : { documentIds: documents.map(({ id }) => id) }),
    ...(renamed.length === 0
      ? {}
      : { documentNames: Object.fromEntries(renamed.map(({ id, name }) => [id, name])) }),
  };
}

function recipientInput(recipient: DraftRecipient): DraftRecipientInput {
  return { ...recipient, name: recipient.name.trim(), email: recipient.email.trim() };
}

function fieldInput(field: DraftField): DraftFieldInput {
  const { recipientKey, documentId, type, pageNumber, box, required, label, value } = field;
  const place = { recipientKey, documentId, type, pageNumber, ...box };
  const shared = { ...place, required, label, ...traitsOf(field) };
  return value === '' ? shared : { ...shared, value };
}
