import { z } from 'zod';
import { MAX_DOCUMENTS } from '../../domain/document-limits.js';
import { fieldTypes } from '../../domain/field.js';
import { recipientRoles } from '../../domain/recipient.js';
import { fieldTraitsInput } from '../../http/field-traits-view.js';
import { timeZoneInput } from '../../http/time-zone-input.js';

/** Room for a box that overhangs its page while it is being dragged; readiness refuses what stays outside. */
const fraction = z.number().min(-1).max(2);
const key = z.string().min(1).max(100);

export const recipientInput = z
  .strictObject({
    key: key.describe('Your own name for this recipient inside the envelope; fields refer to it'),
    name: z.string().max(200),
    email: z.string().max(320),
    role: z.enum(recipientRoles).default('signer'),
    routingOrder: z
      .int()
      .min(1)
      .max(1000)
      .default(1)
      .describe('Equal numbers act in parallel, lower ones first'),
  })
  .meta({ id: 'RecipientInput' });

export const fieldInput = z
  .strictObject({
    recipientKey: key,
    documentId: z.uuid(),
    type: z.enum(fieldTypes),
    pageNumber: z.int().min(1).max(100_000),
    x: fraction.describe('Fractions of the visible page, origin top left'),
    y: fraction,
    width: fraction,
    height: fraction,
    required: z.boolean().default(true),
    label: z.string().max(200).default(''),
    value: z
      .union([z.string().max(2_000), z.boolean()])
      .nullish()
      .describe('Filled in beforehand by the sender'),
    ...fieldTraitsInput,
  })
  .meta({ id: 'FieldInput' });

export const importInput = z
  .strictObject({
    documentId: z.uuid(),
    recipientKey: key
      .optional()
      .describe('Who fills the fields whose role is no recipient’s key or name, and those without a role'),
  })
  .meta({ id: 'ImportFields' });

const importFields = z
  .array(importInput)
  .max(100)
  .describe('Takes over the fields found in these documents (`foundFields`), each at most once');

const title = z.string().max(200);
const message = z.string().max(5_000);
const expiresInDays = z.int().min(1).max(730);
const documentIds = z
  .array(z.uuid())
  .max(MAX_DOCUMENTS)
  .describe('In the order in which they are shown and signed');
const documentNames = z
  .record(z.uuid(), z.string().trim().min(1).max(200))
  .describe('New names of documents by their id: what people read, and what their files are called');
const recipients = z.array(recipientInput).max(100);
const fields = z.array(fieldInput).max(2_000);

export const createInput = z
  .strictObject({
    title: title.optional(),
    message: message.default(''),
    expiresInDays: expiresInDays.default(30),
    timeZone: timeZoneInput.optional(),
    documentIds: documentIds.default([]),
    recipients: recipients.default([]),
    fields: fields.default([]),
    importFields: importFields.default([]),
  })
  .meta({ id: 'EnvelopeCreate' });

export const editInput = z
  .strictObject({
    title,
    message,
    expiresInDays,
    documentIds,
    documentNames,
    recipients,
    fields,
    importFields,
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'Say at least one thing to change.')
  .meta({ id: 'EnvelopeEdit' });

/** The body may be left out. */
export const sendInput = z
  .strictObject({ timeZone: timeZoneInput.optional() })
  .default({})
  .meta({ id: 'EnvelopeSend' });

export const reasonInput = z
  .strictObject({ reason: z.string().trim().min(1, 'Give a reason.').max(1_000) })
  .meta({ id: 'Reason' });

export type CreateInput = z.infer<typeof createInput>;
export type EditInput = z.infer<typeof editInput>;
export type RecipientInput = z.infer<typeof recipientInput>;
export type ImportInput = z.infer<typeof importInput>;
export type FieldInput = z.infer<typeof fieldInput>;
