import type { LogRecord, StatedBeginning, StoredPersonal, StreamOwner } from '@sealwright/audit/log';
import pg from 'pg';
import { CliError, exitCodes } from '../terminal/cli-error.js';

/** What the database says the log is. */
export interface StoredLog {
  readonly origin: string | null;
  /** The signed checkpoint, as it is published. */
  readonly checkpoint: string | null;
  /** Whether it says that it signed one: with `checkpoint` null, the row is gone. */
  readonly hasSigned: boolean;
  readonly verifierKeys: readonly string[];
  /** 1 for the first log, 2 for the one begun after it, … */
  readonly generation: number;
  /** How the log came to its name, oldest first. */
  readonly beginnings: readonly StoredBeginning[];
}

export interface StoredBeginning extends StatedBeginning {
  readonly generation: number;
  readonly origin: string;
  readonly proved: boolean;
  readonly reason: string;
  readonly begunBy: string;
  readonly begunAtIso: string;
}

interface StateRow {
  readonly origin: string | null;
  readonly generation: number;
  readonly note_size: string | null;
  readonly note: string | null;
}

interface BeginningRow {
  readonly generation: number;
  readonly origin: string;
  readonly after_origin: string;
  readonly after_size: string;
  readonly after_root: Uint8Array;
  readonly kept_size: string;
  readonly proved: boolean;
  readonly reason: string;
  readonly begun_by: string;
  readonly begun_at: Date;
}

export interface RowOptions {
  /** Also the personal values, to hold them against their commitments. */
  readonly withPersonal: boolean;
}

interface EventRow {
  readonly log_index: string | null;
  readonly id: string;
  readonly organisation_id: string;
  readonly stream: string;
  readonly seq: string;
  readonly type: string;
  readonly at_iso: string;
  readonly bytes: Uint8Array;
  readonly chain_hash: Uint8Array;
  readonly queued: boolean;
}

const PAGE = 4_096;
const EVENT = `a.id, a.organisation_id, a.stream, a.seq, a.type, a.bytes, a.chain_hash,
  to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at_iso`;

/**
 * Reads the record in one of the roles that see all of it. Rows of the log never change, so they are read page by page
 * and no transaction is held open for the hour a large log may take.
 */
export class LogDatabase {
  private constructor(private readonly client: pg.Client) {}

  /** @throws CliError `database-unreachable`, `database-role` */
  static async open(url: string): Promise<LogDatabase> {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    // A connection that breaks later must not end the process; the query in flight reports it.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SET default_transaction_read_only = on; SET statement_timeout = 0');
      await assertSeesAll(client);
    } catch (cause) {
      await client.end().catch(() => undefined);
      throw cause instanceof CliError ? cause : unreachable(cause);
    }
    return new LogDatabase(client);
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }

  async readLog(): Promise<StoredLog> {
    const [state] = await this.rows<StateRow>(
      `SELECT s.origin, s.generation, s.note_size, c.note FROM log_state s
       LEFT JOIN log_checkpoint c ON c.size = s.note_size AND c.generation = s.generation`,
    );
    const keys = await this.rows<{ verifier_key: string }>(
      'SELECT verifier_key FROM log_key ORDER BY registered_at',
    );
    return {
      origin: state?.origin ?? null,
      generation: state?.generation ?? 1,
      checkpoint: state?.note ?? null,
      hasSigned: (state?.note_size ?? null) !== null,
      verifierKeys: keys.map(({ verifier_key }) => verifier_key),
      beginnings: await this.beginnings(),
    };
  }

  private async beginnings(): Promise<StoredBeginning[]> {
    const rows = await this.rows<BeginningRow>('SELECT * FROM log_beginning ORDER BY generation');
    return rows.map(({ generation, origin, proved, reason, ...row }) => ({
      ...{ generation, origin, proved, reason, begunBy: row.begun_by },
      begunAtIso: row.begun_at.toISOString(),
      afterOrigin: row.after_origin,
      afterHead: { size: Number(row.after_size), root: new Uint8Array(row.after_root) },
      keptSize: Number(row.kept_size),
    }));
  }

  /** Null before the log was first named. */
  async readHead(): Promise<{ origin: string; generation: number; size: number; rootHex: string } | null> {
    const [row] = await this.rows<{ origin: string; generation: number; size: string; root: string }>(
      "SELECT origin, generation, size, encode(root, 'hex') AS root FROM log_state",
    );
    if (row === undefined) return null;
    return { origin: row.origin, generation: row.generation, size: Number(row.size), rootHex: row.root };
  }

  /** Rows in the order of the log, from `from` up to but not including `treeSize`, in batches. */
  async *logged(from: number, treeSize: number, options: RowOptions): AsyncGenerator<LogRecord[]> {
    for (let next = from; next < treeSize; next += PAGE) {
      const rows = await this.rows<EventRow>(
        `SELECT l.log_index, true AS queued, ${EVENT} FROM log_entry l JOIN audit_event a ON a.id = l.event_id
         WHERE l.log_index >= $1 AND l.log_index < $2 ORDER BY l.log_index`,
        [next, Math.min(next + PAGE, treeSize)],
      );
      yield await this.toRecords(rows, options);
    }
  }

  /** What is not among the first `treeSize` entries, stream by stream, as of one moment. */
  async *pending(treeSize: number, options: RowOptions): AsyncGenerator<LogRecord[]> {
    await this.rows('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    try {
      await this.rows(
        // A place beyond the tree is none: nothing would ever bring the event there.
        `DECLARE pending NO SCROLL CURSOR FOR
         SELECT l.log_index, coalesce(p.event_id IS NOT NULL OR l.log_index < (SELECT size FROM log_state), false) AS queued,
           ${EVENT}
         FROM audit_event a LEFT JOIN log_entry l ON l.event_id = a.id LEFT JOIN log_pending p ON p.event_id = a.id
         WHERE l.log_index IS NULL OR l.log_index >= ${Math.trunc(treeSize)} ORDER BY a.stream, a.seq`,
      );
      for (;;) {
        const rows = await this.rows<EventRow>(`FETCH ${PAGE} FROM pending`);
        if (rows.length === 0) return;
        yield await this.toRecords(rows, options);
      }
    } finally {
      await this.rows('ROLLBACK').catch(() => undefined);
    }
  }

  /** The row the database keeps of each chain's head; read before the rows, so that no head is ahead of them. */
  async streamHeads(): Promise<{ stream: string; seq: number; chainHashHex: string }[]> {
    const rows = await this.rows<{ stream: string; seq: string; head: string }>(
      "SELECT stream, seq, encode(head, 'hex') AS head FROM audit_stream WHERE seq > 0",
    );
    return rows.map(({ stream, seq, head }) => ({ stream, seq: Number(seq), chainHashHex: head }));
  }

  /** Chains that must have existed, by their heads and by the envelopes and organisations that are there; and whose they are. */
  async streamOwners(): Promise<Map<string, StreamOwner>> {
    const rows = await this.rows<StreamOwner & { stream: string }>(
      `SELECT coalesce(s.stream, e.stream) AS stream, s.organisation_id AS "byHead", e.organisation_id AS "byEnvelope"
       FROM audit_stream s FULL JOIN (
         SELECT 'envelope:' || id AS stream, organisation_id FROM envelope
         UNION ALL SELECT 'organisation:' || id, NULL FROM organization) e ON e.stream = s.stream`,
    );
    return new Map(rows.map(({ stream, byHead, byEnvelope }) => [stream, { byHead, byEnvelope }]));
  }

  private async toRecords(rows: readonly EventRow[], { withPersonal }: RowOptions): Promise<LogRecord[]> {
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
    const rows = await this.rows<StoredPersonal & { event_id: string }>(
      `SELECT event_id, subject, salt, value, organisation_id AS "organisationId" FROM audit_personal
       WHERE event_id = ANY($1::uuid[])`,
      [eventIds],
    );
    const byEvent = new Map<string, StoredPersonal[]>();
    for (const { event_id, ...value } of rows) {
      byEvent.set(event_id, [...(byEvent.get(event_id) ?? []), value]);
    }
    return byEvent;
  }

  private async rows<Row extends pg.QueryResultRow>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    try {
      return (await this.client.query<Row>(sql, parameters)).rows;
    } catch (cause) {
      throw unreachable(cause);
    }
  }
}

/**
 * Row-level security hides other organisations from the roles of the running programs, without a word: every event
 * would look deleted.
 */
async function assertSeesAll(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ role: string; seesAll: boolean }>(
    `SELECT current_user AS role, rolsuper OR rolbypassrls OR rolname IN ('sealwright_auditor', 'sealwright_migrator')
       AS "seesAll" FROM pg_roles WHERE rolname = current_user`,
  );
  if (rows[0]?.seesAll === true) return;
  throw new CliError(
    'database-role',
    `The role ${rows[0]?.role ?? ''} sees the rows of one organisation only. Connect as sealwright_auditor.`,
    { exitCode: exitCodes.usage },
  );
}

function unreachable(cause: unknown): CliError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CliError('database-unreachable', `The database does not answer: ${reason}`, {
    cause,
    exitCode: exitCodes.indeterminate,
  });
}
