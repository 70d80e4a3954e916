import { AppError } from '../../../domain/app-error.js';
import { isPrefillable, type PrefillableType } from '../../../domain/field.js';
import type { FieldOption } from '../../../domain/field-traits.js';
import { type NamedField, optionsFor, valueNameOf } from '../../../domain/template-values.js';

export interface BulkTemplate {
  readonly roles: readonly {
    readonly id: string;
    readonly name: string;
    readonly role: 'signer' | 'approver' | 'copy';
  }[];
  readonly fields: readonly (NamedField & { readonly maxLength: number | null })[];
}

/** One column a list for this template may have, and what it fills. */
export type BulkColumn = { readonly name: string; readonly required: boolean } & (
  | { readonly fills: 'role-name' | 'role-email'; readonly roleId: string; readonly acts: boolean }
  | {
      readonly fills: 'field';
      /** The name its value goes by. */
      readonly valueName: string;
      /** Another heading that is understood. */
      readonly label: string;
      readonly fieldType: PrefillableType;
      /** What a cell may choose among; null for free text and ticks. */
      readonly options: readonly FieldOption[] | null;
      readonly maxLength: number | null;
    }
);

/**
 * The columns of a list for this template, in the order of a sample file. Fields of one name (the group of a choice, the
 * author's name, else the label) share a column. A name that reads like a role's own column is left out: one heading
 * cannot mean two things.
 */
export function bulkColumns(template: BulkTemplate): readonly BulkColumn[] {
  const columns: BulkColumn[] = template.roles.flatMap(({ id: roleId, name, role }) => [
    { name: `${name} name`, required: true, fills: 'role-name' as const, roleId, acts: role !== 'copy' },
    { name: `${name} email`, required: true, fills: 'role-email' as const, roleId, acts: role !== 'copy' },
  ]);
  const taken = new Set(columns.map(({ name }) => comparable(name)));
  for (const field of template.fields) {
    const { type: fieldType, label, maxLength } = field;
    const valueName = valueNameOf(field);
    const name = valueName?.trim() ?? '';
    if (!isPrefillable(fieldType) || valueName === null || name === '' || taken.has(comparable(name)))
      continue;
    taken.add(comparable(name));
    const options = optionsFor(valueName, template.fields);
    columns.push({ name, required: false, fills: 'field', valueName, label, fieldType, options, maxLength });
  }
  return columns;
}

/** Each heading with its column; a label names the column of its field where nothing else is called so. */
function headings(columns: readonly BulkColumn[]): ReadonlyMap<string, BulkColumn> {
  const labelled = columns.flatMap((column) => {
    const isNamed = column.fills === 'field' && column.fieldType !== 'radio' && column.label !== '';
    return isNamed ? [[comparable(column.label), column] as const] : [];
  });
  return new Map([...labelled, ...columns.map((column) => [comparable(column.name), column] as const)]);
}

/** "E-Mail", "email" and "EMAIL " are one heading. */
export function comparable(heading: string): string {
  return heading
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/e-mail/g, 'email');
}

/**
 * For each heading of the file the column it names.
 * @throws AppError csv-columns-wrong naming every missing, doubled and unknown heading: a misspelt heading that was
 * silently skipped would leave a thousand contracts with an empty field.
 */
export function matchColumns(
  header: readonly string[],
  columns: readonly BulkColumn[],
): readonly (BulkColumn | null)[] {
  const byHeading = headings(columns);
  const lastNamed = header.findLastIndex((heading) => heading !== '') + 1;
  const matched = header.slice(0, lastNamed).map((heading) => byHeading.get(comparable(heading)) ?? null);
  const problems = [...unknown(header, matched, columns), ...doubled(matched), ...missing(matched, columns)];
  if (problems.length > 0) {
    const errors = problems.map((detail) => ({ pointer: '', detail }));
    throw new AppError('csv-columns-wrong', problems.join(' '), { errors });
  }
  return matched;
}

function unknown(
  header: readonly string[],
  matched: readonly (BulkColumn | null)[],
  columns: readonly BulkColumn[],
): string[] {
  const known = columns.map(({ name }) => `“${name}”`).join(', ');
  return matched.flatMap((column, index) => {
    if (column) return [];
    const heading = header[index] ?? '';
    const shown =
      heading === ''
        ? `Column ${index + 1} has no name.`
        : `Column “${heading.slice(0, 80)}” belongs to nothing in this template.`;
    return [`${shown} Remove it or use one of: ${known}.`];
  });
}

function doubled(matched: readonly (BulkColumn | null)[]): string[] {
  const again = matched.filter((column, index) => column !== null && matched.indexOf(column) !== index);
  return [...new Set(again)].map((column) => `Column “${column?.name}” stands there twice. Keep one.`);
}

function missing(matched: readonly (BulkColumn | null)[], columns: readonly BulkColumn[]): string[] {
  const names = columns
    .filter((column) => column.required && !matched.includes(column))
    .map(({ name }) => `“${name}”`);
  return names.length === 0 ? [] : [`Missing: ${names.join(', ')}.`];
}
