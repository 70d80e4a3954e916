import type { EnvelopeId } from '../../domain/ids.js';
import type {
  PersonInEnvelope,
  PersonOutsideEnvelopes,
  PersonRepository,
  PersonTraces,
  StoredPersonErasure,
} from '../../ports/person-repository.js';
import { collectPersonRows } from './person-rows.js';
import type { RepositoryScope } from './repository-scope.js';

/** Shorter ones are in too many other words. */
const SHORTEST_NAME = 4;

type InTemplates = Pick<PersonOutsideEnvelopes, 'templateFieldIds' | 'sharedTexts'>;

/** Reads run under row-level security: a person of another organisation is nobody here. */
export class PrismaPersonRepository implements PersonRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async find(email: string): Promise<PersonTraces> {
    const address = email.trim().toLowerCase();
    const envelopes = await this.inEnvelopes(address);
    const names = [...new Set(envelopes.flatMap((one) => one.names))];
    const recipientIds = envelopes.flatMap((one) => one.recipientIds);
    return { envelopes, outside: await this.outside(address, names, recipientIds) };
  }

  everything(email: string, traces: PersonTraces): Promise<Record<string, unknown>> {
    return collectPersonRows(this.scope.client, email.trim().toLowerCase(), traces);
  }

  private async inEnvelopes(address: string): Promise<PersonInEnvelope[]> {
    return await this.scope.client.$queryRaw<PersonInEnvelope[]>`
      WITH person AS (
        SELECT r.envelope_id, array_agg(r.id::text) AS ids, array_agg(DISTINCT r.name) AS names
        FROM recipient r WHERE lower(r.email) = ${address} GROUP BY r.envelope_id)
      SELECT e.id::text AS "envelopeId", e.title, e.status::text AS status,
        coalesce(p.ids, '{}') AS "recipientIds", coalesce(p.names, ARRAY[e.sender_name]) AS names,
        lower(e.sender_email) = ${address} AS "isSender",
        EXISTS (SELECT FROM unnest(coalesce(p.names, ARRAY[e.sender_name]) || ARRAY[${address}]) n
          WHERE btrim(n) <> '' AND (position(lower(n) IN lower(e.title || ' ' || e.message || ' ' || coalesce(e.end_reason, ''))) > 0
            OR EXISTS (SELECT FROM document d LEFT JOIN upload u ON u.document_id = d.id WHERE d.envelope_id = e.id
              AND position(lower(n) IN lower(concat_ws(' ', d.name, d.found_fields::text, d.report ->> 'notes', u.file_name))) > 0)
            OR EXISTS (SELECT FROM field f WHERE f.envelope_id = e.id AND position(lower(n)
              IN lower(concat_ws(' ', f.label, f.name, f.options::text, f.choice_group))) > 0))) AS "textsMention",
        e.created_by AS "senderId",
        (SELECT coalesce(array_agg(DISTINCT x.id::text), '{}') FROM audit_event x JOIN audit_personal a ON a.event_id = x.id
          WHERE x.stream = 'envelope:' || e.id AND position(${address} IN lower(a.value)) > 0
            AND a.subject <> ALL (SELECT 'recipient:' || i FROM unnest(coalesce(p.ids, '{}')) i)
            AND a.subject <> 'user:' || e.created_by) AS "mentioningEventIds",
        (SELECT count(*)::int FROM field_value v WHERE v.recipient_id::text = ANY (p.ids)) AS "fieldValueCount",
        (SELECT count(*)::int FROM mail m WHERE m.recipient_id::text = ANY (p.ids)) AS "mailCount",
        (SELECT count(*)::int FROM audit_personal a JOIN audit_event x ON x.id = a.event_id
          WHERE x.stream = 'envelope:' || e.id AND (a.subject = ANY (SELECT 'recipient:' || i FROM unnest(p.ids) i)
            OR lower(e.sender_email) = ${address} AND a.subject = 'user:' || e.created_by)) AS "personalValueCount",
        (SELECT count(*)::int FROM document d WHERE d.envelope_id = e.id AND e.documents_erased_at IS NULL)
          + (e.certificate_sha256 IS NOT NULL AND e.documents_erased_at IS NULL)::int AS "fileCount",
        e.documents_erased_at IS NOT NULL AS "isErased"
      FROM envelope e LEFT JOIN person p ON p.envelope_id = e.id
      WHERE p.envelope_id IS NOT NULL OR lower(e.sender_email) = ${address}
      ORDER BY e.created_at, e.id`;
  }

  private async outside(
    address: string,
    names: readonly string[],
    recipientIds: readonly string[],
  ): Promise<PersonOutsideEnvelopes> {
    const words = [...names.filter((name) => name.trim().length >= SHORTEST_NAME), address];
    const [byAddress] = await this.scope.client.$queryRaw<Omit<PersonOutsideEnvelopes, keyof InTemplates>[]>`
      SELECT
        (SELECT coalesce(array_agg(DISTINCT p.subject), '{}') FROM audit_personal p JOIN audit_event e ON e.id = p.event_id
          WHERE (position(${address} IN lower(p.value)) > 0
            -- What an auditor typed into a search, by name too.
            OR p.subject LIKE 'search:%' AND EXISTS (SELECT FROM unnest(${words}::text[]) n
              WHERE position(lower(n) IN lower(p.value)) > 0)) AND (e.stream LIKE 'organisation:%' OR NOT EXISTS (
            SELECT FROM envelope v WHERE e.stream = 'envelope:' || v.id))) AS subjects,
        (SELECT coalesce(array_agg(b.id::text), '{}') FROM bulk_row b
          WHERE position(${address} IN lower(b.values::text || b.problems::text)) > 0 AND b.envelope_id IS NULL
            AND b.state NOT IN ('waiting', 'creating')) AS "bulkRowIds",
        (SELECT count(*)::int FROM bulk_row b
          WHERE position(${address} IN lower(b.values::text)) > 0 AND b.envelope_id IS NULL
            AND b.state IN ('waiting', 'creating')) AS "openBulkRowCount",
        (SELECT count(*)::int FROM invitation i WHERE lower(i.email) = ${address}
          AND i.organization_id = app_organisation()) AS "invitationCount",
        (SELECT jsonb_build_object('userId', u.id, 'isMember', EXISTS (SELECT FROM member m
            WHERE m.user_id = u.id AND m.organization_id = app_organisation()),
            'sessionCount', (SELECT count(*) FROM session s WHERE s.user_id = u.id))
          FROM "user" u WHERE lower(u.email) = ${address} AND (
            EXISTS (SELECT FROM member m WHERE m.user_id = u.id AND m.organization_id = app_organisation())
            OR EXISTS (SELECT FROM envelope e WHERE e.created_by = u.id)
            OR EXISTS (SELECT FROM audit_personal p WHERE p.subject = 'user:' || u.id))) AS account`;
    const [inTemplates] = await this.inTemplates(words, recipientIds);
    if (!byAddress || !inTemplates) throw new Error('The database did not answer.');
    return { ...byAddress, ...inTemplates };
  }

  /** Templates and lists name a person only by words, or by the values they took over from an envelope. */
  private inTemplates(words: readonly string[], recipientIds: readonly string[]): Promise<InTemplates[]> {
    return this.scope.client.$queryRaw<InTemplates[]>`
      SELECT
        (SELECT coalesce(array_agg(f.id::text), '{}') FROM template_field f
          WHERE f.prefilled IS NOT NULL AND (EXISTS (SELECT FROM unnest(${[...words]}::text[]) n
            WHERE position(lower(n) IN lower(f.prefilled)) > 0)
            -- A template made from an envelope takes the person's values along.
            OR length(f.prefilled) > 3 AND f.prefilled <> 'true' AND f.prefilled <> 'false' AND (
              EXISTS (SELECT FROM field o WHERE o.recipient_id::text = ANY (${[...recipientIds]}::text[])
                AND o.prefilled = f.prefilled)
              OR EXISTS (SELECT FROM field_value v WHERE v.recipient_id::text = ANY (${[...recipientIds]}::text[])
                AND v.value #>> '{}' = f.prefilled)))) AS "templateFieldIds",
        (SELECT coalesce(array_agg(DISTINCT shared.subject), '{}') FROM (
          SELECT 'template-message:' || id, message FROM template
          UNION ALL SELECT 'template-title:' || id, title FROM template
          UNION ALL SELECT 'template-name:' || id, name FROM template
          -- Its name stands in the record too.
          UNION ALL SELECT 'template:' || id, name FROM template
          UNION ALL SELECT 'template-role:' || id, name FROM template_role
          UNION ALL SELECT 'template-label:' || id, concat_ws(' ', label, name, options::text, choice_group)
            FROM template_field
          -- Of templates, and uploads no envelope uses; the name stands in the record too.
          UNION ALL SELECT 'document:' || id, concat_ws(' ', name, found_fields::text, report ->> 'notes') FROM document
            WHERE envelope_id IS NULL
          UNION ALL SELECT 'upload-file:' || u.id, u.file_name FROM upload u WHERE NOT EXISTS (SELECT FROM document d
            WHERE d.id = u.document_id AND d.envelope_id IS NOT NULL)
          UNION ALL SELECT 'bulk-columns:' || id, array_to_string(columns, ' ') FROM bulk
            WHERE state IN ('finished', 'cancelled')
          UNION ALL SELECT 'bulk-file:' || id, file_name FROM bulk
          UNION ALL SELECT 'bulk:' || id, file_name FROM bulk) shared (subject, text)
          WHERE EXISTS (SELECT FROM unnest(${[...words]}::text[]) n
            WHERE position(lower(n) IN lower(shared.text)) > 0)) AS "sharedTexts"`;
  }

  async begin({
    id,
    email,
    ground,
    textsOf,
    requestedBy,
    planned,
  }: Parameters<PersonRepository['begin']>[0]): Promise<boolean> {
    const { client, organisationId } = this.scope;
    const texts = [...textsOf];
    const plan = JSON.stringify({ planned });
    const count = await client.$executeRaw`
      INSERT INTO person_erasure (id, organisation_id, email, ground, texts_of, requested_by, result)
      VALUES (${id}::uuid, ${organisationId}::uuid, ${email}, ${ground}, ${texts}::uuid[], ${requestedBy}, ${plan}::jsonb)
      ON CONFLICT DO NOTHING`;
    return count === 1;
  }

  async erasure(id: string): Promise<StoredPersonErasure | null> {
    const row = await this.scope.client.personErasure.findUnique({ where: { id } });
    return row && toErasure(row);
  }

  async erasures(): Promise<StoredPersonErasure[]> {
    const { client, organisationId } = this.scope;
    const rows = await client.personErasure.findMany({
      where: { organisationId },
      orderBy: { requestedAt: 'desc' },
      take: 100,
    });
    return rows.map(toErasure);
  }

  async removeAccount(email: string): Promise<void> {
    const address = email.toLowerCase();
    const { client } = this.scope;
    await client.$executeRaw`
      DELETE FROM invitation WHERE lower(email) = ${address} AND organization_id = app_organisation()`;
    await client.$executeRaw`DELETE FROM verification WHERE position(${address} IN lower(identifier || value)) > 0`;
    // An account is nobody's own while another organisation knows it; without any it is only data about a person.
    await client.$executeRaw`
      DELETE FROM "user" u WHERE lower(u.email) = ${address} AND NOT EXISTS (SELECT FROM member m WHERE m.user_id = u.id)`;
  }

  async finish(id: string, result: object): Promise<void> {
    await this.scope.client.personErasure.updateMany({
      where: { id, state: 'running' },
      data: { state: 'done', email: null, doneAt: this.scope.now, result },
    });
  }
}

interface ErasureRow extends Omit<StoredPersonErasure, 'state' | 'textsOf' | 'planned'> {
  readonly state: string;
  readonly textsOf: string[];
}

function toErasure(row: ErasureRow): StoredPersonErasure {
  const { id, email, ground, requestedBy, requestedAt, doneAt, result } = row;
  const isDone = row.state === 'done';
  return {
    ...{ id, email, ground, requestedBy, requestedAt, doneAt },
    planned: isDone ? [] : plannedIn(result),
    result: isDone ? result : null,
    textsOf: row.textsOf as EnvelopeId[],
    state: isDone ? 'done' : 'running',
  };
}

function plannedIn(result: unknown): readonly string[] {
  const planned = typeof result === 'object' && result !== null && 'planned' in result ? result.planned : [];
  return Array.isArray(planned) ? planned.map(String) : [];
}
