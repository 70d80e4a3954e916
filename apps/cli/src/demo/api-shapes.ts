import { z } from 'zod';

/** The parts of the API's answers (CONTRACT: OpenAPI at /api/v1/openapi.json) that the demo relies on. */
export const documentShape = z.object({
  id: z.string(),
  sha256: z.string(),
  byteSize: z.number().int().positive(),
  pageCount: z.number().int().positive(),
  foundFields: z.array(z.unknown()),
});

export const envelopeShape = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  version: z.number(),
  recipients: z.array(z.object({ id: z.string(), email: z.string(), status: z.string() })),
  attention: z.object({ code: z.string(), sentence: z.string() }).nullable().catch(null),
  certificateAvailable: z.boolean().catch(false),
});
export type EnvelopeAnswer = z.infer<typeof envelopeShape>;

export const apiKeyShape = z.object({ id: z.string(), secret: z.string() });

export const signingFieldShape = z.object({
  id: z.string(),
  type: z.enum(['signature', 'initials', 'name', 'date', 'text', 'checkbox', 'dropdown', 'radio']),
  required: z.boolean(),
  locked: z.boolean().catch(false),
  label: z.string().nullable().catch(null),
  documentId: z.string().catch(''),
  options: z.array(z.object({ value: z.string() })).catch([]),
  group: z.string().nullable().catch(null),
  maxLength: z.number().nullable().catch(null),
  comb: z.boolean().catch(false),
  multiline: z.boolean().catch(false),
});
export type SigningField = z.infer<typeof signingFieldShape>;

export const signingStateShape = z.object({
  phase: z.string(),
  recipient: z.object({ name: z.string() }),
  documents: z.array(z.object({ id: z.string(), sha256: z.string() })),
  consent: z.object({ version: z.string(), given: z.boolean() }),
  fields: z.array(signingFieldShape),
});
export type SigningStateAnswer = z.infer<typeof signingStateShape>;

/** For answers nobody reads. */
export const anything = z.unknown();
