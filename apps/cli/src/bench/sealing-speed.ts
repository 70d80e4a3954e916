import pg from 'pg';
import { readySigner, sendEnvelope, untilCompleted } from './bench-envelopes.js';
import { withPeakMemory } from './process-memory.js';
import { type Spread, spreadOf } from './statistics.js';
import type { BenchWorld } from './world.js';

export interface SealingSpeed {
  readonly lastSignatureToCompleted: Spread;
  readonly lastRequest: Spread;
  readonly fiftyAtOnce: {
    readonly envelopes: number;
    readonly wallMs: number;
    readonly sealsPerS: number;
    readonly beforeMb: number;
    readonly peakMb: number;
  };
}

export async function measureSealing(
  world: BenchWorld,
  report: (line: string) => void,
): Promise<SealingSpeed> {
  report('last signature to COMPLETED, one after the other …');
  const single = await oneAfterTheOther(world, 11);
  report('fifty envelopes completed at once …');
  return { ...single, fiftyAtOnce: await allAtOnce(world, 50) };
}

/** The first is a warm-up and not counted. */
async function oneAfterTheOther(
  world: BenchWorld,
  count: number,
): Promise<Pick<SealingSpeed, 'lastSignatureToCompleted' | 'lastRequest'>> {
  const totals: number[] = [];
  const requests: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const envelope = await sendEnvelope(world, `single-${index}`);
    const signer = await readySigner(world, envelope);
    const startedAtMs = performance.now();
    await signer.complete();
    requests.push(performance.now() - startedAtMs);
    await untilCompleted(world, envelope.id);
    totals.push(performance.now() - startedAtMs);
  }
  return { lastSignatureToCompleted: spreadOf(totals.slice(1)), lastRequest: spreadOf(requests.slice(1)) };
}

/** Asked of the database once every 20 ms, so that polling fifty envelopes is not what is measured. */
async function allAtOnce(world: BenchWorld, count: number): Promise<SealingSpeed['fiftyAtOnce']> {
  const envelopes = await inTens(count, (index) => sendEnvelope(world, `fifty-${index}`));
  const signers = await inTens(count, (index) => readySigner(world, envelopes[index] ?? never(index)));
  const database = new pg.Client({ connectionString: world.databaseAdminUrl });
  await database.connect();
  try {
    const { result, ...memory } = await withPeakMemory(world.rootPid, async () => {
      const startedAtMs = performance.now();
      await Promise.all(signers.map((signer) => signer.complete()));
      const ids = envelopes.map((envelope) => envelope.id);
      for (;;) {
        const { rows } = await database.query<{ open: number }>(
          `select count(*)::int as open from envelope where id = any($1::uuid[]) and status <> 'completed'`,
          [ids],
        );
        if (rows[0]?.open === 0) return performance.now() - startedAtMs;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    });
    const sealsPerS = Math.round((count / result) * 10_000) / 10;
    return { envelopes: count, wallMs: Math.round(result), sealsPerS, ...memory };
  } finally {
    await database.end();
  }
}

async function inTens<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let start = 0; start < count; start += 10) {
    const indexes = Array.from({ length: Math.min(10, count - start) }, (_, offset) => start + offset);
    made.push(...(await Promise.all(indexes.map(make))));
  }
  return made;
}

function never(index: number): never {
  throw new RangeError(`no envelope ${index}`);
}
