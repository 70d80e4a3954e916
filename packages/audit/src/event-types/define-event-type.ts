import { z } from 'zod';
import { personalText, userAgent } from './event-values.js';

export type StreamKind = 'envelope' | 'organisation';

/** What one type of event means and may carry. */
export type EventType<
  Data extends z.ZodType = z.ZodType,
  Personal extends Readonly<Record<string, z.ZodType>> = Readonly<Record<string, z.ZodType>>,
> = {
  /** One sentence: what is true when this event exists. */
  readonly meaning: string;
  readonly streams: readonly StreamKind[];
  /** Facts about nobody: ids, hashes, codes, counts. */
  readonly data: Data;
  /** For each kind of subject, the personal values that may be committed to beside the event. */
  readonly personal: Personal;
};

const access = {
  ip: z.string().min(2).max(64).exactOptional(),
  userAgent: userAgent.exactOptional(),
};
const person = { name: personalText.exactOptional(), email: personalText.exactOptional(), ...access };
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

/**
 * Declares a type. Whoever acts may always be described (name, mail address, IP address, user agent); `personal` adds what
 * else this type may carry, by kind of subject.
 */
export function defineEventType<Data extends z.ZodRawShape, Own extends Shapes = Record<never, never>>(
  streams: readonly StreamKind[],
  meaning: string,
  data: Data,
  personal?: Own,
): EventType<z.ZodObject<Data, z.core.$strict>, PersonalOf<Own>> {
  const shapes: Shapes = { ...whoActs };
  for (const [kind, shape] of Object.entries(personal ?? {})) shapes[kind] = { ...shapes[kind], ...shape };
  const schemas = Object.entries(shapes).map(([kind, shape]) => [kind, nonEmptyObject(shape)] as const);
  // The loop above builds exactly the type's kinds; TypeScript cannot follow Object.fromEntries.
  return {
    meaning,
    streams,
    data: z.strictObject(data),
    personal: Object.fromEntries(schemas) as PersonalOf<Own>,
  };
}

function nonEmptyObject(shape: z.ZodRawShape): z.ZodType {
  return z
    .strictObject(shape)
    .refine((value) => Object.keys(value).length > 0, 'must hold at least one value, or be left out');
}
