import { z } from 'zod';
import { recipientRoles } from '../../domain/recipient.js';
import { type EvidenceQuery, evidenceMoments, type FoundEnvelope } from '../../ports/evidence-repository.js';

const instant = z.iso.datetime({ offset: true, message: 'Give a time such as 2026-01-31T00:00:00Z.' });
const states = ['draft', 'sent', 'sealing', 'completed', 'declined', 'voided', 'expired'] as const;

export const queryInput = z.strictObject({
  words: z.string().trim().max(200).optional().describe('An envelope’s id, or part of its title'),
  person: z.string().trim().max(320).optional().describe('Part of a name or e-mail address'),
  documentSha256: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/, 'A SHA-256 has 64 hex digits.')
    .optional()
    .describe('Of a document as uploaded, frozen or sealed, or of a certificate'),
  moment: z
    .enum(evidenceMoments)
    .default('created')
    .describe('What the period means, and the order of the list'),
  from: instant.optional().describe('Inclusive'),
  to: instant.optional().describe('Exclusive'),
  states: z.array(z.enum(states)).max(states.length).optional(),
  held: z.boolean().optional().describe('Only envelopes under a legal hold'),
});
export type QueryInput = z.infer<typeof queryInput>;

export const searchInput = queryInput
  .extend({ limit: z.int().min(1).max(200).default(50), cursor: z.string().max(200).optional() })
  .meta({ id: 'EvidenceSearch' });

export const foundView = z
  .object({
    id: z.uuid(),
    title: z.string(),
    status: z.enum(states),
    createdAt: z.iso.datetime(),
    sentAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
    sender: z.object({ name: z.string(), email: z.string() }),
    recipients: z.array(
      z.object({ name: z.string(), email: z.string(), role: z.enum(recipientRoles), status: z.string() }),
    ),
    documents: z.array(
      z.object({
        name: z.string(),
        id: z.uuid(),
        originalSha256: z.string(),
        frozenSha256: z.string(),
        sealedSha256: z.string().nullable(),
      }),
    ),
    certificateSha256: z.string().nullable(),
    documentsErasedAt: z.iso.datetime().nullable().describe('Files are gone since then'),
    eventCount: z.int(),
    holdCount: z.int().describe('Legal holds that stand'),
  })
  .meta({ id: 'EvidenceEnvelope' });

export function toQuery(input: QueryInput): EvidenceQuery {
  const { words, person, documentSha256, moment, from, to, states: wanted, held } = input;
  return {
    ...{ words: words || undefined, person: person || undefined, moment },
    documentSha256Hex: documentSha256,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
    ...{ states: wanted, isHeld: held },
  };
}

export function toFoundView(found: FoundEnvelope): z.infer<typeof foundView> {
  const { id, title, status, sender, eventCount, holdCount } = found;
  return {
    ...{ id, title, status, sender, eventCount, holdCount },
    createdAt: found.createdAt.toISOString(),
    sentAt: found.sentAt?.toISOString() ?? null,
    endedAt: found.endedAt?.toISOString() ?? null,
    recipients: found.recipients.map((one) => ({ ...one })),
    documents: found.documents.map((one) => ({
      name: one.name,
      id: one.id,
      originalSha256: one.originalSha256Hex,
      frozenSha256: one.frozenSha256Hex,
      sealedSha256: one.sealedSha256Hex,
    })),
    certificateSha256: found.certificateSha256Hex,
    documentsErasedAt: found.documentsErasedAt?.toISOString() ?? null,
  };
}
