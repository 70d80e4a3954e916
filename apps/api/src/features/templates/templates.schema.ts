import { z } from 'zod';
import { envelopeStatuses } from '../../domain/envelope.js';
import { traitsOf } from '../../domain/field-traits.js';
import { recipientRoles } from '../../domain/recipient.js';
import { intakeView, toIntakeView } from '../../http/document-view.js';
import { placedFieldView, toTraitsView } from '../../http/field-traits-view.js';
import type { TemplateRecord } from '../../ports/template-repository.js';

const role = z.object({
  id: z.uuid(),
  name: z.string(),
  role: z.enum(recipientRoles),
  routingOrder: z.int(),
});
const field = z.object({
  roleId: z.uuid(),
  ...placedFieldView,
  value: z.string().nullable(),
});
const document = z.object({
  id: z.uuid(),
  name: z.string(),
  sha256: z.string(),
  byteSize: z.int(),
  pageCount: z.int(),
  pages: z.array(z.object({ widthPt: z.number(), heightPt: z.number() })),
  ...intakeView,
});

export const templateView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    title: z.string(),
    message: z.string(),
    expiresInDays: z.int(),
    createdAt: z.iso.datetime(),
    archivedAt: z.iso.datetime().nullable(),
    roles: z.array(role),
    documents: z.array(document),
    fields: z.array(field),
  })
  .meta({ id: 'Template' });

export const createTemplateInput = z.strictObject({
  fromEnvelopeId: z.uuid(),
  name: z.string().trim().min(1).max(120),
});

export const startFromTemplateInput = z.strictObject({
  title: z.string().trim().min(1).max(200).optional(),
  message: z.string().max(5_000).optional(),
  recipients: z
    .array(
      z.strictObject({
        roleId: z.uuid(),
        name: z.string().trim().max(200),
        email: z.string().trim().max(320),
      }),
    )
    .max(100),
  values: z.record(z.string().max(200), z.string().max(2_000)).optional(),
  send: z.boolean().default(false),
});

/** Its full shape is documented at `GET /envelopes/:id`. */
export const startedEnvelope = z.looseObject({
  id: z.uuid(),
  version: z.int(),
  status: z.enum(envelopeStatuses),
});

export function toTemplateView(template: TemplateRecord): z.output<typeof templateView> {
  const { id, name, title, message, expiresInDays, createdAt, archivedAt, roles, documents, fields } =
    template;
  return {
    ...{ id, name, title, message, expiresInDays },
    createdAt: createdAt.toISOString(),
    archivedAt: archivedAt?.toISOString() ?? null,
    roles: roles.map((one) => ({
      id: one.id,
      name: one.name,
      role: one.role,
      routingOrder: one.routingOrder,
    })),
    documents: documents.map((one) => ({
      ...{ id: one.id, name: one.name, sha256: one.frozenSha256Hex, byteSize: one.byteSize },
      pageCount: one.pages.length,
      pages: one.pages.map(({ widthPt, heightPt }) => ({ widthPt, heightPt })),
      ...toIntakeView(one),
    })),
    fields: fields.map(
      ({ roleId, documentId, type, pageNumber, box, required, label, prefilled, ...rest }) => ({
        ...{ roleId, documentId, type, pageNumber, required, label },
        ...toTraitsView(traitsOf(rest)),
        ...{ x: box.x, y: box.y, width: box.width, height: box.height },
        value: prefilled,
      }),
    ),
  };
}
