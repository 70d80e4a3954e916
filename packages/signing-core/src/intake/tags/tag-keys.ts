import type { FoundFieldType } from '../forms/found-field.js';

/** What a tag may say about its field; see docs/placeholder-tags.md. */
export interface TagSettings {
  role: string | null;
  name: string | null;
  label: string | null;
  required: boolean | null;
  /** In points, as seen. */
  widthPt: number | null;
  heightPt: number | null;
  options: readonly string[];
  group: string | null;
  maxLength: number | null;
  comb: boolean;
  multiline: boolean;
}

export const TAG_TYPES: readonly FoundFieldType[] = [
  'signature',
  'initials',
  'name',
  'date',
  'text',
  'checkbox',
  'dropdown',
  'radio',
];

/** A tag that cannot be understood; `reason` completes "The tag … stays as text: ". */
export class TagProblem extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

const MAX_SIDE_PT = 14_400;
const MAX_LENGTH = 10_000;
const MAX_OPTIONS = 500;

type Key =
  | 'role'
  | 'name'
  | 'label'
  | 'required'
  | 'width'
  | 'height'
  | 'options'
  | 'group'
  | 'maxlength'
  | 'comb'
  | 'multiline';
type Setter = (settings: TagSettings, value: string | null) => void;

/** By key: what it sets, and which types of field have it (all, when it does not say). */
const KEYS: Readonly<Record<Key, { readonly set: Setter; readonly only?: readonly FoundFieldType[] }>> = {
  role: { set: (settings, value) => (settings.role = wordsOf('role', value)) },
  name: { set: (settings, value) => (settings.name = wordsOf('name', value)) },
  label: { set: (settings, value) => (settings.label = wordsOf('label', value)) },
  required: { set: (settings, value) => (settings.required = yesOrNo('required', value)) },
  width: { set: (settings, value) => (settings.widthPt = lengthOf('width', value)) },
  height: { set: (settings, value) => (settings.heightPt = lengthOf('height', value)) },
  options: { set: (settings, value) => (settings.options = optionsOf(value)), only: ['dropdown', 'radio'] },
  group: { set: (settings, value) => (settings.group = wordsOf('group', value)), only: ['radio'] },
  maxlength: { set: (settings, value) => (settings.maxLength = countOf(value)), only: ['text'] },
  comb: { set: (settings, value) => (settings.comb = yesOrNo('comb', value)), only: ['text'] },
  multiline: { set: (settings, value) => (settings.multiline = yesOrNo('multiline', value)), only: ['text'] },
};

/** Reads `key=value` pairs and keys without a value. Throws {@link TagProblem}. */
export function readSettings(
  type: FoundFieldType,
  pairs: readonly { readonly key: string; readonly value: string | null }[],
): TagSettings {
  const settings: TagSettings = {
    ...{ role: null, name: null, label: null, required: null, widthPt: null, heightPt: null },
    ...{ options: [], group: null, maxLength: null, comb: false, multiline: false },
  };
  const seen = new Set<string>();
  for (const { key, value } of pairs) {
    if (!isKey(key)) throw new TagProblem(`“${key}” is no key; there are ${Object.keys(KEYS).join(', ')}.`);
    if (seen.has(key)) throw new TagProblem(`“${key}” is given twice.`);
    const { set, only } = KEYS[key];
    if (only && !only.includes(type))
      throw new TagProblem(`“${key}” is for ${only.join(' and ')}, not for ${type}.`);
    seen.add(key);
    set(settings, value);
  }
  checkTogether(type, settings);
  return settings;
}

const isKey = (key: string): key is Key => Object.hasOwn(KEYS, key);

function checkTogether(
  type: FoundFieldType,
  { options, group, comb, maxLength, multiline }: TagSettings,
): void {
  if (type === 'dropdown' && options.length === 0)
    throw new TagProblem('a dropdown needs options=first|second.');
  if (type === 'radio' && (options.length !== 1 || group === null))
    throw new TagProblem(
      'a radio button needs group= and the one option it stands for, such as options=yes.',
    );
  if (comb && maxLength === null) throw new TagProblem('comb needs maxlength, the number of its cells.');
  if (comb && multiline) throw new TagProblem('comb and multiline do not go together.');
}

function wordsOf(key: string, value: string | null): string {
  if (!value) throw new TagProblem(`“${key}” needs a value, as in ${key}=something.`);
  return value;
}

function yesOrNo(key: string, value: string | null): boolean {
  if (value === null || value === 'true') return true;
  if (value === 'false') return false;
  throw new TagProblem(`“${key}” is true or false, not “${value}”.`);
}

function lengthOf(key: string, value: string | null): number {
  const points = /^\d+(\.\d+)?$/.test(value ?? '') ? Number(value) : 0;
  if (points > 0 && points <= MAX_SIDE_PT) return points;
  throw new TagProblem(`“${key}” is a number of points, such as ${key}=150.`);
}

function countOf(value: string | null): number {
  const count = /^\d+$/.test(value ?? '') ? Number(value) : 0;
  if (count > 0 && count <= MAX_LENGTH) return count;
  throw new TagProblem('“maxlength” is a number of characters, such as maxlength=20.');
}

function optionsOf(value: string | null): string[] {
  const options = splitUnescaped(value ?? '', '|').map((option) => unescapeText(option));
  if (value === null || options.includes(''))
    throw new TagProblem('“options” lists what can be chosen, as in options=red|green.');
  if (options.length > MAX_OPTIONS) throw new TagProblem(`“options” has more than ${MAX_OPTIONS} entries.`);
  if (new Set(options).size < options.length) throw new TagProblem('“options” has the same entry twice.');
  return options;
}

/** Splits at `separator` where no backslash stands before it. */
export function splitUnescaped(text: string, separator: string): string[] {
  const parts = [''];
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === separator) parts.push('');
    else parts[parts.length - 1] += character === '\\' ? character + (text[++at] ?? '') : character;
  }
  return parts;
}

/** A backslash gives the next character as it is; white space, such as where a line ended, is one space. */
export const unescapeText = (text: string): string =>
  text
    .replace(/\\(.)/gsu, '$1')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
