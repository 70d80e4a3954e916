import { z } from 'zod';
import { fieldTypes } from '../domain/field.js';

const option = z.strictObject({
  value: z.string().max(500).describe('What is stored when it is chosen'),
  label: z.string().max(500).describe('What people read'),
});
const options = z.array(option).max(2_000);
const maxLength = z.int().min(1).max(2_000);

const about = {
  name: 'A name of your own, by which values of templates and lists find the field',
  options: 'The choices of a dropdown; for a radio button the one it stands for',
  group: 'What the radio buttons of one choice share, within their document',
  maxLength: 'Most characters of a text, as people count them',
  comb: 'One character per cell, maxLength cells',
  multiline: 'Lines wrap, from the top of the box down',
};

/** What a field is beyond type, place and person, as a caller gives it. */
export const fieldTraitsInput = {
  name: z.string().max(500).default('').describe(about.name),
  options: options.default([]).describe(about.options),
  group: z.string().min(1).max(500).nullable().default(null).describe(about.group),
  maxLength: maxLength.nullable().default(null).describe(about.maxLength),
  comb: z.boolean().default(false).describe(about.comb),
  multiline: z.boolean().default(false).describe(about.multiline),
};

/** The same, as it is answered. */
export const fieldTraitsView = {
  name: z.string().describe(about.name),
  options: z.array(z.object({ value: z.string(), label: z.string() })).describe(about.options),
  group: z.string().nullable().describe(about.group),
  maxLength: z.int().nullable().describe(about.maxLength),
  comb: z.boolean().describe(about.comb),
  multiline: z.boolean().describe(about.multiline),
};

/** What every view of a field on a page shows, whoever fills it in. Fractions of the visible page, origin top left. */
export const placedFieldView = {
  documentId: z.uuid(),
  type: z.enum(fieldTypes),
  pageNumber: z.int(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  required: z.boolean(),
  label: z.string(),
  ...fieldTraitsView,
};

/** A copy a view may hold: its list is not the rules' own. */
export function toTraitsView<T extends { readonly options: readonly { value: string; label: string }[] }>(
  traits: T,
) {
  return { ...traits, options: traits.options.map(({ value, label }) => ({ value, label })) };
}
