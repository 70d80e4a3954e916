import { type AppendContestant, appendContestants, contestantTables } from './append-contestants.js';
import type { AppendWorld } from './append-world.js';

export interface AppendSpeed {
  readonly writers: number;
  /** Median of the rounds, for each contestant. */
  readonly eventsPerS: Readonly<Record<AppendContestant['id'], number>>;
  readonly rounds: Readonly<Record<AppendContestant['id'], readonly number[]>>;
  /** Ours as a share of each chained insert, from the medians. */
  readonly ofChainedStatements: number;
  readonly ofChainedFunctionInUnit: number;
  readonly ofChainedFunction: number;
}

const ROUNDS = 5;

/**
 * Takes turns between the contestants, so that what else the machine does meets all of them. Each writer has its
 * envelopes for itself: a hot envelope is measured by nobody, people sign at most a few times a second.
 */
export async function measureAppends(
  world: AppendWorld,
  writers: number,
  seconds: number,
): Promise<AppendSpeed> {
  await world.owner.query(contestantTables);
  const rounds: Record<AppendContestant['id'], number[]> = {
    plain: [],
    'chained-function': [],
    'chained-function-in-unit': [],
    'chained-statements': [],
    ours: [],
  };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const contestant of appendContestants) {
      const rate = await measureOne(contestant, world, { writers, seconds });
      // The first one fills caches and prepares statements.
      if (round > 0) rounds[contestant.id].push(rate);
    }
  }
  const eventsPerS = {
    plain: median(rounds.plain),
    'chained-function': median(rounds['chained-function']),
    'chained-function-in-unit': median(rounds['chained-function-in-unit']),
    'chained-statements': median(rounds['chained-statements']),
    ours: median(rounds.ours),
  };
  return {
    writers,
    eventsPerS,
    rounds,
    ofChainedStatements: share(eventsPerS.ours, eventsPerS['chained-statements']),
    ofChainedFunctionInUnit: share(eventsPerS.ours, eventsPerS['chained-function-in-unit']),
    ofChainedFunction: share(eventsPerS.ours, eventsPerS['chained-function']),
  };
}

async function measureOne(
  contestant: AppendContestant,
  world: AppendWorld,
  { writers, seconds }: { readonly writers: number; readonly seconds: number },
): Promise<number> {
  const startedAtMs = performance.now();
  const endsAtMs = startedAtMs + seconds * 1_000;
  const counts = await Promise.all(
    Array.from({ length: writers }, (_, writer) =>
      writeUntil(contestant, world, { writer, writers, endsAtMs }),
    ),
  );
  const total = counts.reduce((sum, count) => sum + count, 0);
  return Math.round((total * 1_000) / (performance.now() - startedAtMs));
}

async function writeUntil(
  contestant: AppendContestant,
  world: AppendWorld,
  turn: { readonly writer: number; readonly writers: number; readonly endsAtMs: number },
): Promise<number> {
  const client = await contestant.pool(world).connect();
  const own = world.envelopeIds.filter((_, index) => index % turn.writers === turn.writer);
  let count = 0;
  try {
    while (performance.now() < turn.endsAtMs) {
      await contestant.append(client, world, own[(count * 7_919) % own.length] ?? '');
      count += 1;
    }
    return count;
  } finally {
    client.release();
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const share = (ours: number, theirs: number): number => Math.round((ours * 100) / Math.max(theirs, 1)) / 100;
