import { isUuid } from '../../domain/ids.js';
import type { EvidenceQuery } from '../../ports/evidence-repository.js';
import { Prisma } from './generated/client.js';
import type { RepositoryScope } from './repository-scope.js';

/** Up to this many envelopes are listed by the words first; more of them are met soon enough on the way. */
const FEW = 2_000;

/** Envelopes that fit what was typed. `many`: more than a few. `unlisted`: an index cannot tell how many. */
type Listed = readonly string[] | 'many' | 'unlisted';

interface Found {
  readonly words: Listed;
  readonly person: Listed;
}

/** One search asks for its page and its count: the words are looked up once, in the transaction of both. */
const lookedUp = new WeakMap<RepositoryScope, WeakMap<EvidenceQuery, Promise<Found>>>();

/** Conditions over `e` for an id or part of a title, and for part of somebody's name or address. */
export async function byTypedWords(scope: RepositoryScope, query: EvidenceQuery): Promise<Prisma.Sql[]> {
  const { words, person } = query;
  if (!words && !person) return [];
  const found = await lookUpOnce(scope, query);
  const parts: Prisma.Sql[] = [];
  if (words) parts.push(isList(found.words) ? oneOf(found.words) : titledOnTheWay(words));
  if (person) parts.push(isList(found.person) ? oneOf(found.person) : personOnTheWay(person));
  return parts;
}

/** Whether more than `most` envelopes fit for certain, without counting them: one thing was typed, and nothing else asked. */
export async function fitSurelyMore(
  scope: RepositoryScope,
  query: EvidenceQuery,
  most: number,
): Promise<boolean> {
  const { words, person, moment, ...others } = query;
  if (Boolean(words) === Boolean(person) || moment !== 'created' || most > FEW) return false;
  if (Object.values(others).some((asked) => asked !== undefined && asked !== false)) return false;
  const found = await lookUpOnce(scope, query);
  return (words ? found.words : found.person) === 'many';
}

const isList = (found: Listed): found is readonly string[] => typeof found !== 'string';

function lookUpOnce(scope: RepositoryScope, query: EvidenceQuery): Promise<Found> {
  const ofScope = lookedUp.get(scope) ?? new WeakMap<EvidenceQuery, Promise<Found>>();
  lookedUp.set(scope, ofScope);
  const found = ofScope.get(query) ?? lookUp(scope, query);
  ofScope.set(query, found);
  return found;
}

async function lookUp(scope: RepositoryScope, { words, person }: EvidenceQuery): Promise<Found> {
  if (words && isUuid(words.toLowerCase())) {
    return { words: [words.toLowerCase()], person: await listPeople(scope, person) };
  }
  const titled = words
    ? patternsOf(words).map((like) => Prisma.sql`audit_find_titled(${like}, ${FEW + 1}::int)`)
    : [];
  return { words: await list(scope, words, titled), person: await listPeople(scope, person) };
}

function listPeople(scope: RepositoryScope, person = ''): Promise<Listed> {
  const address = person.toLowerCase();
  const found = patternsOf(person).map(
    (like) => Prisma.sql`audit_find_person(${like}, ${address}, ${FEW + 1}::int)`,
  );
  return list(scope, person, found);
}

async function list(
  { client }: RepositoryScope,
  typed: string | undefined,
  finders: readonly Prisma.Sql[],
): Promise<Listed> {
  if (!typed) return [];
  if (!hasLetters(typed)) return 'unlisted';
  const all = Prisma.join(
    finders.map((finder) => Prisma.sql`SELECT ${finder} AS id`),
    ' UNION ALL ',
  );
  // Each finder stops at its limit, and names an envelope once for every person that fits.
  const rows = await client.$queryRaw<{ id: string; named: number }[]>`
    SELECT f.id::text AS id, (sum(count(*)) OVER ())::int AS named FROM (${all}) f GROUP BY f.id LIMIT ${FEW + 1}`;
  if (rows.length > FEW) return 'many';
  return (rows[0]?.named ?? 0) > FEW ? 'unlisted' : rows.map(({ id }) => id);
}

const oneOf = (ids: readonly string[]): Prisma.Sql => Prisma.sql`e.id = ANY (${[...ids]}::uuid[])`;

function titledOnTheWay(words: string): Prisma.Sql {
  return onTheWay(
    Prisma.join(
      patternsOf(words).map((like) => Prisma.sql`e.title ILIKE ${like}`),
      ' OR ',
    ),
  );
}

function personOnTheWay(person: string): Prisma.Sql {
  const any = patternsOf(person).map(
    (like) => Prisma.sql`e.sender_name ILIKE ${like} OR e.sender_email ILIKE ${like}
      OR EXISTS (SELECT FROM recipient r WHERE r.envelope_id = e.id AND (r.name ILIKE ${like} OR r.email ILIKE ${like})
        OFFSET 0)`,
  );
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(person)) {
    any.push(Prisma.sql`EXISTS (SELECT FROM audit_event a JOIN audit_personal p ON p.event_id = a.id
      WHERE a.stream = 'envelope:' || e.id AND lower(p.value::jsonb ->> 'email') = ${person.toLowerCase()} OFFSET 0)`);
  }
  return onTheWay(Prisma.join(any, ' OR '));
}

/**
 * For what many envelopes fit: it is asked of one envelope after the other, in their order, until the page is full. Row-level
 * security keeps the planner from the statistics of an ILIKE, so it would take it for rare and read everything first: it
 * knows nothing of a CASE, and expects half. OFFSET 0 above keeps it from gathering all recipients beforehand.
 */
function onTheWay(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE WHEN ${condition} THEN true END`;
}

/**
 * Anywhere in a text; its own wildcards mean themselves. One or two letters have no trigram but at the beginning of a
 * word, and there they are looked for.
 */
function patternsOf(typed: string): readonly string[] {
  const literal = typed.replace(/[\\%_]/g, '\\$&');
  return isShort(typed) ? [`${literal}%`, `% ${literal}%`] : [`%${literal}%`];
}

const isShort = (typed: string): boolean => /^[\p{L}\p{N}]{1,2}$/u.test(typed);

/** Three in a row have a trigram; one or two alone have one at the beginning of a word. Others leave an index nothing to go by. */
const hasLetters = (typed: string): boolean => isShort(typed) || /[\p{L}\p{N}]{3}/u.test(typed);
