import type { Call } from './call';
import type { EnvelopeDocument } from './documents';
import type { Envelope, FieldBox, FieldType, RecipientRole } from './envelopes';
import type { Page } from './page';

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
  readonly documents: readonly Omit<EnvelopeDocument, 'fingerprint' | 'foundFields' | 'sealedSha256'>[];
  readonly fields: readonly TemplateField[];
}

/** What is told at once of an envelope made from a template. */
export type StartedEnvelope = Pick<Envelope, 'id' | 'status' | 'version'>;

export interface TemplateUse {
  readonly title?: string;
  readonly message?: string;
  readonly recipients: readonly { readonly roleId: string; readonly name: string; readonly email: string }[];
  readonly values?: Readonly<Record<string, string>>;
  readonly send?: boolean;
}

export const listTemplates = (call: Call, cursor?: string | null): Promise<Page<TemplateSummary>> =>
  call('GET /templates', { query: { cursor, limit: 50 } });

export const getTemplate = (call: Call, id: string): Promise<Template> =>
  call('GET /templates/{id}', { path: { id } });

export const createTemplate = (call: Call, fromEnvelopeId: string, name: string): Promise<Template> =>
  call('POST /templates', { body: { fromEnvelopeId, name } });

export const archiveTemplate = (call: Call, id: string): Promise<void> =>
  call('DELETE /templates/{id}', { path: { id } });

export const startFromTemplate = (
  call: Call,
  id: string,
  use: TemplateUse,
  idempotencyKey: string,
): Promise<StartedEnvelope> =>
  call('POST /templates/{id}/envelopes', { path: { id }, body: use, idempotencyKey });
