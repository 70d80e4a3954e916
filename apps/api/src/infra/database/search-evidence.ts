import { isUuid } from '../../domain/ids.js';
import {
  COUNTED_AT_MOST,
  type EvidenceMoment,
  type EvidencePlace,
  type EvidenceQuery,
  type FoundEnvelope,
} from '../../ports/evidence-repository.js';
import { Prisma } from './generated/client.js';
import { fromHex } from './hex-columns.js';
import type { RepositoryScope } from './repository-scope.js';

const moments: Readonly<Record<EvidenceMoment, Prisma.Sql>> = {
  created: Prisma.sql`e.created_at`,
  sent: Prisma.sql`e.sent_at`,
  ended: Prisma.sql`COALESCE(e.completed_at, e.ended_at)`,
};

const columns = Prisma.sql`e.id::text AS id, e.title, e.status::text AS status, e.created_at AS "createdAt",
  e.sent_at AS "sentAt", COALESCE(e.completed_at, e.ended_at) AS "endedAt",
  jsonb_build_object('name', e.sender_name, 'email', e.sender_email) AS sender,
  coalesce(people.list, '[]'::jsonb) AS recipients, coalesce(files.list, '[]'::jsonb) AS documents,
  encode(e.certificate_sha256, 'hex') AS "certificateSha256Hex", coalesce(chain.seq, 0)::int AS "eventCount",
  (SELECT count(*)::int FROM legal_hold h WHERE h.envelope_id = e.id AND h.lifted_at IS NULL) AS "holdCount"`;

const laterals = Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('name', r.name, 'email', r.email, 'role', r.role, 'status', r.status)
      ORDER BY r.position) AS list
    FROM recipient r WHERE r.envelope_id = e.id) people ON true
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('name', d.name, 'originalSha256Hex', encode(d.original_sha256, 'hex'),
      'frozenSha256Hex', encode(d.frozen_sha256, 'hex'), 'sealedSha256Hex', encode(d.sealed_sha256, 'hex'))
      ORDER BY d.position) AS list
    FROM document d WHERE d.envelope_id = e.id) files ON true
  LEFT JOIN audit_stream chain ON chain.stream = 'envelope:' || e.id`;

/** The page is cut from an index first; everything else is looked up for its rows alone. */
export async function searchEvidence(
  scope: RepositoryScope,
  query: EvidenceQuery,
  limit: number,
  after: EvidencePlace | null,
): Promise<FoundEnvelope[]> {
  const moment = moments[query.moment];
  const behind = after && Prisma.sql`(${moment}, e.id) < (${after.moment}::timestamptz, ${after.id}::uuid)`;
  const wanted = Prisma.join([...conditions(scope, query), ...(behind ? [behind] : [])], ' AND ');
  return await scope.client.$queryRaw<FoundEnvelope[]>`
    WITH page AS MATERIALIZED (
      SELECT * FROM envelope e WHERE ${wanted} ORDER BY ${moment} DESC, e.id DESC LIMIT ${limit})
    SELECT ${columns}, ${moment} AS moment FROM page e ${laterals} ORDER BY ${moment} DESC, e.id DESC`;
}

export async function countEvidence(scope: RepositoryScope, query: EvidenceQuery): Promise<number> {
  const wanted = Prisma.join(conditions(scope, query), ' AND ');
  const rows = await scope.client.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT FROM envelope e WHERE ${wanted} LIMIT ${COUNTED_AT_MOST + 1}) counted`;
  return rows[0]?.count ?? 0;
}

export async function findEvidence(scope: RepositoryScope, ids: readonly string[]): Promise<FoundEnvelope[]> {
  return await scope.client.$queryRaw<FoundEnvelope[]>`
    SELECT ${columns}, e.created_at AS moment FROM envelope e ${laterals}
    WHERE e.organisation_id = ${scope.organisationId}::uuid AND e.id = ANY (${[...ids]}::uuid[])`;
}

function conditions({ organisationId }: RepositoryScope, query: EvidenceQuery): Prisma.Sql[] {
  const moment = moments[query.moment];
  const parts = [Prisma.sql`e.organisation_id = ${organisationId}::uuid`];
  if (query.moment !== 'created') parts.push(Prisma.sql`${moment} IS NOT NULL`);
  if (query.from) parts.push(Prisma.sql`${moment} >= ${query.from}::timestamptz`);
  if (query.to) parts.push(Prisma.sql`${moment} < ${query.to}::timestamptz`);
  if (query.states?.length) parts.push(Prisma.sql`e.status = ANY (${[...query.states]}::envelope_status[])`);
  if (query.words) parts.push(byWords(query.words));
  if (query.person) parts.push(byPerson(query.person));
  if (query.documentSha256Hex) parts.push(byDocument(query.documentSha256Hex));
  if (query.isHeld) {
    parts.push(Prisma.sql`e.id IN (SELECT h.envelope_id FROM legal_hold h WHERE h.lifted_at IS NULL)`);
  }
  return parts;
}

function byWords(words: string): Prisma.Sql {
  const lower = words.toLowerCase();
  if (isUuid(lower)) return Prisma.sql`e.id = ${lower}::uuid`;
  return Prisma.sql`e.id IN (SELECT audit_find_titled(${likeOf(words)}))`;
}

function byPerson(person: string): Prisma.Sql {
  return Prisma.sql`e.id IN (SELECT audit_find_person(${likeOf(person)}, ${person.toLowerCase()}))`;
}

/** One index each; an OR over the columns would read every document. */
function byDocument(hex: string): Prisma.Sql {
  const hash = fromHex(hex);
  return Prisma.sql`e.id IN (
    SELECT d.envelope_id FROM document d WHERE d.original_sha256 = ${hash}
    UNION ALL SELECT d.envelope_id FROM document d WHERE d.frozen_sha256 = ${hash}
    UNION ALL SELECT d.envelope_id FROM document d WHERE d.sealed_sha256 = ${hash}
    UNION ALL SELECT f.envelope_id FROM seal_file f WHERE f.sha256 = ${hash}
    UNION ALL SELECT c.id FROM envelope c WHERE c.certificate_sha256 = ${hash})`;
}

/** What was typed, anywhere; its own wildcards mean themselves. */
function likeOf(words: string): string {
  return `%${words.replace(/[\\%_]/g, '\\$&')}%`;
}
