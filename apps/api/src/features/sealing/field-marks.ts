import type { FieldMark } from '@sealwright/signing-core';
import type { SealingEnvelope } from '../../domain/envelope.js';
import { chosenOption, effectiveValue, type Field, type FieldValue } from '../../domain/field.js';

/** The values people entered, as marks to draw on one document. Empty fields leave no mark, but for the rings of a choice. */
export function fieldMarks(envelope: SealingEnvelope, documentId: string): FieldMark[] {
  const own = envelope.fields.filter((field) => field.documentId === documentId);
  return own.flatMap((field) => {
    const content = contentOf(field, effectiveValue(field), captionOf(envelope, field));
    return content === null
      ? []
      : [{ fieldId: field.id, pageIndex: field.pageNumber - 1, box: field.box, content }];
  });
}

function contentOf(field: Field, value: FieldValue | null, caption: string): FieldMark['content'] | null {
  if (field.type === 'radio') return { kind: 'radio', chosen: value === true };
  if (value === null) return null;
  if (typeof value === 'boolean') return { kind: 'checkbox', checked: value };
  if (typeof value === 'string') return value.trim() === '' ? null : textOf(field, value);
  const said = field.type === 'signature' ? { caption } : {};
  if (value.kind === 'typed') return { kind: 'typed-signature', text: value.text, ...said };
  const strokes = value.strokes.map((stroke) => [...stroke]);
  return { kind: 'drawn-signature', strokes, aspect: value.aspect, ...said };
}

function textOf(field: Field, value: string): FieldMark['content'] {
  const text = chosenOption(field, value)?.label ?? value;
  const { comb, maxLength, multiline } = field;
  if (field.type !== 'text') return { kind: 'text', text };
  return { kind: 'text', text, ...(comb && maxLength !== null ? { cells: maxLength } : { multiline }) };
}

/** Who signed and when, in small letters under the signature. The time is the stored one, whatever the attempt. */
function captionOf(envelope: SealingEnvelope, field: Field): string {
  const recipient = envelope.recipients.find(({ id }) => id === field.recipientId);
  const at = recipient?.completedAt ?? envelope.sealingAt;
  return `${recipient?.name ?? ''} · ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
