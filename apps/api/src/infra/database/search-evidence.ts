import type {
  EvidenceMoment,
  EvidencePlace,
  EvidenceQuery,
  FoundEnvelope,
} from '../../ports/evidence-repository.js';
import { Prisma } from './generated/client.js';
import { fromHex } from './hex-columns.js';
import type { RepositoryScope } from './repository-scope.js';
import { byTypedWords, fitSurelyMore } from './typed-words.js';

const moments: Readonly<Record<EvidenceMoment, Prisma.Sql>> = {
  created: Prisma.sql`e.created_at`,
  sent: Prisma.sql`e.sent_at`,
  ended: Prisma.sql`COALESCE(e.completed_at, e.ended_at)`,
};

const columns = Prisma.sql`e.id::text AS id, e.title, e.status::text AS status, e.created_at AS "createdAt",
  e.sent_at AS "sentAt", COALESCE(e.completed_at, e.ended_at) AS "endedAt",
  jsonb_build_object('name', e.sender_name, 'email', e.sender_email) AS sender,
  coalesce(people.list, '[]'::jsonb) AS recipients, coalesce(files.list, '[]'::jsonb) AS documents,
  encode(e.certificate_sha256, 'hex') AS "certificateSha256Hex", e.documents_erased_at AS "documentsErasedAt",
  coalesce(chain.seq, 0)::int AS "eventCount",
  (SELECT count(*)::int FROM legal_hold h WHERE h.envelope_id = e.id AND h.lifted_at IS NULL) AS "holdCount"`;

const laterals = Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('name', r.name, 'email', r.email, 'role', r.role, 'status', r.status)
      ORDER BY r.position) AS list
    FROM recipient r WHERE r.envelope_id = e.id) people ON true
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'originalSha256Hex', encode(d.original_sha256, 'hex'),
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
  return await scope.client.$queryRaw<FoundEnvelope[]>(await pageOf(scope, query, limit, after));
}

/** The statement behind {@link searchEvidence}. */
export async function pageOf(
  scope: RepositoryScope,
  query: EvidenceQuery,
  limit: number,
  after: EvidencePlace | null,
): Promise<Prisma.Sql> {
  const moment = moments[query.moment];
  const behind = after && Prisma.sql`(${moment}, e.id) < (${after.moment}::timestamptz, ${after.id}::uuid)`;
  const wanted = Prisma.join([...(await conditions(scope, query)), ...(behind ? [behind] : [])], ' AND ');
  return Prisma.sql`
    WITH page AS MATERIALIZED (
      SELECT * FROM envelope e WHERE ${wanted} ORDER BY ${moment} DESC, e.id DESC LIMIT ${limit})
    SELECT ${columns}, ${moment} AS moment FROM page e ${laterals} ORDER BY ${moment} DESC, e.id DESC`;
}

/** Exact up to `most`, else one more than that. */
export async function countEvidence(
  scope: RepositoryScope,
  query: EvidenceQuery,
  most: number,
): Promise<number> {
  if (await fitSurelyMore(scope, query, most)) return most + 1;
  const wanted = Prisma.join(await conditions(scope, query), ' AND ');
  const rows = await scope.client.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT FROM envelope e WHERE ${wanted} LIMIT ${most + 1}) counted`;
  return rows[0]?.count ?? 0;
}

export async function findEvidence(scope: RepositoryScope, ids: readonly string[]): Promise<FoundEnvelope[]> {
  return await scope.client.$queryRaw<FoundEnvelope[]>`
    SELECT ${columns}, e.created_at AS moment FROM envelope e ${laterals}
    WHERE e.organisation_id = ${scope.organisationId}::uuid AND e.id = ANY (${[...ids]}::uuid[])`;
}

async function conditions(scope: RepositoryScope, query: EvidenceQuery): Promise<Prisma.Sql[]> {
  const moment = moments[query.moment];
  const parts = [Prisma.sql`e.organisation_id = ${scope.organisationId}::uuid`];
  if (query.moment !== 'created') parts.push(Prisma.sql`${moment} IS NOT NULL`);
  if (query.from) parts.push(Prisma.sql`${moment} >= ${query.from}::timestamptz`);
  if (query.to) parts.push(Prisma.sql`${moment} < ${query.to}::timestamptz`);
  if (query.states?.length) parts.push(Prisma.sql`e.status = ANY (${[...query.states]}::envelope_status[])`);
  parts.push(...(await byTypedWords(scope, query)));
  if (query.documentSha256Hex) parts.push(byDocument(query.documentSha256Hex));
  if (query.isHeld) {
    parts.push(Prisma.sql`e.id IN (SELECT h.envelope_id FROM legal_hold h WHERE h.lifted_at IS NULL)`);
  }
  return parts;
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
