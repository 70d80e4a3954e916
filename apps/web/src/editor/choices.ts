import type { PageSize } from '@/api/documents';
import type { FieldOption } from '@/api/field-traits';
import { type Draft, type DraftField, newKey } from './draft';
import { freeBox } from './field-geometry';

/** How parts of a new choice are called, in the language of the screen. */
export interface ChoiceWords {
  readonly choice: (number: number) => string;
  readonly option: (number: number) => string;
}

/** The radio buttons of the same choice, in the order they were made; the field alone where it is none. */
export function buttonsOf({ fields }: Draft, field: DraftField): readonly DraftField[] {
  if (field.type !== 'radio' || field.group === null) return [field];
  const { documentId, group } = field;
  return fields.filter((one) => one.type === 'radio' && one.documentId === documentId && one.group === group);
}

/** A name for a choice that its document does not have yet. */
export function newGroup(draft: Draft, documentId: string, words: Pick<ChoiceWords, 'choice'>): string {
  const taken = new Set(
    draft.fields.filter((field) => field.documentId === documentId).map(({ group }) => group),
  );
  for (let number = 1; ; number++) {
    const name = words.choice(number);
    if (!taken.has(name)) return name;
  }
}

/** An option none of the fields has yet. */
export function newOption(taken: readonly DraftField[], words: Pick<ChoiceWords, 'option'>): FieldOption {
  const used = new Set(taken.flatMap(({ options }) => options.flatMap(({ value, label }) => [value, label])));
  for (let number = taken.length + 1; ; number++) {
    const word = words.option(number);
    if (!used.has(word)) return { value: word, label: word };
  }
}

/** One more button for a choice, below the last. */
export function addButton(
  draft: Draft,
  field: DraftField,
  page: PageSize,
  words: Pick<ChoiceWords, 'option'>,
): { draft: Draft; localId: string } {
  const buttons = buttonsOf(draft, field);
  const last = buttons.at(-1) ?? field;
  const taken = draft.fields.filter(isOnPageOf(last)).map(({ box }) => box);
  const added: DraftField = {
    ...last,
    localId: newKey('field'),
    box: freeBox(last.box, taken, page),
    options: [newOption(buttons, words)],
    ...{ name: '', label: '', value: '' },
  };
  return { draft: { ...draft, fields: [...draft.fields, added] }, localId: added.localId };
}

const isOnPageOf =
  ({ documentId, pageNumber }: DraftField) =>
  (other: DraftField): boolean =>
    other.documentId === documentId && other.pageNumber === pageNumber;

/** What is true of a choice is true of all its buttons: whose it is, what it is called, whether it is required. */
export function changeChoice(
  draft: Draft,
  field: DraftField,
  change: Partial<Pick<DraftField, 'recipientKey' | 'group' | 'required'>>,
): Draft {
  const buttons = new Set(buttonsOf(draft, field));
  return { ...draft, fields: draft.fields.map((one) => (buttons.has(one) ? { ...one, ...change } : one)) };
}

/** Fills in one button of a choice, or none. */
export function chooseButton(draft: Draft, field: DraftField, chosen: boolean): Draft {
  const buttons = new Set(buttonsOf(draft, field));
  const fields = draft.fields.map((one) =>
    buttons.has(one) ? { ...one, value: chosen && one === field ? 'true' : '' } : one,
  );
  return { ...draft, fields };
}

/** Options written one on a line; empty lines are none. A line that is unchanged keeps the value it had. */
export function optionsFrom(text: string, before: readonly FieldOption[]): readonly FieldOption[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .map((line) => before.find(({ label }) => label === line) ?? { value: line, label: line });
}
