import { z } from 'zod';
import { address, personalText, userAgent } from './event-values.js';
import type { Told } from './wording.js';

export type StreamKind = 'envelope' | 'organisation';

/**
 * Editions of the catalogue of types. 1: the first events of envelopes, seals and keys. 2: the transparency log, the
 * auditor's room, forgetting, revealed links. 3: many documents in an envelope, choices. 4: going on after a restore. Raised when types or members are added; docs/events.md says what came when.
 */
export const CATALOGUE_EDITION = 4;

/** What one type of event means and may carry. */
export type EventType<
  Data extends z.ZodType = z.ZodType,
  Personal extends Readonly<Record<string, z.ZodType>> = Readonly<Record<string, z.ZodType>>,
  Streams extends readonly StreamKind[] = readonly StreamKind[],
> = {
  /** The edition of the catalogue this type came with. */
  readonly since: number;
  readonly streams: Streams;
  /** One sentence: what is true when this event exists. */
  readonly meaning: string;
  /** Facts about nobody: ids, hashes, codes, counts. */
  readonly data: Data;
  /** For each kind of subject, the personal values that may be committed to beside the event. */
  readonly personal: Personal;
  /** One sentence of a story, without a full stop. */
  readonly says: (data: z.output<Data>, told: Told) => string;
};

const access = {
  ip: address.describe('Where the act came from.').exactOptional(),
  userAgent: userAgent.describe('What the browser or program called itself.').exactOptional(),
};
const person = {
  name: personalText.describe('The name the account or envelope had for the person.').exactOptional(),
  email: personalText
    .describe('The e-mail address the account or envelope had for the person.')
    .exactOptional(),
  ...access,
};
const whoActs = { user: person, 'api-key': person, recipient: person, visitor: access };

type Shapes = Record<string, z.ZodRawShape>;
type WhoActs = typeof whoActs;

/** The actor's members and the type's own, kind by kind. */
type PersonalOf<Own extends Shapes> = {
  readonly [Kind in keyof WhoActs | keyof Own]: z.ZodObject<
    (Kind extends keyof WhoActs ? WhoActs[Kind] : Record<never, never>) &
      (Kind extends keyof Own ? Own[Kind] : Record<never, never>),
    z.core.$strict
  >;
};

type DataObject<Data extends z.ZodRawShape> = z.ZodObject<Data, z.core.$strict>;

type Declaration<
  Streams extends readonly StreamKind[],
  Data extends z.ZodRawShape,
  Own extends Shapes,
> = Omit<EventType<DataObject<Data>, never, Streams>, 'data' | 'personal'> & {
  readonly data: Data;
  readonly personal?: Own;
};

/**
 * Declares a type. Whoever acts may always be described (name, mail address, IP address, user agent); `personal` adds what
 * else this type may carry, by kind of subject. Every member of `data` and `personal` has a description, by `.describe()` or
 * because it is one of the shared values; docs/events.md is made from them.
 */
export function defineEventType<
  const Streams extends readonly StreamKind[],
  Data extends z.ZodRawShape,
  Own extends Shapes = Record<never, never>,
>(declared: Declaration<Streams, Data, Own>): EventType<DataObject<Data>, PersonalOf<Own>, Streams> {
  const shapes: Shapes = { ...whoActs };
  for (const [kind, shape] of Object.entries(declared.personal ?? {})) {
    shapes[kind] = { ...shapes[kind], ...shape };
  }
  const schemas = Object.entries(shapes).map(([kind, shape]) => [kind, nonEmptyObject(shape)] as const);
  // The loop above builds exactly the type's kinds; TypeScript cannot follow Object.fromEntries.
  const personal = Object.fromEntries(schemas) as PersonalOf<Own>;
  return { ...declared, data: z.strictObject(declared.data), personal };
}

function nonEmptyObject(shape: z.ZodRawShape): z.ZodType {
  return z
    .strictObject(shape)
    .refine((value) => Object.keys(value).length > 0, 'must hold at least one value, or be left out');
}
