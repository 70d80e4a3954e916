import type { FieldMark, MarkContent } from '@sealwright/signing-core';
import type { RehearsedField } from '../../domain/rehearsal.js';

/** Any date will do; equal fields must have equal samples, so that they are rehearsed once. */
const SAMPLE = { text: 'Rehearsal', date: '2030-01-01', caption: 'Rehearsal · 2030-01-01 00:00 UTC' };

/** Fields as they will be drawn, with sample content in place of what people will write. */
export function sampleMarks(fields: readonly RehearsedField[]): FieldMark[] {
  return fields.map((field, index) => ({
    fieldId: `rehearsal-${index}`,
    pageIndex: field.pageNumber - 1,
    box: field.box,
    content: contentOf(field),
  }));
}

function contentOf(field: RehearsedField): MarkContent {
  const { text, date, caption } = SAMPLE;
  switch (field.type) {
    case 'signature':
      return { kind: 'typed-signature', text, caption };
    case 'initials':
      return { kind: 'typed-signature', text };
    case 'date':
      return { kind: 'text', text: date };
    case 'checkbox':
      return { kind: 'checkbox', checked: true };
    case 'radio':
      return { kind: 'radio', chosen: true };
    case 'dropdown':
      return { kind: 'text', text: longest(field.options.map(({ label }) => label)) };
    case 'name':
      return { kind: 'text', text };
    case 'text':
      return textOf(field);
  }
}

function textOf({ comb, maxLength, multiline }: RehearsedField): MarkContent {
  const { text } = SAMPLE;
  if (comb && maxLength !== null) return { kind: 'text', text: text.slice(0, maxLength), cells: maxLength };
  return { kind: 'text', text: maxLength === null ? text : text.slice(0, maxLength), multiline };
}

function longest(labels: readonly string[]): string {
  return labels.reduce((most, label) => (label.length > most.length ? label : most), SAMPLE.text);
}
