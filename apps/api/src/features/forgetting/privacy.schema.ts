import { z } from 'zod';
import { envelopeStatuses } from '../../domain/envelope.js';
import { erasureGrounds } from '../../domain/erased.js';

const instant = z.iso.datetime();
const email = z
  .string()
  .trim()
  .min(3)
  .max(320)
  .regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address');

export const personInput = z
  .strictObject({ email: email.describe('In any case; every envelope of the organisation is searched') })
  .meta({ id: 'PersonLookup' });

export const erasureInput = z
  .strictObject({
    email,
    confirm: z.string().max(320).describe('The same address, typed once more'),
    ground: z.enum(erasureGrounds).describe('Legal ground, GDPR article 17(1)(a) to (f)'),
    textsOf: z
      .array(z.uuid())
      .max(1_000)
      .default([])
      .describe(
        'Envelopes whose title, message and file names are about this person; those that name them always count',
      ),
  })
  .meta({ id: 'PersonErasureInput' });

const obstacle = z.object({ code: z.string(), sentence: z.string() });

export const personView = z
  .object({
    envelopes: z.array(
      z.object({
        envelopeId: z.uuid(),
        title: z.string(),
        status: z.enum(envelopeStatuses),
        isRecipient: z.boolean(),
        isSender: z.boolean(),
        textsMention: z.boolean().describe('Title, message or a file name hold the name or address'),
        fieldValueCount: z.int(),
        mailCount: z.int(),
        personalValueCount: z.int().describe('Values beside the audit record'),
        fileCount: z.int().describe('Files that show the person and would be deleted'),
        certificateStays: z
          .boolean()
          .describe('Sent by the person and signed by others: its certificate goes on naming who sent it'),
        obstacles: z.array(obstacle).describe('Empty: it can be erased now'),
      }),
    ),
    outside: z.object({
      recordedSubjectCount: z.int(),
      bulkRowCount: z.int(),
      templateFieldCount: z.int(),
      sharedTextCount: z.int().describe('Texts of templates and names of lists'),
      invitationCount: z.int(),
      hasAccount: z.boolean(),
      sessionCount: z.int(),
    }),
    obstacles: z.array(obstacle).describe('What stays outside envelopes, and why'),
  })
  .meta({ id: 'Person' });
export type PersonView = z.infer<typeof personView>;

export const erasureView = z
  .object({
    id: z.uuid(),
    state: z.enum(['running', 'done']),
    ground: z.string(),
    requestedAt: instant,
    doneAt: instant.nullable(),
    result: z
      .object({
        envelopeCount: z.int(),
        personalValueCount: z.int(),
        bulkRowCount: z.int(),
        templateFieldCount: z.int(),
        kept: z.array(z.object({ envelopeId: z.uuid(), obstacles: z.array(obstacle) })),
        keptOutside: z.array(obstacle),
        namedInCertificates: z
          .array(z.uuid())
          .default([])
          .describe(
            'Envelopes the person sent: erased everywhere else, their sealed certificate goes on naming them (GDPR article 17(3)(e))',
          ),
      })
      .nullable()
      .describe('Null while it runs'),
  })
  .meta({ id: 'PersonErasure' });
export type ErasureView = z.infer<typeof erasureView>;

export const erasuresView = z.object({ items: z.array(erasureView) }).meta({ id: 'PersonErasures' });

export const exportView = z
  .object({
    format: z.literal('sealwright-person'),
    version: z.literal(1),
    exportedAt: instant,
    tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  })
  .meta({ id: 'PersonExport' });
