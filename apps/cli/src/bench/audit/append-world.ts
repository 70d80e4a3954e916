import { randomBytes, randomUUID } from 'node:crypto';
import {
  type BuiltEvent,
  buildEvent,
  type PreparedEvent,
  prepareEvent,
  type UnplacedEvent,
} from '@sealwright/audit';
import pg from 'pg';

/** Envelopes of one organisation, to append to, and the connections to do it with. */
export interface AppendWorld {
  readonly organisationId: string;
  readonly envelopeIds: readonly string[];
  /** The role of the running programs. */
  readonly app: pg.Pool;
  /** Owner: for what the contestants need and the product does not have. */
  readonly owner: pg.Pool;
  close(): Promise<void>;
}

/** Makes organisation and envelopes by plain SQL: how they came to be is not measured. */
export async function makeAppendWorld(
  urls: { readonly owner: string; readonly app: string },
  shape: { readonly envelopes: number; readonly connections: number },
): Promise<AppendWorld> {
  const owner = new pg.Pool({ connectionString: urls.owner, max: shape.connections });
  const app = new pg.Pool({ connectionString: urls.app, max: shape.connections });
  const organisationId = randomUUID();
  await owner.query("INSERT INTO organization (id, name, slug) VALUES ($1, 'Benchmark', $2)", [
    organisationId,
    organisationId,
  ]);
  const envelopeIds = await makeEnvelopes(owner, organisationId, shape.envelopes);
  return {
    organisationId,
    envelopeIds,
    app,
    owner,
    close: async () => {
      await Promise.all([owner.end(), app.end()]);
    },
  };
}

async function makeEnvelopes(owner: pg.Pool, organisationId: string, count: number): Promise<string[]> {
  const client = await owner.connect();
  try {
    await client.query('BEGIN');
    await client.query("SELECT set_config('app.organisation', $1, true)", [organisationId]);
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO envelope (id, organisation_id, title, created_by, sender_name, sender_email)
       SELECT gen_random_uuid(), $1::uuid, 'Benchmark', 'bench', 'Bench', 'bench@example.test'
       FROM generate_series(1, $2::int) RETURNING id`,
      [organisationId, count],
    );
    await client.query('COMMIT');
    return rows.map(({ id }) => id);
  } finally {
    client.release();
  }
}

/** The size of event that fields being filled in make; with the personal value the signer's address is. */
export function sampleEvent(stream: string, seq: number, at: Date): BuiltEvent {
  return buildEvent({ ...sampleFacts(stream), seq, atIso: at.toISOString() });
}

/** The same for whoever says number and time. */
export function unplacedSample(stream: string): PreparedEvent {
  return prepareEvent(sampleFacts(stream));
}

function sampleFacts(stream: string): UnplacedEvent<'recipient.opened'> {
  const recipientId = randomUUID();
  return {
    id: randomUUID(),
    stream,
    type: 'recipient.opened',
    actor: { kind: 'recipient', id: recipientId },
    data: {
      recipientId,
      documents: [{ documentId: randomUUID(), sha256Hex: randomBytes(32).toString('hex') }],
    },
    personal: [
      {
        subject: `recipient:${recipientId}`,
        value: { ip: '192.0.2.7', userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Benchmark/1.0' },
        salt: new Uint8Array(randomBytes(32)),
      },
    ],
  };
}
