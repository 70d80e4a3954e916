import { isUuid } from '../../domain/ids.js';
import type {
  EvidenceMoment,
  EvidencePlace,
  EvidenceQuery,
  FoundEnvelope,
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
  const moment = moments[query.moment];
  const wide = await widthOf(scope, query);
  const behind = after && Prisma.sql`(${moment}, e.id) < (${after.moment}::timestamptz, ${after.id}::uuid)`;
  const wanted = Prisma.join([...conditions(scope, query, wide), ...(behind ? [behind] : [])], ' AND ');
  return await scope.client.$queryRaw<FoundEnvelope[]>`
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
  const wanted = Prisma.join(conditions(scope, query, await widthOf(scope, query)), ' AND ');
  const rows = await scope.client.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT FROM envelope e WHERE ${wanted} LIMIT ${most + 1}) counted`;
  return rows[0]?.count ?? 0;
}

export async function findEvidence(scope: RepositoryScope, ids: readonly string[]): Promise<FoundEnvelope[]> {
  return await scope.client.$queryRaw<FoundEnvelope[]>`
    SELECT ${columns}, e.created_at AS moment FROM envelope e ${laterals}
    WHERE e.organisation_id = ${scope.organisationId}::uuid AND e.id = ANY (${[...ids]}::uuid[])`;
}

/** Up to this many envelopes are listed by the words first; more of them are met soon enough on the way. */
const FEW = 2_000;

/** Which of the typed words fit too many envelopes to list them. */
interface Width {
  readonly words: boolean;
  readonly person: boolean;
}

async function widthOf({ client }: RepositoryScope, { words, person }: EvidenceQuery): Promise<Width> {
  const titled =
    words && !isUuid(words.toLowerCase()) ? titledLike(words, FEW + 1) : Prisma.sql`SELECT LIMIT 0`;
  const people = person ? withPerson(person, FEW + 1) : Prisma.sql`SELECT LIMIT 0`;
  if (!words && !person) return { words: false, person: false };
  const [row] = await client.$queryRaw<{ words: number; person: number }[]>`
    SELECT (SELECT count(*)::int FROM (${titled}) t) AS words, (SELECT count(*)::int FROM (${people}) p) AS person`;
  return { words: (row?.words ?? 0) > FEW, person: (row?.person ?? 0) > FEW };
}

function conditions({ organisationId }: RepositoryScope, query: EvidenceQuery, wide: Width): Prisma.Sql[] {
  const moment = moments[query.moment];
  const parts = [Prisma.sql`e.organisation_id = ${organisationId}::uuid`];
  if (query.moment !== 'created') parts.push(Prisma.sql`${moment} IS NOT NULL`);
  if (query.from) parts.push(Prisma.sql`${moment} >= ${query.from}::timestamptz`);
  if (query.to) parts.push(Prisma.sql`${moment} < ${query.to}::timestamptz`);
  if (query.states?.length) parts.push(Prisma.sql`e.status = ANY (${[...query.states]}::envelope_status[])`);
  if (query.words) parts.push(byWords(query.words, wide.words));
  if (query.person) parts.push(byPerson(query.person, wide.person));
  if (query.documentSha256Hex) parts.push(byDocument(query.documentSha256Hex));
  if (query.isHeld) {
    parts.push(Prisma.sql`e.id IN (SELECT h.envelope_id FROM legal_hold h WHERE h.lifted_at IS NULL)`);
  }
  return parts;
}

function byWords(words: string, isWide: boolean): Prisma.Sql {
  const lower = words.toLowerCase();
  if (isUuid(lower)) return Prisma.sql`e.id = ${lower}::uuid`;
  return isWide
    ? Prisma.sql`e.title ILIKE ${likeOf(words)}`
    : Prisma.sql`e.id IN (${titledLike(words, FEW)})`;
}

function byPerson(person: string, isWide: boolean): Prisma.Sql {
  if (!isWide) return Prisma.sql`e.id IN (${withPerson(person, FEW)})`;
  const like = likeOf(person);
  return Prisma.sql`(e.sender_name ILIKE ${like} OR e.sender_email ILIKE ${like}
    OR EXISTS (SELECT FROM recipient r WHERE r.envelope_id = e.id AND (r.name ILIKE ${like} OR r.email ILIKE ${like}))
    OR EXISTS (SELECT FROM audit_event a JOIN audit_personal p ON p.event_id = a.id
      WHERE a.stream = 'envelope:' || e.id AND lower(p.value::jsonb ->> 'email') = ${person.toLowerCase()}))`;
}

const titledLike = (words: string, most: number) =>
  Prisma.sql`SELECT audit_find_titled(${likeOf(words)}, ${most}::int)`;

const withPerson = (person: string, most: number) =>
  Prisma.sql`SELECT audit_find_person(${likeOf(person)}, ${person.toLowerCase()}, ${most}::int)`;

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
