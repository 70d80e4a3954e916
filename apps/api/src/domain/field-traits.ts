/** One answer of a dropdown, or the one a radio button stands for. */
export interface FieldOption {
  /** What is stored when it is chosen. */
  readonly value: string;
  /** What people read. */
  readonly label: string;
}

/** What a field is beyond its type, place and person. */
export interface FieldTraits {
  /** The author's own name of it: values of templates and lists go by it. Empty where it has none. */
  readonly name: string;
  /** Of a dropdown, all of them; of a radio button, the one it stands for; else empty. */
  readonly options: readonly FieldOption[];
  /** What the radio buttons of one choice share, within their document; null for every other field. */
  readonly group: string | null;
  /** Most characters of a text, as people count them (graphemes); null: only the general limit. */
  readonly maxLength: number | null;
  /** One character per cell, `maxLength` cells. */
  readonly comb: boolean;
  /** Lines wrap and may be broken by hand, from the top of the box down. */
  readonly multiline: boolean;
}

/** A field with nothing special. */
export const plainTraits: FieldTraits = {
  name: '',
  options: [],
  group: null,
  maxLength: null,
  comb: false,
  multiline: false,
};

/** Only what is not plain: a record of an ordinary field says nothing it did not say before there were traits. */
export function specialTraitsOf(field: FieldTraits): Partial<FieldTraits> {
  const special = Object.entries(traitsOf(field)).filter(
    ([trait, value]) => JSON.stringify(value) !== JSON.stringify(plainTraits[trait as keyof FieldTraits]),
  );
  return Object.fromEntries(special);
}

/** The traits of a field and nothing else of it. */
export function traitsOf({ name, options, group, maxLength, comb, multiline }: FieldTraits): FieldTraits {
  return { name, options, group, maxLength, comb, multiline };
}
