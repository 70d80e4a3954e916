import type { FractionBox } from '../../pdf/page-geometry.js';
import type { FoundField } from '../forms/found-field.js';
import type { UniqueNames } from '../forms/unique-names.js';
import type { ParsedTag } from './parse-tag.js';

/** The field a tag asks for. Who signs has to; everything else may stay empty unless the tag says otherwise. */
export function fieldOfTag(
  tag: ParsedTag,
  pageIndex: number,
  box: FractionBox,
  names: UniqueNames,
): FoundField {
  const { type, role, group, maxLength, comb, multiline } = tag;
  const options = tag.options.map((value) => ({ value, label: value }));
  const choice = type === 'radio' && group !== null ? `${group} ${options[0]?.value ?? ''}`.trim() : null;
  const name = tag.name ?? tag.label ?? choice ?? type;
  return {
    source: 'tag',
    name: names.next(name),
    type,
    pageIndex,
    box,
    required: tag.required ?? (type === 'signature' || type === 'initials'),
    label: tag.label ?? name,
    role,
    options,
    group,
    maxLength,
    comb,
    multiline,
  };
}
