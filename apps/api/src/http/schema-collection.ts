import { z } from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Gathers named schemas once, under components/schemas, and answers references to them. */
export class SchemaCollection {
  private readonly schemas = new Map<string, JsonSchema>();

  take(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const json = z.toJSONSchema(schema, { io, override: withoutPatterns }) as Record<string, unknown>;
    const { $schema: _, $defs, ...root } = json;
    for (const [name, definition] of Object.entries(($defs ?? {}) as Record<string, JsonSchema>)) {
      this.schemas.set(publicName(name), rewriteReferences(definition));
    }
    return rewriteReferences(root);
  }

  all(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** A format says what the reader needs; zod's regular expressions for it say it again in 300 characters. */
function withoutPatterns({ jsonSchema }: { jsonSchema: { format?: string; pattern?: string } }): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
}

/** `z.json()` is the one recursive schema without a name of its own. */
function publicName(name: string): string {
  return name.startsWith('__schema') ? 'Json' : name;
}

function rewriteReferences(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string'
      ? value.replace(/^#\/\$defs\/(.+)$/, (_, name: string) => `#/components/schemas/${publicName(name)}`)
      : value,
  ) as JsonSchema;
}
