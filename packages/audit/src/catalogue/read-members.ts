import { z } from 'zod';

/** One member of an event's data or of a personal value, as its schema says. */
export interface EventMember {
  /** Such as `documents[].sha256Hex`. */
  readonly path: string;
  /** What it holds, with its unit: "UUID", "number from 1", "one of mailed, revealed". */
  readonly kind: string;
  readonly isOptional: boolean;
  /** What it means; empty when its schema does not say. */
  readonly about: string;
  /** The edition of the catalogue it came with, where that is later than its type's. */
  readonly since: number | null;
}

interface Told {
  readonly description?: string;
  readonly kind?: string;
  readonly since?: number;
}

/** Every member of an object's schema, depth first; members of members have paths. `typeSince`: the edition of its type. */
export function readMembers(
  schema: z.ZodType,
  prefix: string,
  typeSince: number,
  inherited?: number,
): EventMember[] {
  return Object.entries(shapeOf(schema)).flatMap(([name, member]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const inner = unwrap(member);
    const told: Told = { ...tellOf(inner), ...tellOf(member) };
    // What belongs to a member came with it.
    const since = told.since ?? inherited ?? typeSince;
    const entry: EventMember = {
      path: inner instanceof z.ZodArray ? `${path}[]` : path,
      kind: told.kind ?? kindOf(member),
      isOptional: member instanceof z.ZodExactOptional || member instanceof z.ZodOptional,
      about: told.description ?? '',
      since: since === typeSince ? null : since,
    };
    return [entry, ...membersBelow(inner, entry.path, typeSince, since)];
  });
}

function shapeOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> {
  const inner = unwrap(schema);
  // Shapes hold core types; everything in the registry is made with the classic z.
  return inner instanceof z.ZodObject ? (inner.shape as Readonly<Record<string, z.ZodType>>) : {};
}

function membersBelow(schema: z.ZodType, path: string, typeSince: number, since: number): EventMember[] {
  if (schema instanceof z.ZodObject) return readMembers(schema, path, typeSince, since);
  if (schema instanceof z.ZodArray)
    return membersBelow(unwrap(schema.element as z.ZodType), path, typeSince, since);
  return [];
}

/** Without what only says that it may be missing or null. */
function unwrap(schema: z.ZodType): z.ZodType {
  if (
    schema instanceof z.ZodExactOptional ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable
  ) {
    return unwrap(schema.unwrap() as z.ZodType);
  }
  return schema;
}

function tellOf(schema: z.ZodType): Told {
  return (schema.meta() ?? {}) as Told;
}

function kindOf(schema: z.ZodType): string {
  if (schema instanceof z.ZodExactOptional || schema instanceof z.ZodOptional)
    return kindOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodNullable) return `${kindOf(schema.unwrap() as z.ZodType)}, or null`;
  const { kind } = tellOf(schema);
  if (kind !== undefined) return kind;
  if (schema instanceof z.ZodArray) return `list of ${kindOf(schema.element as z.ZodType)}`;
  if (schema instanceof z.ZodEnum) return `one of ${schema.options.join(', ')}`;
  if (schema instanceof z.ZodLiteral) return [...schema.values].map(String).join(', ');
  if (schema instanceof z.ZodUnion) return 'object, by its kind';
  if (schema instanceof z.ZodObject) return 'object';
  if (schema instanceof z.ZodBoolean) return 'true or false';
  if (schema instanceof z.ZodNumber) return `number ${schema.minValue}–${schema.maxValue}`;
  return 'text';
}
