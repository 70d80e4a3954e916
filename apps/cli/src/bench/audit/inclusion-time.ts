import pg from 'pg';
import { type Spread, spreadOf } from '../statistics.js';
import { ours } from './append-contestants.js';
import { type AppendWorld, makeAppendWorld } from './append-world.js';

export interface InclusionTime {
  /** From the answer to COMMIT until a signed checkpoint that holds the event is kept. */
  readonly alone: Spread;
  /** The same for events committed while 8 writers append as fast as they can. */
  readonly underLoad: Spread;
  readonly eventsUnderLoad: number;
  /** From the last commit until nothing waits any more. */
  readonly drainedAfterMs: number;
}

const SAMPLES = 30;
const WRITERS = 8;
const LOAD_MS = 10_000;
const POLL_MS = 5;
const GIVE_UP_MS = 120_000;

/** On a running platform with its own sequencer and token. */
export async function measureInclusion(
  adminUrl: string,
  appUrl: string,
  report: (line: string) => void,
): Promise<InclusionTime> {
  const world = await makeAppendWorld(
    { owner: adminUrl, app: appUrl },
    { envelopes: 1_000, connections: 12 },
  );
  const sample = async (turn: number) => {
    const envelopeId = world.envelopeIds[turn] ?? '';
    await appendOne(world, envelopeId);
    const committedAtMs = performance.now();
    await untilSigned(world.owner, envelopeId);
    return performance.now() - committedAtMs;
  };
  try {
    report('from commit to a signed checkpoint …');
    const alone = await inTurn(SAMPLES, 0, sample);
    report('the same under load …');
    const load = startWriters(world);
    const untilMs = performance.now() + LOAD_MS;
    const under: number[] = [];
    for (let turn = 100; performance.now() < untilMs && turn < 200; turn += 1) under.push(await sample(turn));
    const eventsUnderLoad = await load.stop();
    const lastMs = performance.now();
    await untilDrained(world.owner);
    const drainedAfterMs = Math.round(performance.now() - lastMs);
    return { alone: spreadOf(alone), underLoad: spreadOf(under), eventsUnderLoad, drainedAfterMs };
  } finally {
    await world.close();
  }
}

async function appendOne(world: AppendWorld, envelopeId: string): Promise<void> {
  const client = await world.app.connect();
  try {
    await ours.append(client, world, envelopeId);
  } finally {
    client.release();
  }
}

/** Writers that append as fast as they can, on envelopes no sample uses. */
function startWriters(world: AppendWorld): { stop(): Promise<number> } {
  let stopped = false;
  let count = 0;
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    for (let turn = writer; !stopped; turn += WRITERS, count += 1) {
      await appendOne(world, world.envelopeIds[200 + (turn % 800)] ?? '');
    }
  });
  return {
    stop: async () => {
      stopped = true;
      await Promise.all(writers);
      return count;
    },
  };
}

async function inTurn(
  count: number,
  first: number,
  work: (turn: number) => Promise<number>,
): Promise<number[]> {
  const results: number[] = [];
  for (let turn = first; turn < first + count; turn += 1) results.push(await work(turn));
  return results;
}

const untilSigned = (database: pg.Pool, envelopeId: string): Promise<void> =>
  until(
    database,
    `SELECT count(*) AS n FROM audit_event a JOIN log_entry l ON l.event_id = a.id
     JOIN log_state s ON s.note_size > l.log_index WHERE a.stream = 'envelope:' || $1::text`,
    [envelopeId],
  );

const untilDrained = (database: pg.Pool): Promise<void> =>
  until(
    database,
    `SELECT count(*) AS n FROM log_state s WHERE s.note_size = s.size AND NOT EXISTS (SELECT FROM log_pending)`,
    [],
  );

async function until(database: pg.Pool, sql: string, values: unknown[]): Promise<void> {
  const endsAtMs = performance.now() + GIVE_UP_MS;
  for (;;) {
    const { rows } = await database.query<{ n: string }>(sql, values);
    if (Number(rows[0]?.n) > 0) return;
    if (performance.now() > endsAtMs) throw new Error('The log did not take the events in.');
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
