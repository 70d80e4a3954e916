import { AppError, type Fault } from './app-error.js';
import { type CreateDraft, createDraft } from './draft.js';
import type { DraftEnvelope, EnvelopeDocument, Sender } from './envelope.js';
import type { DraftSource, Transition } from './events.js';
import type { Field, FieldBox, FieldType } from './field.js';
import { type FieldTraits, traitsOf } from './field-traits.js';
import type {
  BulkRowId,
  DocumentId,
  EnvelopeId,
  FieldId,
  OrganisationId,
  RecipientId,
  TemplateId,
  TemplateRoleId,
} from './ids.js';
import type { Recipient, RecipientRole } from './recipient.js';
import { assertValuesFit, prefilledOf } from './template-values.js';

export interface TemplateRole {
  readonly id: TemplateRoleId;
  readonly position: number;
  readonly name: string;
  readonly role: RecipientRole;
  readonly routingOrder: number;
}

export interface TemplateField extends FieldTraits {
  readonly roleId: TemplateRoleId;
  readonly documentId: DocumentId;
  readonly position: number;
  readonly type: FieldType;
  readonly pageNumber: number;
  readonly box: FieldBox;
  readonly required: boolean;
  readonly label: string;
  readonly prefilled: string | null;
}

/** Roles instead of people, over documents that are shared by reference. */
export interface Template {
  readonly id: TemplateId;
  readonly organisationId: OrganisationId;
  readonly name: string;
  readonly title: string;
  readonly message: string;
  readonly expiresInDays: number;
  readonly archivedAt: Date | null;
  readonly documents: readonly EnvelopeDocument[];
  readonly roles: readonly TemplateRole[];
  readonly fields: readonly TemplateField[];
}

export interface FromTemplate {
  readonly id: EnvelopeId;
  readonly source: DraftSource;
  readonly sender: Sender;
  readonly title?: string;
  readonly message?: string;
  readonly recipients: readonly {
    readonly roleId: string;
    readonly name: string;
    readonly email: string;
  }[];
  /** By name, group or label (`valueNameOf`); goes to every such field that can be filled in beforehand. */
  readonly values?: Readonly<Record<string, string>>;
  readonly bulkRowId?: BulkRowId;
  /** Makes the ids of the new rows. */
  readonly newRecipientId: () => RecipientId;
  readonly newFieldId: () => FieldId;
  readonly newDocumentId: () => DocumentId;
}

/**
 * A draft of the template's shape with people in its roles. Documents keep their hashes and get ids of their own.
 *
 * @throws AppError `template-archived`, `template-role-missing`, `template-role-unknown`, `template-value-unknown`
 */
export function draftFromTemplate(
  template: Template,
  command: FromTemplate,
  now: Date,
): Transition<DraftEnvelope> {
  assertUsable(template, command);
  const documentIds = new Map(template.documents.map((one) => [one.id, command.newDocumentId()]));
  const recipientIds = new Map(template.roles.map((one) => [one.id, command.newRecipientId()]));
  const draft: CreateDraft = {
    id: command.id,
    organisationId: template.organisationId,
    source: command.source,
    title: command.title ?? template.title,
    message: command.message ?? template.message,
    sender: command.sender,
    expiresInDays: template.expiresInDays,
    documents: template.documents.map((one) => ({
      ...one,
      id: mapped(documentIds, one.id),
      sealedSha256Hex: null,
    })),
    recipients: template.roles.map((role) => recipientOf(role, mapped(recipientIds, role.id), command)),
    fields: template.fields.map((field) => ({
      ...fieldOf(field, command),
      recipientId: mapped(recipientIds, field.roleId),
      documentId: mapped(documentIds, field.documentId),
    })),
    templateId: template.id,
    ...(command.bulkRowId === undefined ? {} : { bulkRowId: command.bulkRowId }),
  };
  return createDraft(draft, now);
}

function assertUsable(template: Template, command: FromTemplate): void {
  if (template.archivedAt !== null) throw new AppError('template-archived', 'This template was archived.');
  const given = new Set(command.recipients.map((one) => one.roleId));
  for (const role of template.roles) {
    if (given.has(role.id)) continue;
    throw new AppError('template-role-missing', `Say who takes the role “${role.name}”.`, {
      pointer: '/recipients',
    });
  }
  const roleIds = new Set<string>(template.roles.map((one) => one.id));
  const errors: Fault[] = [];
  command.recipients.forEach((one, index) => {
    const pointer = `/recipients/${index}/roleId`;
    if (!roleIds.has(one.roleId)) errors.push({ pointer, detail: 'The template has no such role.' });
  });
  if (errors.length > 0) throw new AppError('template-role-unknown', errors[0]?.detail, { errors });
  assertValuesFit(command.values ?? {}, template.fields);
}

function recipientOf(role: TemplateRole, id: RecipientId, command: FromTemplate): Recipient {
  const person = command.recipients.find((one) => one.roleId === role.id);
  return {
    id,
    key: role.name,
    position: role.position,
    name: person?.name ?? '',
    email: person?.email ?? '',
    role: role.role,
    routingOrder: role.routingOrder,
    status: 'waiting',
    invitedAt: null,
    openedAt: null,
    consentedAt: null,
    consentVersion: null,
    consentSha256Hex: null,
    completedAt: null,
    declinedAt: null,
    declineReason: null,
  };
}

function fieldOf(field: TemplateField, command: FromTemplate): Omit<Field, 'recipientId' | 'documentId'> {
  const { position, type, pageNumber, box, required, label } = field;
  const prefilled = prefilledOf(field, command.values ?? {});
  const id = command.newFieldId();
  const place = { id, position, type, pageNumber, box, required, label, prefilled };
  return { ...place, ...traitsOf(field), value: null, filledAt: null };
}

function mapped<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined)
    throw new TypeError('A template field names a role or a document the template does not have.');
  return value;
}
