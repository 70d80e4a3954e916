import { groupKeyOf } from './choice-group.js';
import type { DraftEnvelope } from './envelope.js';
import { effectiveValue, type Field } from './field.js';
import type { FindUndrawable } from './find-undrawable.js';
import { listCharacters } from './list-characters.js';
import type { Problem } from './problem.js';

/** What is wrong with the options and the comb of one field. */
export function traitProblems(field: Field, index: number, findUndrawable: FindUndrawable): Problem[] {
  if (field.type === 'text') return combProblems(field, index);
  if (field.type === 'dropdown') return dropdownProblems(field, index, findUndrawable);
  return field.type === 'radio' ? buttonProblems(field, index) : [];
}

function combProblems({ comb, maxLength, multiline }: Field, index: number): Problem[] {
  if (!comb) return [];
  const at = `/fields/${index}`;
  if (maxLength === null) {
    const sentence = `Field ${index + 1} has one cell for each character; say how many characters there may be.`;
    return [{ code: 'comb-without-length', sentence, pointer: `${at}/maxLength` }];
  }
  if (!multiline) return [];
  const sentence = `Field ${index + 1} cannot have cells and several lines; choose one.`;
  return [{ code: 'comb-with-lines', sentence, pointer: `${at}/comb` }];
}

function dropdownProblems(field: Field, index: number, findUndrawable: FindUndrawable): Problem[] {
  const pointer = `/fields/${index}/options`;
  const problems: Problem[] = [];
  const add = (code: string, sentence: string) => problems.push({ code, sentence, pointer });
  const name = field.label === '' ? `Field ${index + 1}` : `“${field.label}”`;
  if (field.options.length === 0)
    add('options-missing', `${name} is a dropdown without options; add what can be chosen.`);
  const values = field.options.map((option) => option.value);
  if (field.options.some(({ value, label }) => value.trim() === '' || label.trim() === ''))
    add('option-empty', `${name} has an empty option; write what it says or remove it.`);
  const twice = values.find((value, at) => values.indexOf(value) !== at);
  if (twice !== undefined) add('options-duplicate', `${name} has the option “${twice}” twice; keep one.`);
  const bad = [...new Set(field.options.flatMap(({ label }) => findUndrawable(label, 'text')))];
  if (bad.length > 0)
    add(
      'text-undrawable',
      `${name} has options with characters that cannot be put on the page: ${listCharacters(bad)}`,
    );
  return problems;
}

function buttonProblems(field: Field, index: number): Problem[] {
  const at = `/fields/${index}`;
  if (field.group === null) {
    const sentence = `Field ${index + 1} is a radio button without a group; say which choice it belongs to.`;
    return [{ code: 'radio-group-missing', sentence, pointer: `${at}/group` }];
  }
  const [option] = field.options;
  if (field.options.length === 1 && option?.value.trim() !== '') return [];
  const sentence = `Field ${index + 1} is a radio button; give it the one option it stands for.`;
  return [{ code: 'radio-option-missing', sentence, pointer: `${at}/options` }];
}

/** What is wrong with radio buttons as a choice: too few, in two hands, or with two that say the same. */
export function groupProblems(draft: DraftEnvelope): Problem[] {
  const indexed = draft.fields.map((field, index) => ({ field, index }));
  const groups = Map.groupBy(indexed, ({ field }) => groupKeyOf(field));
  return [...groups].flatMap(([key, buttons]) => (key === null ? [] : oneGroupProblems(buttons)));
}

type Button = { readonly field: Field; readonly index: number };

function oneGroupProblems(buttons: readonly Button[]): Problem[] {
  const [first] = buttons;
  if (first === undefined) return [];
  const name = first.field.group ?? '';
  const problem = (code: string, sentence: string, { index } = first): Problem[] => [
    { code, sentence, pointer: `/fields/${index}/group` },
  ];
  const stranger = buttons.find(({ field }) => field.recipientId !== first.field.recipientId);
  const seen = buttons.map(({ field }) => field.options[0]?.value);
  const again = buttons.find((_, at) => seen[at] !== undefined && seen.indexOf(seen[at]) !== at);
  const chosen = buttons.filter(({ field }) => effectiveValue(field) === true);
  return [
    ...(buttons.length > 1
      ? []
      : problem(
          'radio-group-single',
          `The choice “${name}” has one button only; add another or make it a checkbox.`,
        )),
    ...(stranger === undefined
      ? []
      : problem(
          'radio-group-split',
          `The choice “${name}” belongs to two recipients; give all its buttons to one.`,
          stranger,
        )),
    ...(again === undefined
      ? []
      : problem(
          'options-duplicate',
          `The choice “${name}” has two buttons that stand for the same; change one.`,
          again,
        )),
    ...(chosen.length < 2
      ? []
      : problem('prefill-invalid', `The choice “${name}” has two buttons filled in; keep one.`, chosen[1])),
  ];
}
