import { z } from 'zod';
import type { LegalHold } from '../../ports/legal-holds.js';

export const holdView = z
  .object({
    id: z.uuid(),
    envelopeId: z.uuid(),
    envelopeTitle: z.string(),
    reason: z.string(),
    placedBy: z.string(),
    placedAt: z.iso.datetime(),
    lifted: z
      .object({ by: z.string(), at: z.iso.datetime(), reason: z.string() })
      .nullable()
      .describe('Null while it stands'),
  })
  .meta({ id: 'LegalHold' });

export function toHoldView(hold: LegalHold): z.infer<typeof holdView> {
  const { id, envelopeId, envelopeTitle, reason, placedBy, placedAt, lifted } = hold;
  return {
    ...{ id, envelopeId, envelopeTitle, reason, placedBy: placedBy.name },
    placedAt: placedAt.toISOString(),
    lifted: lifted && { by: lifted.by, at: lifted.at.toISOString(), reason: lifted.reason },
  };
}
