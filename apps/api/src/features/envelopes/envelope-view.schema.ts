import { z } from 'zod';
import { envelopeStatuses } from '../../domain/envelope.js';
import { recipientRoles, recipientStatuses } from '../../domain/recipient.js';
import { documentView } from '../../http/document-view.js';
import { placedFieldView } from '../../http/field-traits-view.js';
import { sealView } from './seal-view.js';

const instant = z.iso.datetime();
const instantOrNull = instant.nullable();

const attention = z
  .object({ code: z.string(), sentence: z.string(), since: instant, nextAttemptAt: instantOrNull })
  .nullable()
  .describe('Why somebody should look; null when nothing is wrong');

const recipientSummary = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(recipientRoles),
  status: z.enum(recipientStatuses),
  routingOrder: z.int(),
});

const recipientView = recipientSummary.extend({
  key: z.string(),
  delivery: z.object({
    state: z.enum(['none', 'queued', 'sent', 'deferred', 'failed']),
    detail: z.string().nullable(),
    at: instantOrNull,
  }),
  linkRevealedAt: instantOrNull.describe(
    'When a member was last shown a link of this recipient; their signature then counts as made by a revealed link',
  ),
  openedAt: instantOrNull,
  consentedAt: instantOrNull,
  completedAt: instantOrNull,
  declinedAt: instantOrNull,
  declineReason: z.string().nullable(),
});

const fieldView = z.object({
  id: z.uuid(),
  recipientId: z.uuid(),
  ...placedFieldView,
  value: z.json().describe('What the sender filled in, or what the recipient put there'),
});

export const envelopeSummary = z
  .object({
    id: z.uuid(),
    title: z.string(),
    status: z.enum(envelopeStatuses),
    version: z.int().describe('The ETag: rises with each change'),
    createdAt: instant,
    updatedAt: instant,
    sentAt: instantOrNull,
    completedAt: instantOrNull,
    expiresAt: instantOrNull,
    sender: z.object({ id: z.string(), name: z.string() }),
    recipients: z.array(recipientSummary),
    progress: z.object({ done: z.int(), total: z.int() }),
    attention,
  })
  .meta({ id: 'EnvelopeSummary' });

const erasureView = z.object({
  documentsErasedAt: instantOrNull.describe('Files and field values are gone since then'),
  personalErasedAt: instantOrNull.describe('Names, addresses and texts too'),
  cause: z.enum(['request', 'retention']).nullable().describe('A person asked, or a retention rule was due'),
  planned: z
    .array(
      z.object({
        scope: z.enum(['documents', 'personal']),
        eraseAt: instant.describe('Not before this moment'),
        announcedAt: instantOrNull,
        stoppedBy: z.string().nullable().describe('What forbids it, e.g. legal-hold'),
      }),
    )
    .describe('What the retention rule will erase next'),
});

export const envelopeView = envelopeSummary
  .extend({
    message: z.string(),
    expiresInDays: z.int(),
    timeZone: z.string().nullable().describe('The sender’s time zone (IANA); null where it is not known'),
    documents: z.array(documentView),
    recipients: z.array(recipientView),
    fields: z.array(fieldView),
    readiness: z.object({
      ready: z.boolean(),
      problems: z.array(z.object({ code: z.string(), sentence: z.string(), pointer: z.string() })),
    }),
    voidReason: z.string().nullable(),
    certificateAvailable: z.boolean(),
    seals: z.array(sealView).describe('One for each document, once everybody has signed'),
    erasure: erasureView,
  })
  .meta({ id: 'Envelope' });

export const revealedLinkView = z
  .object({ url: z.string().describe('Shown once; whoever has it can act as the recipient') })
  .meta({ id: 'RevealedLink' });

export const countsView = z
  .object({ ...Object.fromEntries(envelopeStatuses.map((status) => [status, z.int()])), attention: z.int() })
  .meta({ id: 'EnvelopeCounts' });

export const timelineView = z
  .object({
    items: z.array(
      z.object({
        seq: z.int(),
        at: instant,
        type: z.string(),
        sentence: z.string(),
        actor: z.object({ kind: z.string(), name: z.string().nullable() }),
        chainHash: z.string(),
        intact: z
          .boolean()
          .describe(
            'False from the first event on that does not follow from those before it: it was altered',
          ),
      }),
    ),
    nextCursor: z.null(),
  })
  .meta({ id: 'Timeline' });

export type EnvelopeSummaryView = z.infer<typeof envelopeSummary>;
export type EnvelopeView = z.infer<typeof envelopeView>;
