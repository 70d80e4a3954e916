import type { Call } from './call';
import type { EnvelopeDocument } from './documents';
import type { Envelope, FieldBox, FieldType, RecipientRole } from './envelopes';
import { type Page, queryOf } from './page';

export interface TemplateRole {
  readonly id: string;
  readonly name: string;
  readonly role: RecipientRole;
  readonly routingOrder: number;
}

export interface TemplateSummary {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly createdAt: string;
  readonly roles: readonly TemplateRole[];
}

export interface TemplateField extends FieldBox {
  readonly roleId: string;
  readonly documentId: string;
  readonly type: FieldType;
  readonly pageNumber: number;
  readonly required: boolean;
  readonly label: string;
  readonly value: string | null;
}

export interface Template extends TemplateSummary {
  readonly message: string;
  readonly expiresInDays: number;
  readonly archivedAt: string | null;
  readonly documents: readonly Omit<EnvelopeDocument, 'sealedSha256'>[];
  readonly fields: readonly TemplateField[];
}

export interface TemplateUse {
  readonly title?: string;
  readonly message?: string;
  readonly recipients: readonly { readonly roleId: string; readonly name: string; readonly email: string }[];
  readonly values?: Readonly<Record<string, string>>;
  readonly send?: boolean;
}

export const listTemplates = (call: Call, cursor?: string | null): Promise<Page<TemplateSummary>> =>
  call(`/templates${queryOf({ cursor, limit: 50 })}`);

export const getTemplate = (call: Call, id: string): Promise<Template> => call(`/templates/${id}`);

export const createTemplate = (call: Call, fromEnvelopeId: string, name: string): Promise<Template> =>
  call('/templates', { method: 'POST', body: { fromEnvelopeId, name } });

export const archiveTemplate = (call: Call, id: string): Promise<void> =>
  call(`/templates/${id}`, { method: 'DELETE' });

export const startFromTemplate = (
  call: Call,
  id: string,
  use: TemplateUse,
  idempotencyKey: string,
): Promise<Envelope> => call(`/templates/${id}/envelopes`, { method: 'POST', body: use, idempotencyKey });
