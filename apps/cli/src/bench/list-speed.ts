import pg from 'pg';
import { anything } from '../demo/api-shapes.js';
import { type ArrivalResult, evenArrivals } from './even-arrivals.js';
import type { BenchWorld } from './world.js';

export interface ListSpeed {
  readonly envelopes: number;
  readonly loads: readonly ArrivalResult[];
  /** Ten connections, each asking again as soon as it was answered. */
  readonly saturationPerS: number;
}

/** The first page of ten, as the peer was asked. */
const path = '/api/v1/envelopes?limit=10';

export async function measureList(
  world: BenchWorld,
  envelopes: number,
  report: (line: string) => void,
): Promise<ListSpeed> {
  report(`list with ${envelopes} envelopes …`);
  await fillUp(world, envelopes);
  const request = (): Promise<void> => world.api.get(path, anything).then(() => undefined);
  for (let warmUp = 0; warmUp < 50; warmUp += 1) await request();
  const loads: ArrivalResult[] = [];
  for (const ratePerS of [50, 150]) loads.push(await evenArrivals(request, { ratePerS, seconds: 10 }));
  return { envelopes, loads, saturationPerS: await saturate(request, { connections: 10, seconds: 5 }) };
}

async function saturate(
  request: () => Promise<void>,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<number> {
  const endsAtMs = performance.now() + seconds * 1000;
  let answered = 0;
  const loop = async (): Promise<void> => {
    while (performance.now() < endsAtMs) {
      await request();
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, loop));
  return Math.round(answered / seconds);
}

/**
 * Rows as the platform would have written them, a tenth completed and two thirds drafts like the peer's, put there by the
 * database's administrator in bulk: only reading them is measured.
 */
async function fillUp(world: BenchWorld, wanted: number): Promise<void> {
  const database = new pg.Client({ connectionString: world.databaseAdminUrl });
  await database.connect();
  try {
    await database.query('begin');
    // Sent envelopes are frozen by triggers; a bulk load into a throw-away database may skip them.
    await database.query('set local session_replication_role = replica');
    await database.query(envelopeRows, [world.organisationId, world.userId, wanted]);
    await database.query(recipientRows, [world.organisationId]);
    await database.query('commit');
    await database.query('analyze envelope; analyze recipient');
  } finally {
    await database.end();
  }
}

const envelopeRows = `
  insert into envelope (id, organisation_id, status, title, created_by, sender_name, sender_email, created_at, updated_at)
  select gen_random_uuid(), $1::uuid,
         (case when n % 10 = 0 then 'completed' when n % 3 = 0 then 'sent' else 'draft' end)::envelope_status,
         'Bulk loaded agreement ' || n, $2, 'Benchmark', 'bench@example.com',
         now() - n * interval '1 minute', now() - n * interval '1 minute'
  from generate_series(1, $3::int - (select count(*)::int from envelope where organisation_id = $1::uuid)) n`;

const recipientRows = `
  insert into recipient (id, organisation_id, envelope_id, key, position, name, email, role, routing_order, status)
  select gen_random_uuid(), $1::uuid, e.id, 'signer', 0, 'Ada Lindqvist', 'ada@example.com', 'signer', 1,
         (case e.status when 'completed' then 'completed' when 'sent' then 'invited' else 'waiting' end)::recipient_status
  from envelope e
  where e.organisation_id = $1::uuid and not exists (select from recipient r where r.envelope_id = e.id)`;
