import type { TestDatabase } from './database.js';

/** Ids of an envelope that was put into the database by plain SQL, around the application. */
export interface SeededEnvelope {
  readonly organisationId: string;
  readonly envelopeId: string;
  readonly documentId: string;
  readonly recipientId: string;
  readonly fieldId: string;
}

/** A draft with one document, one signer and one text field. */
export async function seedEnvelope(database: TestDatabase, newId: () => string): Promise<SeededEnvelope> {
  const [organisationId, envelopeId, documentId, recipientId, fieldId] = Array.from({ length: 5 }, newId);
  const ids = { organisationId, envelopeId, documentId, recipientId, fieldId } as Record<
    keyof SeededEnvelope,
    string
  >;
  await database.query(
    'admin',
    `SELECT set_config('app.organisation', '${ids.organisationId}', false);
     INSERT INTO organization (id, name, slug) VALUES ('${ids.organisationId}', 'Org', '${ids.organisationId}');
     INSERT INTO envelope (id, organisation_id, title, created_by, sender_name, sender_email)
       VALUES ('${ids.envelopeId}', '${ids.organisationId}', 'Lease', 'u', 'Ada', 'ada@example.test');
     INSERT INTO document (id, organisation_id, envelope_id, name, original_sha256, frozen_sha256, byte_size, pages,
         report, uploaded_by)
       VALUES ('${ids.documentId}', '${ids.organisationId}', '${ids.envelopeId}', 'a.pdf', '\\x01', '\\x01', 1, '[]',
         '{}', 'u');
     INSERT INTO recipient (id, organisation_id, envelope_id, key, position, name, email, role, routing_order)
       VALUES ('${ids.recipientId}', '${ids.organisationId}', '${ids.envelopeId}', 'a', 0, 'Bo', 'bo@example.test',
         'signer', 1);
     INSERT INTO field (id, organisation_id, envelope_id, document_id, recipient_id, position, type, page_number, x, y,
         width, height)
       VALUES ('${ids.fieldId}', '${ids.organisationId}', '${ids.envelopeId}', '${ids.documentId}',
         '${ids.recipientId}', 0, 'text', 1, 0.1, 0.1, 0.2, 0.05)`,
  );
  return ids;
}

/** Runs statements as a role inside one organisation, in one transaction, as a unit of work would. */
export function inOrganisation(organisationId: string, ...statements: string[]): string {
  return `BEGIN; SELECT set_config('app.organisation', '${organisationId}', true); ${statements.join('; ')}; COMMIT`;
}
