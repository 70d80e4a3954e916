import { randomUUID } from 'node:crypto';
import type { PreparedEvent } from '@sealwright/audit';
import type pg from 'pg';
import { type AppendWorld, sampleEvent, unplacedSample } from './append-world.js';

/** One way to write one event to one envelope, durable when it answers. */
export interface AppendContestant {
  readonly id: 'ours' | 'chained-statements' | 'chained-function-in-unit' | 'chained-function' | 'plain';
  readonly what: string;
  pool(world: AppendWorld): pg.Pool;
  append(client: pg.PoolClient, world: AppendWorld, envelopeId: string): Promise<void>;
}

/** What the contestants beside ours write to: the columns of our event, one row for each envelope's head. */
export const contestantTables = `
  DROP SCHEMA IF EXISTS bench_append CASCADE;
  CREATE SCHEMA bench_append;
  CREATE TABLE bench_append.head (envelope_id uuid PRIMARY KEY, seq bigint NOT NULL, hash bytea NOT NULL);
  CREATE TABLE bench_append.event (id uuid PRIMARY KEY, envelope_id uuid NOT NULL, seq bigint NOT NULL, at timestamptz NOT NULL,
    type text NOT NULL, bytes bytea NOT NULL, hash bytea NOT NULL, UNIQUE (envelope_id, seq));
  CREATE FUNCTION bench_append.append(p_id uuid, p_envelope uuid, p_type text, p_bytes bytea) RETURNS void
    LANGUAGE plpgsql AS $$
  DECLARE
    previous bench_append.head;
    chained bytea;
  BEGIN
    SELECT * INTO previous FROM bench_append.head WHERE envelope_id = p_envelope FOR UPDATE;
    chained := sha256('\\x02'::bytea || previous.hash || int8send(previous.seq + 1) || sha256(p_bytes));
    INSERT INTO bench_append.event VALUES (p_id, p_envelope, previous.seq + 1, now(), p_type, p_bytes, chained);
    UPDATE bench_append.head SET seq = previous.seq + 1, hash = chained WHERE envelope_id = p_envelope;
  END $$;
  INSERT INTO bench_append.head SELECT id, 0, decode(repeat('00', 32), 'hex') FROM envelope`;

/** As `PrismaAuditWriter` inside a unit of work: the same statements, in the same order. */
export const ours: AppendContestant = {
  id: 'ours',
  what: 'a unit of work with audit_append: event, personal value, chain, head, place in the queue of the log',
  pool: ({ app }) => app,
  append: (client, { organisationId }, envelopeId) =>
    inTransaction(client, async () => {
      await run(client, 'unit', UNIT, [organisationId, randomUUID()]);
      const stream = `envelope:${envelopeId}`;
      await run(client, 'append', 'SELECT 1 FROM audit_append($1, $2)', [
        stream,
        toBlock(unplacedSample(stream)),
      ]);
    }),
};

const UNIT = `SELECT date_trunc('milliseconds', transaction_timestamp()) AS now,
  set_config('app.organisation', $1, true), set_config('app.unit', $2, true),
  set_config('transaction_read_only', 'off', true), set_config('statement_timeout', '20000', true),
  set_config('lock_timeout', '10000', true), set_config('idle_in_transaction_session_timeout', '20000', true),
  set_config('transaction_timeout', '60000', true)`;

const chainedStatements: AppendContestant = {
  id: 'chained-statements',
  what: 'a chained insert as an application would write it: lock the head, insert, move the head, in one transaction',
  pool: ({ owner }) => owner,
  append: (client, _world, envelopeId) =>
    inTransaction(client, async () => {
      const [head] = await run(
        client,
        'head',
        'SELECT seq FROM bench_append.head WHERE envelope_id = $1 FOR UPDATE',
        [envelopeId],
      );
      const seq = Number((head as { seq: string }).seq) + 1;
      const { id, bytes, type } = anEvent(envelopeId, seq);
      const inserted = await run(client, 'chained', CHAINED_INSERT, [id, envelopeId, seq, type, bytes]);
      const { hash } = inserted[0] as { hash: Buffer };
      await run(client, 'move', 'UPDATE bench_append.head SET seq = $2, hash = $3 WHERE envelope_id = $1', [
        envelopeId,
        seq,
        hash,
      ]);
    }),
};

const CHAINED_INSERT = `INSERT INTO bench_append.event
  SELECT $1, h.envelope_id, $3, now(), $4, $5, sha256('\\x02'::bytea || h.hash || int8send($3::bigint) || sha256($5::bytea))
  FROM bench_append.head h WHERE h.envelope_id = $2 RETURNING hash`;

const chainedFunction: AppendContestant = {
  id: 'chained-function',
  what: 'the same chained insert as one function call, one statement, one answer',
  pool: ({ owner }) => owner,
  append: async (client, _world, envelopeId) => {
    const { id, bytes, type } = anEvent(envelopeId, 1);
    await run(client, 'function', 'SELECT bench_append.append($1, $2, $3, $4)', [
      id,
      envelopeId,
      type,
      bytes,
    ]);
  },
};

/** What the record itself costs: an event never stands alone, it is written with the state it tells of. */
const chainedFunctionInUnit: AppendContestant = {
  id: 'chained-function-in-unit',
  what: 'that function call in a unit of work like ours',
  pool: ({ owner }) => owner,
  append: (client, world, envelopeId) =>
    inTransaction(client, async () => {
      await run(client, 'unit', UNIT, [world.organisationId, randomUUID()]);
      await chainedFunction.append(client, world, envelopeId);
    }),
};

const plain: AppendContestant = {
  id: 'plain',
  what: 'a plain insert of the same bytes, no chain',
  pool: ({ owner }) => owner,
  append: async (client, _world, envelopeId) => {
    const { id, bytes, type } = anEvent(envelopeId, 1);
    await run(client, 'plain', PLAIN_INSERT, [id, envelopeId, type, bytes]);
  },
};

const PLAIN_INSERT = `INSERT INTO bench_append.event
  VALUES ($1, $2, (random() * 9e15)::bigint, now(), $3, $4, decode(repeat('00', 32), 'hex'))`;

export const appendContestants: readonly AppendContestant[] = [
  plain,
  chainedFunction,
  chainedFunctionInUnit,
  chainedStatements,
  ours,
];

function anEvent(envelopeId: string, seq: number): { id: string; bytes: Buffer; type: string } {
  const { bytes } = sampleEvent(`envelope:${envelopeId}`, seq, new Date());
  return { id: randomUUID(), bytes: Buffer.from(bytes), type: 'recipient.opened' };
}

function toBlock({ parts, personal }: PreparedEvent): string {
  const values = personal.flatMap(({ subject, salt, valueJson }) => [
    subject,
    Buffer.from(salt).toString('hex'),
    valueJson,
  ]);
  return [...parts, ...values].join('\n');
}

async function inTransaction(client: pg.PoolClient, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN');
  await work();
  await client.query('COMMIT');
}

/** Prepared once for each connection. */
async function run(client: pg.PoolClient, name: string, text: string, values: unknown[]): Promise<unknown[]> {
  return (await client.query({ name, text, values })).rows;
}
