import type { LogRecord, StoredPersonal, StreamOwner } from '@sealwright/audit/log';
import { AppError } from '../../domain/app-error.js';
import { asId, type OrganisationId } from '../../domain/ids.js';
import type { StreamOwners } from '../../ports/log-alarms.js';
import {
  type LoggedEnd,
  RecordRows,
  type SealRow,
  type SigningKeyRow,
  type StreamHeadRow,
} from '../../ports/record-rows.js';
import { toAppError } from './database-errors.js';
import { Prisma, type PrismaClient } from './generated/client.js';

interface EventRow {
  readonly log_index: bigint | null;
  readonly id: string;
  readonly organisation_id: string;
  readonly stream: string;
  readonly seq: bigint;
  readonly type: string;
  readonly at_iso: string;
  readonly bytes: Uint8Array;
  readonly chain_hash: Uint8Array;
  readonly queued: boolean;
}

interface HeadRow {
  readonly stream: string;
  readonly seq: bigint;
  readonly head: string;
}

interface EndRow {
  readonly stream: string;
  readonly log_index: bigint;
  readonly seq: bigint;
  readonly chain_hash: Uint8Array;
  readonly previous_hash: Uint8Array | null;
}

const PAGE = 2_048;
/** Streams with an entry from this place on. */
const behind = (from: number): Prisma.Sql => Prisma.sql`
  SELECT a.stream FROM log_entry l JOIN audit_event a ON a.id = l.event_id WHERE l.log_index >= ${from}`;
const EVENT = Prisma.sql`a.id::text AS id, a.organisation_id::text AS organisation_id, a.stream, a.seq, a.type, a.bytes, a.chain_hash,
  to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at_iso`;

/** @see RecordRows. The client's role must be `sealwright_auditor`. */
export class AuditorRecordRows extends RecordRows implements StreamOwners {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  async close(): Promise<void> {
    await this.prisma.$disconnect();
  }

  override async assertSeesAll(): Promise<void> {
    const [row] = await this.rows<{ role: string; sees_all: boolean }>(Prisma.sql`
      SELECT current_user AS role, rolsuper OR rolbypassrls OR rolname IN ('sealwright_auditor', 'sealwright_migrator')
        AS sees_all FROM pg_roles WHERE rolname = current_user`);
    if (row?.sees_all === true) return;
    const sentence = `AUDITOR_DATABASE_URL names the role ${row?.role ?? ''}, which sees one organisation only; use sealwright_auditor.`;
    throw new AppError('service-unavailable', sentence);
  }

  override async *logged(from: number, treeSize: number, withPersonal: boolean): AsyncGenerator<LogRecord[]> {
    for (let next = from; next < treeSize; next += PAGE) {
      const end = Math.min(next + PAGE, treeSize);
      const rows = await this.rows<EventRow>(Prisma.sql`
        SELECT l.log_index, true AS queued, ${EVENT} FROM log_entry l JOIN audit_event a ON a.id = l.event_id
        WHERE l.log_index >= ${next} AND l.log_index < ${end} ORDER BY l.log_index`);
      yield await this.toRecords(rows, withPersonal);
    }
  }

  /** In one statement: a page that is read later could lack an event that was taken into the log meanwhile. */
  override async *pending(treeSize: number, withPersonal: boolean): AsyncGenerator<LogRecord[]> {
    const rows = await this.rows<EventRow>(Prisma.sql`
      SELECT l.log_index, p.event_id IS NOT NULL OR l.log_index IS NOT NULL AS queued, ${EVENT}
      FROM audit_event a LEFT JOIN log_entry l ON l.event_id = a.id LEFT JOIN log_pending p ON p.event_id = a.id
      WHERE l.log_index IS NULL OR l.log_index >= ${treeSize} ORDER BY a.stream, a.seq`);
    for (let at = 0; at < rows.length; at += PAGE) {
      yield await this.toRecords(rows.slice(at, at + PAGE), withPersonal);
    }
  }

  override async streamHeads(): Promise<StreamHeadRow[]> {
    const rows = await this.rows<HeadRow>(
      Prisma.sql`SELECT stream, seq, encode(head, 'hex') AS head FROM audit_stream WHERE seq > 0`,
    );
    return rows.map(toHeadRow);
  }

  override async headsToWatch(from: number): Promise<StreamHeadRow[]> {
    const rows = await this.rows<HeadRow>(Prisma.sql`
      SELECT s.stream, s.seq, encode(s.head, 'hex') AS head FROM audit_stream s
      WHERE s.seq > 0 AND (s.stream IN (${behind(from)})
        OR s.stream IN (SELECT a.stream FROM log_pending p JOIN audit_event a ON a.id = p.event_id)
        OR NOT EXISTS (SELECT FROM audit_event a WHERE a.stream = s.stream AND a.seq = s.seq))`);
    return rows.map(toHeadRow);
  }

  override async loggedEnds(
    size: number,
    streams: readonly string[],
    limit: number,
  ): Promise<LoggedEnd[] | null> {
    const rows = await this.rows<EndRow>(Prisma.sql`
      SELECT s.stream, e.log_index, e.seq, e.chain_hash, b.chain_hash AS previous_hash
      FROM (${behind(size)} UNION SELECT unnest(${[...streams]}::text[])) s(stream)
      CROSS JOIN LATERAL (
        SELECT l.log_index, a.seq, a.chain_hash FROM audit_event a JOIN log_entry l ON l.event_id = a.id
        WHERE a.stream = s.stream AND l.log_index < ${size} ORDER BY a.seq DESC LIMIT 1) e
      LEFT JOIN audit_event b ON b.stream = s.stream AND b.seq = e.seq - 1 LIMIT ${limit + 1}`);
    if (rows.length > limit) return null;
    return rows.map(({ stream, log_index, seq, chain_hash, previous_hash }) => ({
      ...{ stream, index: Number(log_index), seq: Number(seq) },
      ...{ chainHash: chain_hash, previousHash: previous_hash },
    }));
  }

  override async streamOwners(): Promise<Map<string, StreamOwner>> {
    const rows = await this.rows<StreamOwner & { stream: string }>(Prisma.sql`
      SELECT coalesce(s.stream, e.stream) AS stream, s.organisation_id::text AS "byHead", e.organisation_id AS "byEnvelope"
      FROM audit_stream s FULL JOIN (
        SELECT 'envelope:' || id AS stream, organisation_id::text AS organisation_id FROM envelope
        UNION ALL SELECT 'organisation:' || id, NULL FROM organization) e ON e.stream = s.stream`);
    return new Map(rows.map(({ stream, byHead, byEnvelope }) => [stream, { byHead, byEnvelope }]));
  }

  override async sealOf(id: string): Promise<(SealRow & { documentDigestsHex: string[] }) | null> {
    const [row] = await this.rows<SealRow & { digest: string | null }>(Prisma.sql`
      SELECT id::text AS id, envelope_id::text AS "envelopeId", kind::text AS kind, done_at AS "doneAt",
        encode(intent_digest, 'hex') AS digest FROM seal WHERE id::text = ${id}`);
    if (row === undefined) return null;
    // A seal that began anew with another key keeps its first digest in the record only.
    const events = await this.rows<{ text: string }>(Prisma.sql`
      SELECT convert_from(bytes, 'UTF8') AS text FROM audit_event
      WHERE stream = ${`envelope:${row.envelopeId}`} AND type LIKE 'seal.%'`);
    const named = events.flatMap(({ text }) => [...text.matchAll(/"digestHex":"([0-9a-f]{64})"/g)]);
    const digests = [row.digest, ...named.map(([, digest]) => digest)];
    return { ...row, documentDigestsHex: digests.filter((digest) => typeof digest === 'string') };
  }

  override async sealsDoneAfter(after: Date, begunAfter: Date, limit: number): Promise<SealRow[]> {
    return await this.rows<SealRow>(Prisma.sql`
      SELECT id::text AS id, envelope_id::text AS "envelopeId", kind::text AS kind, done_at AS "doneAt"
      FROM seal WHERE done_at > ${after} AND (intent_at IS NULL OR intent_at >= ${begunAfter}) ORDER BY done_at, id LIMIT ${limit}`);
  }

  override async signingKeys(): Promise<ReadonlyMap<string, SigningKeyRow>> {
    const rows = await this.rows<{ hex: string; pem: string | null }>(Prisma.sql`
      SELECT encode(fingerprint, 'hex') AS hex, chain_pem AS pem FROM seal_key
      UNION ALL SELECT encode(sha256(spki_der), 'hex'), NULL FROM log_key`);
    return new Map(rows.map(({ hex, pem }) => [hex, { chainPem: pem }]));
  }

  async ownerOf(stream: string): Promise<OrganisationId | null> {
    const [row] = await this.rows<{ id: string }>(Prisma.sql`
      SELECT organisation_id::text AS id FROM audit_stream WHERE stream = ${stream}
      UNION ALL SELECT organisation_id::text FROM envelope WHERE 'envelope:' || id = ${stream} LIMIT 1`);
    return row === undefined ? null : asId<OrganisationId>(row.id);
  }

  /** Alarms nobody answered for, in all organisations. */
  async openAlarms(): Promise<number> {
    const [row] = await this.rows<{ n: bigint }>(
      Prisma.sql`SELECT count(*) AS n FROM log_alarm WHERE acknowledged_at IS NULL`,
    );
    return Number(row?.n ?? 0n);
  }

  private async toRecords(rows: readonly EventRow[], withPersonal: boolean): Promise<LogRecord[]> {
    const personal = withPersonal ? await this.personalOf(rows.map(({ id }) => id)) : null;
    return rows.map((row) => ({
      index: row.log_index === null ? null : Number(row.log_index),
      stream: row.stream,
      seq: Number(row.seq),
      bytes: row.bytes,
      chainHash: row.chain_hash,
      shown: { id: row.id, type: row.type, atIso: row.at_iso },
      queued: row.queued,
      organisationId: row.organisation_id,
      ...(personal && { personal: personal.get(row.id) ?? [] }),
    }));
  }

  private async personalOf(eventIds: readonly string[]): Promise<Map<string, StoredPersonal[]>> {
    const byEvent = new Map<string, StoredPersonal[]>();
    if (eventIds.length === 0) return byEvent;
    const rows = await this.rows<StoredPersonal & { event_id: string }>(Prisma.sql`
      SELECT event_id::text AS event_id, subject, salt, value, organisation_id::text AS "organisationId" FROM audit_personal
      WHERE event_id = ANY(${[...eventIds]}::uuid[])`);
    for (const { event_id, ...value } of rows) {
      const known = byEvent.get(event_id);
      if (known === undefined) byEvent.set(event_id, [value]);
      else known.push(value);
    }
    return byEvent;
  }

  private async rows<Row>(query: Prisma.Sql): Promise<Row[]> {
    return await this.prisma.$queryRaw<Row[]>(query).catch((error: unknown) => {
      throw toAppError(error);
    });
  }
}

const toHeadRow = ({ stream, seq, head }: HeadRow): StreamHeadRow => ({
  stream,
  seq: Number(seq),
  chainHashHex: head,
});
