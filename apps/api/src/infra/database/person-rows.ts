import type { PersonTraces } from '../../ports/person-repository.js';
import { Prisma } from './generated/client.js';
import type { TransactionClient } from './repository-scope.js';

/** Never part of an export: secrets and the organisation's own keys. */
const SECRET = [
  'token_hash',
  'token',
  'organisation_id',
  'password',
  'access_token',
  'refresh_token',
  'id_token',
];

/** Every row about a person as PostgreSQL itself writes it: a column that is added later is in the export by itself. */
export async function collectPersonRows(
  client: TransactionClient,
  address: string,
  { envelopes, outside }: PersonTraces,
): Promise<Record<string, unknown>> {
  const recipientIds = envelopes.flatMap((one) => one.recipientIds);
  const envelopeIds = envelopes.map((one) => one.envelopeId);
  const ofRecipients = Prisma.sql`t.recipient_id::text = ANY (${recipientIds}::text[])`;
  const subjects = [...recipientIds.map((id) => `recipient:${id}`), ...outside.subjects];
  const tables: Record<string, Prisma.Sql> = {
    recipients: Prisma.sql`recipient t WHERE t.id::text = ANY (${recipientIds}::text[])`,
    envelopes: Prisma.sql`envelope t WHERE t.id::text = ANY (${envelopeIds}::text[])`,
    documents: Prisma.sql`document t WHERE t.envelope_id::text = ANY (${envelopeIds}::text[])`,
    fields: Prisma.sql`field t WHERE ${ofRecipients}`,
    fieldValues: Prisma.sql`field_value t WHERE ${ofRecipients}`,
    signatures: Prisma.sql`signature t WHERE ${ofRecipients}`,
    signedDocuments: Prisma.sql`signed_document t WHERE ${ofRecipients}`,
    links: Prisma.sql`recipient_link t WHERE ${ofRecipients}`,
    linkFetches: Prisma.sql`link_fetch t WHERE t.link_id IN (SELECT l.id FROM recipient_link l
      WHERE l.recipient_id::text = ANY (${recipientIds}::text[]))`,
    sessions: Prisma.sql`signer_session t WHERE ${ofRecipients}`,
    pagesShown: Prisma.sql`page_shown t WHERE ${ofRecipients}`,
    mails: Prisma.sql`mail t WHERE ${ofRecipients}`,
    bulkRows: Prisma.sql`bulk_row t WHERE t.envelope_id::text = ANY (${envelopeIds}::text[])
      OR position(${address} IN lower(t.values::text || t.problems::text)) > 0`,
    templateFields: Prisma.sql`template_field t WHERE t.id::text = ANY (${[...outside.templateFieldIds]}::text[])`,
    recordedValues: Prisma.sql`(SELECT p.subject, p.value::jsonb AS value, e.type, e.at, e.stream, e.seq
      FROM audit_personal p JOIN audit_event e ON e.id = p.event_id
      WHERE p.subject = ANY (${subjects}) OR position(${address} IN lower(p.value)) > 0 ORDER BY e.at, e.seq) t`,
    // Whether an address has an account in another organisation is nothing this one may learn.
    account: Prisma.sql`"user" t WHERE t.id = ${outside.account?.userId ?? ''}`,
    accountSessions: Prisma.sql`session t WHERE t.user_id = ${outside.account?.userId ?? ''}`,
    invitations: Prisma.sql`invitation t WHERE lower(t.email) = ${address} AND t.organization_id = app_organisation()`,
  };
  const parts: Record<string, unknown> = {};
  for (const [name, from] of Object.entries(tables)) {
    const [row] = await client.$queryRaw<{ rows: unknown }[]>`
      SELECT coalesce(jsonb_agg(to_jsonb(t) - ${SECRET}::text[]), '[]') AS rows FROM ${from}`;
    parts[name] = row?.rows ?? [];
  }
  return parts;
}
