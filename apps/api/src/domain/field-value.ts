import { z } from 'zod';
import { AppError } from './app-error.js';
import { countCharacters } from './count-characters.js';
import { type Field, type FieldValue, isSignatureType } from './field.js';
import type { FindUndrawable } from './find-undrawable.js';
import { listCharacters } from './list-characters.js';

const MAX_TEXT_CHARACTERS = 2_000;
const MAX_SIGNATURE_CHARACTERS = 120;
const MAX_STROKES = 200;
const MAX_POINTS = 10_000;
/** A visible mark, not a slip of the finger: the pen must have travelled at least this part of the drawing area. */
const MIN_INK = 0.02;

const fraction = z.number().min(0).max(1);
const stroke = z
  .array(fraction)
  .min(2)
  .max(MAX_POINTS * 2);
const drawn = z.strictObject({
  kind: z.literal('drawn'),
  strokes: z.array(stroke).min(1).max(MAX_STROKES),
  aspect: z.number().min(0.1).max(20),
});
const typed = z.strictObject({ kind: z.literal('typed'), text: z.string().max(MAX_SIGNATURE_CHARACTERS) });

/** Drawn strokes travel as numbers, never as markup: nothing in them can be a script, a link or a bomb. */
export const signatureValue = z.discriminatedUnion('kind', [typed, drawn]);
/** The body of a fill: text, a tick, a signature, or null to clear. */
export const fieldValue = z.union([
  z.string().max(MAX_TEXT_CHARACTERS),
  z.boolean(),
  signatureValue,
  z.null(),
]);

/**
 * Checks that a value fits its field and can be drawn; gives it back in the one spelling that is stored (NFC).
 *
 * @throws AppError `field-value-invalid` or `text-undrawable`, with the pointer `/value`.
 */
export function checkFieldValue(
  field: Pick<Field, 'type' | 'options' | 'maxLength' | 'comb' | 'multiline'>,
  value: z.infer<typeof fieldValue>,
  findUndrawable: FindUndrawable,
): FieldValue | null {
  if (value === null) return null;
  if (isSignatureType(field.type)) return checkSignature(value, findUndrawable);
  if (field.type === 'checkbox') {
    if (typeof value === 'boolean') return value;
    throw invalid('This field takes true or false.');
  }
  // A button that is not chosen holds nothing: the choice lies with its group.
  if (field.type === 'radio') {
    if (typeof value === 'boolean') return value || null;
    throw invalid('This field takes true or false.');
  }
  if (typeof value !== 'string') throw invalid('This field takes text.');
  if (field.type === 'dropdown') return checkOption(field, value);
  const text = checkText(value, 'text', findUndrawable);
  assertLength(field, text);
  return text || null;
}

function checkOption(field: Pick<Field, 'options'>, value: string): string | null {
  if (value === '' || field.options.some((option) => option.value === value)) return value || null;
  throw invalid('Choose one of the options of this field.');
}

/** Throws `field-value-invalid` for more characters, as people count them, than the field takes. */
function assertLength({ maxLength, comb }: Pick<Field, 'maxLength' | 'comb'>, text: string): void {
  if (comb && /[\r\n]/.test(text)) throw invalid('This field takes one line, a character to each cell.');
  const length = countCharacters(text);
  if (maxLength === null || length <= maxLength) return;
  throw invalid(`This field takes at most ${maxLength} characters; these are ${length}.`);
}

function checkSignature(
  value: NonNullable<z.infer<typeof fieldValue>>,
  findUndrawable: FindUndrawable,
): FieldValue {
  if (typeof value !== 'object') throw invalid('This field takes a typed or a drawn signature.');
  if (value.kind === 'typed') {
    const text = checkText(value.text, 'signature', findUndrawable).trim();
    if (text === '') throw invalid('Type your name to sign.');
    return { kind: 'typed', text };
  }
  const points = value.strokes.reduce((sum, one) => sum + one.length / 2, 0);
  if (points > MAX_POINTS) throw invalid('This drawing has too many points; draw it again.');
  if (value.strokes.some((one) => one.length % 2 !== 0)) throw invalid('A stroke needs pairs of x and y.');
  if (value.strokes.reduce((sum, one) => sum + inkOf(one), 0) < MIN_INK)
    throw invalid('Draw your signature first.');
  return value;
}

function checkText(value: string, face: 'text' | 'signature', findUndrawable: FindUndrawable): string {
  const text = value.normalize('NFC');
  const bad = findUndrawable(text, face);
  if (bad.length > 0) {
    throw new AppError(
      'text-undrawable',
      `Leave out what cannot be put on the page: ${listCharacters(bad)}`,
      {
        pointer: '/value',
      },
    );
  }
  return text;
}

function inkOf(stroke: readonly number[]): number {
  let length = 0;
  for (let i = 2; i + 1 < stroke.length; i += 2) {
    const dx = (stroke[i] ?? 0) - (stroke[i - 2] ?? 0);
    const dy = (stroke[i + 1] ?? 0) - (stroke[i - 1] ?? 0);
    length += Math.hypot(dx, dy);
  }
  return length;
}

function invalid(sentence: string): AppError {
  return new AppError('field-value-invalid', sentence, { pointer: '/value' });
}
