import { z } from 'zod';
import { mailJobKinds } from '../../ports/mail-holds.js';

const instant = z.iso.datetime();
const kind = z.enum(mailJobKinds).describe('What the mails are about');

export const mailDecision = z
  .strictObject({
    kinds: z.array(kind).min(1).max(mailJobKinds.length).optional().describe('All of them when left out'),
    reason: z
      .string()
      .transform((text) => text.trim())
      .pipe(z.string().min(1, 'Say why.').max(2_000))
      .describe('Stays on record'),
  })
  .meta({ id: 'HeldMailDecision' });

export const heldMailsView = z
  .object({
    holds: z
      .array(
        z.object({
          cause: z.enum(['log-older', 'another-database', 'operator']),
          detail: z.string(),
          heldAt: instant,
        }),
      )
      .describe('Why mails are held; empty while they are sent as they come'),
    waiting: z.array(z.object({ kind, count: z.int().nonnegative(), oldestAt: instant })),
    waitingCount: z.int().nonnegative(),
  })
  .meta({ id: 'HeldMails' });

export type HeldMailsView = z.infer<typeof heldMailsView>;
