import type { EnvelopeStatus } from '../../domain/envelope.js';
import type { EnvelopeCounts, EnvelopeFilter, EnvelopeListItem } from '../../ports/envelope-repository.js';
import { Prisma } from './generated/client.js';
import type { RepositoryScope } from './repository-scope.js';

type ListRow = Omit<EnvelopeListItem, 'sender' | 'recipients' | 'attention'> & {
  readonly senderId: string;
  readonly senderName: string;
  readonly recipients: EnvelopeListItem['recipients'];
  readonly attention: AttentionJson | null;
};
interface AttentionJson {
  readonly code: string;
  readonly sentence: string;
  readonly since: string;
  readonly nextAttemptAt: string | null;
}

/** A second or two for the log is a step of every certificate, and no trouble before it takes longer. */
const stoppedSeal = Prisma.sql`s.state IN ('waiting', 'failed')
  AND (s.cause_code IS DISTINCT FROM 'log-behind' OR s.cause_since < now() - interval '3 seconds')`;

/**
 * A mail or a seal that needs somebody's eye. A mail counts until a later one to the same person was accepted.
 * Times leave as ISO text, since they travel inside JSON.
 */
const attention = Prisma.sql`
  SELECT jsonb_build_object('code', t.code, 'sentence', t.sentence, 'since', t.since, 'nextAttemptAt', t.next) AS attention
  FROM (
    SELECT coalesce(s.cause_code, 'sealing-failed') AS code, coalesce(s.cause_detail, 'Sealing did not succeed.') AS sentence,
      coalesce(s.cause_since, s.created_at) AS since, s.next_attempt_at AS next, 1 AS rank
    FROM seal s WHERE s.envelope_id = e.id AND ${stoppedSeal}
    UNION ALL
    SELECT x.cause_code, x.cause_detail, x.cause_since, NULL, 1
    FROM seal_extension x WHERE x.envelope_id = e.id AND x.state = 'failed'
    UNION ALL
    SELECT CASE m.state WHEN 'failed' THEN 'mail-failed' ELSE 'mail-deferred' END,
      coalesce('Mail to ' || r.name || ': ' || m.smtp_response, 'A mail could not be delivered yet.'),
      m.updated_at, m.next_attempt_at, 2
    FROM mail m LEFT JOIN recipient r ON r.id = m.recipient_id
    WHERE m.envelope_id = e.id AND m.state IN ('deferred', 'failed') AND e.status IN ('sent', 'sealing', 'completed')
      AND NOT EXISTS (SELECT 1 FROM mail later WHERE later.envelope_id = e.id
        AND later.recipient_id IS NOT DISTINCT FROM m.recipient_id AND later.state = 'sent' AND later.created_at > m.created_at)
  ) t ORDER BY t.rank, t.since LIMIT 1`;

const columns = Prisma.sql`e.id::text AS id, e.title, e.status::text AS status, e.version, e.created_at AS "createdAt",
  e.updated_at AS "updatedAt", e.sent_at AS "sentAt", e.completed_at AS "completedAt", e.expires_at AS "expiresAt",
  e.created_by AS "senderId", e.sender_name AS "senderName", coalesce(people.list, '[]'::jsonb) AS recipients, a.attention`;

const laterals = Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'email', r.email, 'role', r.role, 'status', r.status,
      'routingOrder', r.routing_order) ORDER BY r.position) AS list
    FROM recipient r WHERE r.envelope_id = e.id) people ON true
  LEFT JOIN LATERAL (${attention}) a ON true`;

/** The page is cut from the index first; people and faults are looked up for its rows alone. */
export async function listEnvelopes(
  scope: RepositoryScope,
  filter: EnvelopeFilter,
): Promise<EnvelopeListItem[]> {
  const wanted = whereOf(scope, filter);
  const rows = await scope.client.$queryRaw<ListRow[]>`
    WITH page AS MATERIALIZED (
      SELECT * FROM envelope e WHERE ${wanted}
      ORDER BY e.created_at DESC, e.id DESC LIMIT ${filter.limit})
    SELECT ${columns} FROM page e ${laterals} ORDER BY e.created_at DESC, e.id DESC`;
  return rows.map(toItem);
}

export async function findListItem(scope: RepositoryScope, id: string): Promise<EnvelopeListItem | null> {
  const rows = await scope.client.$queryRaw<ListRow[]>`
    SELECT ${columns} FROM envelope e ${laterals} WHERE e.id = ${id}::uuid`;
  return rows[0] === undefined ? null : toItem(rows[0]);
}

export async function countEnvelopes(scope: RepositoryScope): Promise<EnvelopeCounts> {
  const rows = await scope.client.$queryRaw<{ status: EnvelopeStatus | 'attention'; count: number }[]>`
    SELECT status::text AS status, count(*)::int AS count FROM envelope
    WHERE organisation_id = ${scope.organisationId}::uuid GROUP BY status
    UNION ALL
    SELECT 'attention', count(*)::int FROM (${troubledEnvelopes(scope)}) troubled`;
  const none: EnvelopeCounts = {
    ...{ draft: 0, sent: 0, sealing: 0, completed: 0, declined: 0, voided: 0, expired: 0 },
    attention: 0,
  };
  return { ...none, ...Object.fromEntries(rows.map((row) => [row.status, row.count])) };
}

function whereOf(scope: RepositoryScope, filter: EnvelopeFilter): Prisma.Sql {
  const parts = [Prisma.sql`e.organisation_id = ${scope.organisationId}::uuid`];
  if (filter.status === 'attention') parts.push(Prisma.sql`e.id IN (${troubledEnvelopes(scope)})`);
  else if (filter.status !== undefined) parts.push(Prisma.sql`e.status = ${filter.status}::envelope_status`);
  if (filter.after !== undefined) {
    parts.push(
      Prisma.sql`(e.created_at, e.id) < (${filter.after.createdAt}::timestamptz, ${filter.after.id}::uuid)`,
    );
  }
  if (filter.q !== undefined && filter.q !== '') {
    const like = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`;
    parts.push(Prisma.sql`(e.title ILIKE ${like} OR e.id IN (SELECT r.envelope_id FROM recipient r
      WHERE r.organisation_id = ${scope.organisationId}::uuid AND (r.name ILIKE ${like} OR r.email ILIKE ${like})))`);
  }
  return Prisma.join(parts, ' AND ');
}

/** The ids of envelopes with a fault. Starts from the few faults (partial indexes), not from the many envelopes. */
function troubledEnvelopes(scope: RepositoryScope): Prisma.Sql {
  const organisation = Prisma.sql`organisation_id = ${scope.organisationId}::uuid`;
  return Prisma.sql`
    SELECT s.envelope_id FROM seal s WHERE s.${organisation} AND ${stoppedSeal}
    UNION
    SELECT x.envelope_id FROM seal_extension x WHERE x.${organisation} AND x.state = 'failed'
    UNION
    SELECT m.envelope_id FROM mail m JOIN envelope me ON me.id = m.envelope_id
    WHERE m.${organisation} AND m.state IN ('deferred', 'failed') AND me.status IN ('sent', 'sealing', 'completed')
      AND NOT EXISTS (SELECT 1 FROM mail later WHERE later.envelope_id = m.envelope_id
        AND later.recipient_id IS NOT DISTINCT FROM m.recipient_id AND later.state = 'sent'
        AND later.created_at > m.created_at)`;
}

function toItem(row: ListRow): EnvelopeListItem {
  const { senderId, senderName, attention: fault, ...item } = row;
  const since = fault && new Date(fault.since);
  return {
    ...item,
    sender: { id: senderId, name: senderName },
    attention: fault &&
      since && {
        code: fault.code,
        sentence: fault.sentence,
        since,
        nextAttemptAt: fault.nextAttemptAt === null ? null : new Date(fault.nextAttemptAt),
      },
  };
}
