import type { FoundField } from '@sealwright/signing-core';
import { alignColumns } from '../terminal/table.js';

const FIELDS_SHOWN = 20;

/** The fields that were found in a file, one per line; no more than 20 of them. */
export function describeFields(fields: readonly FoundField[]): string[] {
  if (fields.length === 0) return [];
  const rows = fields
    .slice(0, FIELDS_SHOWN)
    .map((field) => ['    ', field.type, field.name, settingsOf(field)]);
  const more = fields.length - FIELDS_SHOWN;
  return [
    `  ${fields.length} ${fields.length === 1 ? 'field' : 'fields'} to be filled in:`,
    ...alignColumns(rows),
    ...(more > 0 ? [`      and ${more} more (--json lists them all)`] : []),
  ];
}

function settingsOf(field: FoundField): string {
  const { pageIndex, source, role, required, options, group, maxLength, comb, multiline } = field;
  return [
    `page ${pageIndex + 1}`,
    source === 'tag' ? 'placeholder tag' : '',
    role === null ? '' : `role ${role}`,
    required ? 'required' : '',
    group === null ? '' : `group ${group}`,
    options.length > 0 ? options.map(({ label }) => label).join(' | ') : '',
    maxLength === null ? '' : `at most ${maxLength} characters`,
    comb ? 'one per cell' : '',
    multiline ? 'several lines' : '',
  ]
    .filter(Boolean)
    .join(', ');
}
