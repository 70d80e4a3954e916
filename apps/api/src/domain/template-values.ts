import { AppError } from './app-error.js';
import { type Field, type FieldType, isPrefillable } from './field.js';
import type { FieldOption } from './field-traits.js';

/** What decides by which name a field is filled in, and with what. */
export type NamedField = Pick<Field, 'type' | 'name' | 'label' | 'group' | 'options'>;
export type TemplateValues = Readonly<Record<string, string>>;

/**
 * The name by which a value finds its fields: of radio buttons their group, else the author's own name of the field, else
 * its label. Null for a field that has none, or that its recipient alone fills.
 */
export function valueNameOf(field: NamedField): string | null {
  if (!isPrefillable(field.type)) return null;
  const name = field.type === 'radio' ? field.group : field.name || field.label;
  return name === '' ? null : name;
}

/** All names a field answers to: a label still works where the field has a name of its own. */
function namesOf(field: NamedField): readonly string[] {
  const label = isPrefillable(field.type) && field.type !== 'radio' ? field.label : '';
  return [valueNameOf(field) ?? '', label].filter((name) => name !== '');
}

/** The value meant for a field; undefined when there is none. */
function givenFor(field: NamedField, values: TemplateValues): string | undefined {
  const name = namesOf(field).find((one) => Object.hasOwn(values, one));
  return name === undefined ? undefined : values[name];
}

/** What a value may choose among, by the name it goes by; null where it is free text or a tick. */
export function optionsFor(name: string, fields: readonly NamedField[]): readonly FieldOption[] | null {
  const meant = fields.filter((field) => namesOf(field).includes(name));
  const dropdowns = meant.filter(({ type }) => type === 'dropdown').map(({ options }) => options);
  const buttons = meant.filter(({ type }) => type === 'radio').flatMap(({ options }) => options);
  const [first, ...others] = buttons.length === 0 ? dropdowns : [...dropdowns, buttons];
  if (first === undefined) return null;
  // One value for several choices must be among the options of each.
  return first.filter((option) => others.every((list) => list.some(({ value }) => value === option.value)));
}

/** An option by its value, or by the words people read. */
export function findOption(options: readonly FieldOption[], said: string): FieldOption | undefined {
  const comparable = (text: string) => text.normalize('NFKC').trim().toLowerCase();
  return (
    options.find(({ value }) => value === said) ??
    options.find(({ label, value }) => [label, value].some((one) => comparable(one) === comparable(said)))
  );
}

/** What is filled in beforehand: the value given for it, else what the template has. */
export function prefilledOf(
  field: NamedField & { readonly prefilled: string | null },
  values: TemplateValues,
): string | null {
  const given = givenFor(field, values);
  if (given === undefined) return field.prefilled;
  return isChoice(field.type) ? choose(field, given) : given;
}

const isChoice = (type: FieldType) => type === 'dropdown' || type === 'radio';

/** Of a radio button whether it is the one. An empty value leaves the choice to the recipient. */
function choose({ type, options }: NamedField, given: string): string | null {
  if (given.trim() === '') return null;
  const found = findOption(options, given);
  if (type === 'radio') return String(found !== undefined);
  return found?.value ?? given;
}

/** @throws AppError `template-value-unknown` for a name no field answers to, or a choice that is not among the options */
export function assertValuesFit(values: TemplateValues, fields: readonly NamedField[]): void {
  const known = new Set(fields.flatMap(namesOf));
  for (const [name, given] of Object.entries(values)) {
    const pointer = `/values/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!known.has(name)) {
      const detail = `The template has no field called “${name}” that can be filled in beforehand.`;
      throw new AppError('template-value-unknown', detail, { pointer });
    }
    const options = optionsFor(name, fields);
    if (options === null || given.trim() === '' || findOption(options, given) !== undefined) continue;
    throw new AppError('template-value-unknown', `“${name}” takes ${listOptions(options)}`, { pointer });
  }
}

const MOST_LISTED = 12;

/** “one of: Red, Green, Blue.”, cut where it gets long. */
export function listOptions(options: readonly FieldOption[]): string {
  const shown = options.slice(0, MOST_LISTED).map(({ label }) => label);
  const rest = options.length - shown.length;
  return `one of: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
}
